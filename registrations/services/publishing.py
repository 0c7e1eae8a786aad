"""What publishing a page means at its desk: the rules in force, the pools, and who is promoted by more seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import Site

from registrations.domain.changes import SessionHours
from registrations.domain.occasion import effective_mode
from registrations.domain.rules import Mode, Rules
from registrations.domain.seating import new_ceiling
from registrations.models import Desk, SeatPool

from . import desks
from .announcing import Said, record
from .promoting import promote
from .rekeying import rekey

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Page

    from registrations.domain.occasion import Occasion, SessionFact

    from .desks import LockedDesk


def publish(
    *, page: Page, rules: Rules, occasion: Occasion, now: datetime, said: Said | None = None, user: Any = None
) -> Desk:
    """Copy what the editor decided from a published page to its desk, and hand new seats to those who wait.

    Only the leading page of the desk counts: the first published one that registers here. A page in another language
    gives words only, and an alias nothing. A change of day, hours, venue or deadline goes into the history of the desk
    with what was `said` about it, and by which `user`. Returns the desk.
    """
    desk = desks.open_desk(page)
    with transaction.atomic():
        under = desks.locked(desk.pk)
        if page.alias_of_id is None and _leads(page, under.desk, rules, occasion):
            known = under.desk.leading_page_id is not None
            before = under.desk.facts(under.pools.values())
            counted_by = under.desk.person_key
            _copy(page, under.desk, rules, occasion)
            if under.desk.person_key != counted_by:
                rekey(under)
            _settle_pools(under, rules, occasion, now)
            if known:
                record(under, before=before, said=said or Said(), user=user, now=now)
        return under.desk


@transaction.atomic
def unpublish(*, page: Page) -> None:
    """Close the desk when its leading page is unpublished or deleted; its people and their links stay.

    The desk keeps where the page stood last: that is what scopes its people once the page is gone.
    """
    led = Desk.objects.filter(leading_page_id=page.pk)
    if led.exists():
        led.update(is_published=False, tree_path=desks.place_in_tree(page))


def _leads(page: Page, desk: Desk, rules: Rules, occasion: Occasion) -> bool:
    if desk.leading_page_id is None or desk.leading_page_id == page.pk:
        return True
    return desk.mode != Mode.HERE and effective_mode(rules.mode, occasion) is Mode.HERE


def _copy(page: Page, desk: Desk, rules: Rules, occasion: Occasion) -> None:
    desk.leading_page_id = page.pk
    desk.site = page.get_site() or Site.objects.filter(is_default_site=True).first()
    desk.tree_path = desks.place_in_tree(page)
    desk.is_published = True
    desk.title = occasion.title[:255]
    desk.begins_at, desk.ends_at, desk.zone = occasion.begins_at, occasion.ends_at, occasion.zone
    desk.venue, desk.address = occasion.venue[:255], occasion.address[:255]
    desk.sessions = {session.key: SessionHours.of(session).as_json() for session in occasion.sessions}
    desk.status, desk.expected_on, desk.precision = occasion.status, occasion.expected_on, occasion.precision
    desk.mode = effective_mode(rules.mode, occasion)
    desk.opens_at, desk.closes_at, desk.capacity = rules.opens_at, rules.closes_at, rules.capacity
    desk.by_month = rules.by_month
    desk.waiting_list, desk.needs_review = rules.waiting_list, rules.needs_review
    desk.applications_hold_seats, desk.verify_address = rules.applications_hold_seats, rules.verify_address
    desk.person_key, desk.party_size, desk.offer_hours = rules.person_key, rules.party_size, rules.offer_hours
    desk.edits, desk.edit_hours, desk.edits_reviewed = rules.edits, rules.edit_hours, rules.edits_reviewed
    desk.remind_hours, desk.thanks = rules.remind_hours, rules.thanks
    desk.save()


def _settle_pools(under: LockedDesk, rules: Rules, occasion: Occasion, now: datetime) -> None:
    """Make the pools what the page says; one that disappeared is closed, never deleted."""
    wanted = _wanted_pools(rules, occasion)
    for pool in list(under.pools.values()):
        if pool.session_key not in wanted and not pool.is_closed:
            pool.is_closed = True
            pool.save(update_fields=["is_closed"])
    for key, session in wanted.items():
        pool = under.pool(key) or SeatPool(desk=under.desk, session_key=key)
        was_free = pool.free if pool.pk and not pool.is_closed else 0  # nobody moves up in a session that is closed
        pool.is_closed = False
        pool.capacity = rules.capacity if session is None or session.capacity is None else session.capacity
        pool.title = session.title[:255] if session else ""
        pool.room = session.room[:255] if session else ""
        pool.begins_at, pool.ends_at = (session.begins_at, session.ends_at) if session else (None, None)
        pool.ceiling = new_ceiling(capacity=pool.capacity, taken=pool.taken, raises=pool.raised)
        pool.save()
        under.pools[pool.pk] = pool
        promote(under, pool, seats=_seats_to_hand_on(under, pool, was_free), now=now)


def _wanted_pools(rules: Rules, occasion: Occasion) -> dict[str, SessionFact | None]:
    if occasion.sessions_here:
        return {session.key: session for session in occasion.sessions_here}
    return {"": None} if effective_mode(rules.mode, occasion) is Mode.HERE else {}


def _seats_to_hand_on(under: LockedDesk, pool: SeatPool, was_free: int | None) -> int:
    """How many of the free seats go to those who wait: all without review, only the new ones where staff decide."""
    waiting = pool.places.waitlisted().count()
    if pool.free is None:
        return waiting if was_free is not None or not under.desk.needs_review else 0
    if not under.desk.needs_review:
        return min(pool.free, waiting)
    return min(max(pool.free - (was_free if was_free is not None else pool.free), 0), waiting)
