"""Whom a body has named and nobody has told yet: the law gives a month (Regulation (EU) 2016/679, art. 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from registrations.domain.states import LIVE
from registrations.models import Attendee, MemberChange, MemberChangeKind, Notice, NoticeKind, NoticeState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

_CAME = (MemberChangeKind.REPLACED, MemberChangeKind.NAMED)


def members_today() -> QuerySet[Attendee]:
    """The members of nominations that stand."""
    return Attendee.objects.members().filter(registration__state__in=LIVE)


def untold_members(*, named_until: datetime, named_after: datetime | None = None) -> QuerySet[Attendee]:
    """The members whose letter has not left for their address of today, by when the body named them (UTC).

    That is when the form came in, or when somebody put them in another's place.
    """
    later = MemberChange.objects.filter(successor=OuterRef("pk"), kind__in=_CAME).order_by("pk").values("at")[:1]
    letters = Notice.objects.filter(
        attendee=OuterRef("pk"), recipient=OuterRef("email"), kind=NoticeKind.NOMINATED, state=NoticeState.SENT
    )
    members = members_today().annotate(named_at=Coalesce(Subquery(later), "registration__created_at"))
    untold = members.filter(~Exists(letters), named_at__lte=named_until)
    return untold.filter(named_at__gt=named_after) if named_after is not None else untold
