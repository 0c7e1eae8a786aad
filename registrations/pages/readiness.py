"""Whether a page is ready to be published: advice line by line. What must be right is the matter of the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page

from registrations.domain.occasion import effective_mode
from registrations.domain.rules import Mode
from registrations.domain.windows import ImpossibleTime
from registrations.models.labels import language_facts
from registrations.queries.occasions import occasion_of
from registrations.queries.privacy import notice_of
from registrations.services.desks import find_desk, find_led_pools

from .window import window_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from registrations.domain.occasion import Occasion
    from registrations.domain.rules import Rules
    from registrations.models import SeatPool


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """One thing to look at: whether it is in order, in words, and the field where it is mended (empty: elsewhere)."""

    done: bool
    words: str
    field: str = ""


def readiness(page: Any, *, now: datetime, parent: Page | None = None) -> list[ReadinessLine]:
    """What is in order and what is left to do before `page`, as it is in the editor, is published at `now`.

    `parent` is where a page that is not saved yet will stand. A page type adds lines of its own with a method
    `readiness_lines()`.
    """
    lines = [*_event_lines(page, now), *_registration_lines(page, now, parent), *_language_lines(page)]
    further = getattr(page, "readiness_lines", None)
    return [*lines, *(further() if further is not None else ())]


def _event_lines(page: Any, now: datetime) -> Iterator[ReadinessLine]:
    if not hasattr(page, "begins_at"):
        return
    desk = find_desk(page) if page.pk else None
    leader = desk.leading_page if desk is not None else None
    if desk is not None and leader is not None and leader.pk != page.pk:
        words = _("The hours, seats and deadline of “%(title)s” count, here too.") % {"title": leader.title}
        yield ReadinessLine(desk.begins_at == page.begins_at and desk.ends_at == page.ends_at, words, "begins_at")
    begins_at = occasion_of(page).begins_at
    if begins_at is None:
        yield ReadinessLine(False, _("The event has no date yet."), "begins_at")
        if getattr(page, "sessions", None):
            yield ReadinessLine(True, _("The sessions keep their seats; no hours of theirs are shown."), "sessions")
    elif begins_at <= now:
        yield ReadinessLine(False, _("The event is in the past."), "begins_at")
    else:
        yield ReadinessLine(True, _("The event is ahead."), "begins_at")


def _registration_lines(page: Any, now: datetime, parent: Page | None) -> Iterator[ReadinessLine]:
    occasion = occasion_of(page)
    try:
        rules = page.registration_rules()
    except ImpossibleTime:
        field = next(iter(window_problems(page)), "registration_closes_time")
        yield ReadinessLine(False, _("The window names a time that does not exist."), field)
        return
    pools = find_led_pools(page) if page.pk else []
    yield from _left_lines(page, occasion, pools)
    mode = effective_mode(rules.mode, occasion)
    if mode is Mode.NONE:
        yield ReadinessLine(True, _("Nobody needs to register."), "registration_mode")
        return
    yield _window_line(rules, occasion, now)
    if mode is Mode.ELSEWHERE:
        secure = page.registration_link.startswith("https://")
        words = _("The link leads to a secure address.") if secure else _("There is no link that starts with https://.")
        yield ReadinessLine(secure, words, "registration_link")
    else:
        short = list(_short_lines(pools, rules, occasion))
        yield from short or [_seats_line(rules, occasion)]
        yield _privacy_line(page, page if page.pk else parent)


def _window_line(rules: Rules, occasion: Occasion, now: datetime) -> ReadinessLine:
    if rules.closes_at is not None and rules.closes_at <= now:
        return ReadinessLine(False, _("The last day to register is over."), "registration_closes_on")
    if rules.closes_at is None:
        return ReadinessLine(False, _("There is no last day to register: is that meant?"), "registration_closes_on")
    if occasion.begins_at is not None and now < occasion.begins_at < rules.closes_at:
        words = _("People can register after the event has begun: is that meant?")
        return ReadinessLine(False, words, "registration_closes_on")
    return ReadinessLine(True, _("The last day to register is ahead."), "registration_closes_on")


def _short_lines(pools: Iterable[SeatPool], rules: Rules, occasion: Occasion) -> Iterator[ReadinessLine]:
    """A line for the event, or each session, that would have fewer seats than people who sit there."""
    sessions = {one.key: one for one in occasion.sessions_here}
    for pool in pools:
        session = sessions.get(pool.session_key)
        if pool.is_closed or (session is None) == bool(sessions):
            continue
        own = None if session is None else session.capacity
        seats = rules.capacity if own is None else own
        if seats is not None and pool.taken > seats + pool.raised:
            field = "registration_capacity" if own is None else "sessions"
            name = f"{session.title}: " if session is not None else ""
            yield ReadinessLine(False, name + _short_words(pool.taken, seats + pool.raised), field)


def _left_lines(page: Any, occasion: Occasion, pools: Iterable[SeatPool]) -> Iterator[ReadinessLine]:
    """A line for each session in which people sit, and that the page does not have."""
    keys = {one.key for one in occasion.sessions_here} or {""}
    for pool in pools:
        if pool.session_key in keys or not pool.taken:
            continue
        words = ngettext(
            "“%(session)s” is not on the page, and %(taken)d person has a seat there. Nobody is told: cancel the seat "
            "at the desk, or put the session back.",
            "“%(session)s” is not on the page, and %(taken)d people have seats there. Nobody is told: cancel the seats "
            "at the desk, or put the session back.",
            pool.taken,
        )
        facts = {"session": pool.title or page.title, "taken": pool.taken}
        yield ReadinessLine(False, words % facts, "sessions")


def _short_words(taken: int, seats: int) -> str:
    return ngettext(
        "%(seats)d seat, and %(taken)d are taken. Nobody loses a seat; none is given before some come free.",
        "%(seats)d seats, and %(taken)d are taken. Nobody loses a seat; none is given before some come free.",
        seats,
    ) % {"taken": taken, "seats": seats}


def _seats_line(rules: Rules, occasion: Occasion) -> ReadinessLine:
    sessions = [rules.capacity if one.capacity is None else one.capacity for one in occasion.sessions_here]
    if None in (sessions or [rules.capacity]):
        return ReadinessLine(False, _("There is no limit of seats: is that meant?"), "registration_capacity")
    return ReadinessLine(True, _("The number of seats is set."), "registration_capacity")


def _privacy_line(page: Any, anchor: Page | None) -> ReadinessLine:
    field = "registration_privacy_notice"
    if page.registration_privacy_notice_id is not None:
        return ReadinessLine(True, _("The page has its own privacy notice."), field)
    if anchor is not None and notice_of(anchor.get_site()).exists():
        return ReadinessLine(True, _("The form shows the privacy notice of the site."), field)
    return ReadinessLine(False, _("No privacy notice is chosen, here or in the settings of the site."), field)


def _language_lines(page: Any) -> Iterator[ReadinessLine]:
    if page.pk is None:
        return
    live = dict(Page.objects.filter(translation_key=page.translation_key).values_list("locale__language_code", "live"))
    for code in Locale.objects.exclude(pk=page.locale_id).values_list("language_code", flat=True):
        facts = {"language": language_facts(code)["name_translated"]}
        if code not in live:
            yield ReadinessLine(False, _("%(language)s: the page is not translated.") % facts)
        elif live[code]:
            yield ReadinessLine(True, _("%(language)s: published.") % facts)
        else:
            yield ReadinessLine(True, _("%(language)s: there is a draft.") % facts)
