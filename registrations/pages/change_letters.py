"""The letters about the change that a draft makes, as a preview of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from registrations.notices.change_preview import preview_change
from registrations.queries.changes import drafted_change
from registrations.queries.occasions import occasion_of
from registrations.services.announcing import people_to_tell
from registrations.services.desks import find_desk

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from registrations.models import DeskChange

LETTER = "change_letter"
"""The preview mode."""


def change_of_draft(page: Any) -> DeskChange | None:
    """The change that publishing this draft would make; None without a desk, for a page that does not lead it, or where
    nothing changes.
    """
    desk = find_desk(page) if page.pk else None
    if desk is None or desk.leading_page_id != page.pk:
        return None
    return drafted_change(
        desk,
        desk.pools.all(),
        occasion=occasion_of(page),
        rules=page.registration_rules(),
        reasons=page.change_said().reasons,
    )


def show_letters(page: Any, request: HttpRequest) -> HttpResponse:
    """The letters that people would get if the draft were published as a real change."""
    change = change_of_draft(page)
    drafts = {page.locale.language_code: occasion_of(page)}
    context = {
        "page": page,
        "change": change,
        "letters": preview_change(change, drafts=drafts) if change is not None else [],
        "people": people_to_tell(change.desk).count() if change is not None else 0,
    }
    return render(request, "registrations/editor/change_letters.html", context)
