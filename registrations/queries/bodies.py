"""The bodies of the list: which a form offers, which one a typed name means, and which are members."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from registrations.domain.rules import PersonKey
from registrations.domain.states import State
from registrations.models import Desk, Organisation, OrganisationKind, Registration
from registrations.text import fold, tidy_line

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.models import Page

NO_NOMINATIONS = frozenset({OrganisationKind.UNIT, OrganisationKind.HUB})
"""Kinds that name no members of their own: a unit belongs to its body, a hub is led by one."""


def nominating_bodies() -> QuerySet[Organisation]:
    """The bodies of the list that name members."""
    return Organisation.objects.exclude(kind__in=NO_NOMINATIONS)


def offered_bodies() -> list[tuple[str, list[tuple[str, str]]]]:
    """The bodies that a form offers, by kind, as groups of (number, name) pairs in the reader's alphabet."""
    order = {kind.value: place for place, kind in enumerate(OrganisationKind)}
    found = nominating_bodies().only("kind", "name_el", "name_en")
    bodies = sorted(found, key=lambda body: (order[body.kind], fold(body.name), body.pk))
    return [
        (str(OrganisationKind(kind).label), [(str(body.pk), body.name) for body in members])
        for kind, members in groupby(bodies, key=lambda body: body.kind)
    ]


def body_called(name: str) -> Organisation | None:
    """The body of the list that a typed name means, also a short name; None for none or several."""
    wanted = fold(tidy_line(name))
    if not wanted:
        return None
    found = [
        body
        for body in nominating_bodies()
        if wanted in {fold(text) for text in (body.name_el, body.name_en, body.short_name) if text}
    ]
    return found[0] if len(found) == 1 else None


def member_bodies(page: Page) -> QuerySet[Organisation]:
    """The bodies whose nomination on a page was accepted: bodies only, never the people whom they named."""
    desks = Desk.objects.filter(translation_key=page.translation_key, person_key=PersonKey.ORGANISATION)
    accepted = Registration.objects.filter(desk__in=desks, state=State.ACCEPTED, organisation__isnull=False)
    return Organisation.objects.filter(pk__in=accepted.values("organisation"))
