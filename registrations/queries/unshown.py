"""Which open registrations nobody can fill in, because no privacy notice is chosen for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from wagtail.models import Page

from registrations.domain.rules import Mode
from registrations.models import RegistrationSettings

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from registrations.models import Desk

_AT_MOST = 20


def desks_without_notice(desks: QuerySet[Desk], now: datetime) -> list[Desk]:
    """Those of `desks` (the first 20) whose form is withheld at the UTC instant `now`: the law asks for a notice.

    One statement where every site has a notice, as it should.
    """
    covered = RegistrationSettings.objects.exclude(privacy_notice=None).values("site")
    still_open = Q(closes_at=None) | Q(closes_at__gt=now)
    suspects = desks.filter(still_open, mode=Mode.HERE, is_published=True, leading_page__live=True)
    found = list(suspects.exclude(site__in=covered).order_by("-pk"))
    if not found:
        return []
    pages = Page.objects.filter(pk__in=[desk.leading_page_id for desk in found]).specific().defer_streamfields()
    bare = {page.pk for page in pages if getattr(page, "registration_privacy_notice_id", None) is None}
    return [desk for desk in found if desk.leading_page_id in bare][:_AT_MOST]
