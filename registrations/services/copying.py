"""A copy of a page for the next time: a draft without the days, the window and the code of the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from registrations.domain.occasion import effective_mode
from registrations.domain.rules import Mode
from registrations.queries.occasions import occasion_of

if TYPE_CHECKING:
    from wagtail.models import Page


def start_anew(page: Any) -> bool:
    """Make the fresh copy `page` a draft that has forgotten one time's facts; whether there was anything to forget.

    A page type says in `clear_for_next_time()` what those are. People, seats and letters are the desk's and were never
    copied; the questions keep their keys, which are unique within a desk. A page that neither takes registrations nor
    has hours stays as it is.
    """
    occasion = occasion_of(page)
    if effective_mode(page.registration_rules().mode, occasion) is Mode.NONE and occasion.begins_at is None:
        return False
    with transaction.atomic():
        if page.live:
            page.unpublish(log_action=None)
        draft = page.get_latest_revision_as_object()
        draft.go_live_at = draft.expire_at = None
        draft.expired = False
        draft.clear_for_next_time()
        draft.save(clean=False)
        draft.save_revision(changed=False, clean=False)
    _tell(page, draft)
    return True


def _tell(page: Page, draft: Page) -> None:
    """Make the object that the caller of the copy holds what is stored now."""
    for field in draft._meta.concrete_fields:
        setattr(page, field.attname, getattr(draft, field.attname))
