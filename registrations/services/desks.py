"""Finding, opening and locking a desk: the only place where the lock is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, Count, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from registrations.models import Desk, Place, SeatPool

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.models import Page


class LockedDesk:
    """A desk whose row is locked until the transaction ends, with its pools read afresh under the lock."""

    def __init__(self, desk: Desk, pools: list[SeatPool]) -> None:
        self.desk = desk
        self.pools = {pool.pk: pool for pool in pools}

    def pool(self, key: str) -> SeatPool | None:
        """The pool of a session, or of the whole event for the empty key."""
        return next((pool for pool in self.pools.values() if pool.session_key == key), None)


def locked(desk_id: int) -> LockedDesk:
    """Lock the desk, then its pools in key order, and read both: every count of seats happens after this.

    Needs an open transaction (raises TransactionManagementError without one). On SQLite the immediate transaction
    is the lock: one writer at a time.
    """
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=desk_id)
    pools = list(SeatPool.objects.select_for_update(of=("self",)).filter(desk=desk).order_by("session_key", "pk"))
    return LockedDesk(desk, pools)


def source_of(page: Page) -> Page:
    """The page itself, or what it is an alias of: an alias has no desk of its own."""
    while page.alias_of_id is not None:
        page = page.alias_of
    return page


def find_desk(page: Page) -> Desk | None:
    """The desk of a page and its translations, with the questions in force; None while nothing was ever published."""
    key = source_of(page).translation_key
    return Desk.objects.select_related("questionnaire").filter(translation_key=key).order_by().first()


def find_led_pools(page: Page) -> list[SeatPool]:
    """The pools of the desk that a page leads, also those that are closed."""
    return list(SeatPool.objects.filter(desk__leading_page=page.pk).order_by("pk"))


def find_open_pools(page: Page) -> list[SeatPool]:
    """The open pools of the desk of a page, the first session first, each with the desk and its questions in force.

    A full one also knows how many people are `waiting` for it, one with seats left how many of its seats are held for
    addresses that are `unconfirmed`.
    """
    key = source_of(page).translation_key
    pools = SeatPool.objects.select_related("desk__questionnaire").filter(desk__translation_key=key, is_closed=False)
    seats = F("capacity") + F("raised")
    full = When(taken__gte=seats, then=_people_in(Place.objects.waitlisted()))
    some_left = When(taken__gt=0, taken__lt=seats, then=_people_in(Place.objects.unconfirmed()))
    pools = pools.annotate(waiting=Case(full, default=0), unconfirmed=Case(some_left, default=0))
    return list(pools.order_by(F("begins_at").asc(nulls_last=True), "pk"))


def _people_in(places: QuerySet[Place]) -> Coalesce:
    """How many of these places are in the pool of the row."""
    counted = places.filter(pool=OuterRef("pk")).order_by().values("pool").annotate(people=Count("pk"))
    return Coalesce(Subquery(counted.values("people")), 0)


def open_desk(page: Page) -> Desk:
    """The desk of a page and its translations, made when there is none."""
    source = source_of(page)
    with transaction.atomic():
        desk, _made = Desk.objects.get_or_create(
            translation_key=source.translation_key,
            defaults={"title": source.title, "tree_path": place_in_tree(source)},
        )
    return desk


def place_in_tree(page: Page) -> str:
    """The keys of the pages above, from the root down, each between slashes: /1/3/17/."""
    keys = "".join(f"{key}/" for key in page.get_ancestors().values_list("pk", flat=True))
    return f"/{keys}"
