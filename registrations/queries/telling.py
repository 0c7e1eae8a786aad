"""What a state means for the person concerned: what has happened, and what happens next, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrations.domain.changes import Nature
from registrations.domain.occasion import EventStatus
from registrations.domain.states import LIVE, State
from registrations.models import Transition

from .own_words import own_words
from .standing import people_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registrations.models import Registration

    from .standing import Standing

STATUS_TEXTS: dict[State, Promise] = {
    State.UNVERIFIED: gettext_lazy("Your address is not confirmed yet."),
    State.ASKED: gettext_lazy("We have a question for you."),
    State.OFFERED: gettext_lazy("A seat is free for you."),
    State.ACCEPTED: gettext_lazy("You have a seat."),
    State.WAITLISTED: gettext_lazy("You are on the waiting list."),
}
"""What is the same whatever the page calls it; the other states follow its name for registering (`own_words`)."""

PARTY_TEXTS: dict[State, Promise] = {
    State.OFFERED: gettext_lazy("There are seats for all %(number)d of you."),
    State.ACCEPTED: gettext_lazy("You have %(number)d seats."),
    State.WAITLISTED: gettext_lazy("You are on the waiting list, %(number)d people together."),
}
"""What differs where several people came together."""

NEXT_TEXTS: dict[State, Promise] = {
    State.UNVERIFIED: gettext_lazy("Open the link in our first letter and press the button there."),
    State.IN_REVIEW: gettext_lazy(
        "We read it and write to you when we have decided. Until then you need to do nothing."
    ),
    State.ASKED: gettext_lazy("Please answer it below."),
    State.OFFERED: gettext_lazy("Take it or let it go, with the buttons below."),
    State.ACCEPTED: gettext_lazy("If you cannot come, please say so below, so that somebody else can have the seat."),
    State.WAITLISTED: gettext_lazy("As soon as a seat is free for you, we write to you. You need to do nothing."),
    State.REJECTED: gettext_lazy("Thank you for your interest."),
    State.CANCELLED: gettext_lazy("While the form is open, you can send it again."),
    State.EXPIRED: gettext_lazy(
        "The address was not confirmed in time. While the form is open, you can send it again."
    ),
}


NOMINATION_TEXTS: dict[State, Promise] = {
    State.IN_REVIEW: gettext_lazy("We have received the nomination of your body."),
    State.ACCEPTED: gettext_lazy("The nomination of your body is accepted."),
    State.REJECTED: gettext_lazy("We could not accept the nomination of your body."),
    State.CANCELLED: gettext_lazy("The nomination of your body is cancelled."),
}
"""What differs where a body names its members."""


MEANWHILE_TEXTS: dict[State, Promise] = {
    State.OFFERED: gettext_lazy(
        "The seat that is offered to you is kept until its own deadline, no longer: take it or let it go before then."
    ),
    State.ACCEPTED: gettext_lazy("You keep your seat meanwhile."),
    State.WAITLISTED: gettext_lazy("You keep your position in line meanwhile."),
}
"""What happens to what somebody has while staff wait for an answer; whatever is not here waits for it too."""


def stands_mixed(places: Sequence[Standing]) -> bool:
    """Whether the live places of a registration stand in different states."""
    return len({place.state for place in places if place.state in LIVE}) > 1


def status_text(
    registration: Registration, places: Sequence[Standing], action: str = "", *, is_asked: bool = False
) -> str:
    """One sentence on where the registration stands, in the words of what its page calls it.

    `is_asked`: a question of staff waits for an answer, which goes before all else that is not over.
    """
    if registration.desk.is_cancelled and registration.state in LIVE:
        return _("The event is cancelled.")
    if is_asked:
        return str(STATUS_TEXTS[State.ASKED])
    if stands_mixed(places):
        return _("Your places do not all stand the same: see each of them below.")
    state = State(registration.state)
    if registration.is_nomination and state in NOMINATION_TEXTS:
        return str(NOMINATION_TEXTS[state])
    number = max((place.number for place in places if place.state == state), default=1)
    if number > 1 and state in PARTY_TEXTS:
        return str(PARTY_TEXTS[state]) % {"number": number}
    words = own_words(action)
    follows_name = {
        State.IN_REVIEW: words.received,
        State.REJECTED: words.refused,
        State.CANCELLED: words.ended,
        State.EXPIRED: words.expired,
    }
    return str(follows_name.get(state) or STATUS_TEXTS[state])


def meanwhile_text(state: State, *, mixed: bool = False, nomination: bool = False) -> str:
    """What happens to the seat, the place in line or the application while staff wait for an answer."""
    if mixed:
        return _("Your places stay as they are meanwhile.")
    if nomination and state is State.ACCEPTED:
        return _("The nomination stands meanwhile.")
    words = MEANWHILE_TEXTS.get(state)
    return str(words) if words is not None else _("We go on once we have your answer.")


def next_text(registration: Registration, places: Sequence[Standing], *, is_asked: bool = False) -> str:
    """What happens next, or the reason where staff chose to tell it; empty where there is nothing to say."""
    state = State(registration.state)
    if registration.desk.is_cancelled and state in LIVE:
        return _reason_words(told_of_cancelling(registration)) or _("We are sorry. You need to do nothing.")
    if is_asked:
        meanwhile = meanwhile_text(state, mixed=stands_mixed(places), nomination=registration.is_nomination)
        return f"{NEXT_TEXTS[State.ASKED]} {meanwhile}"
    if stands_mixed(places):
        return ""
    own = _words_of_its_own(registration, state, places)
    return (
        own
        or _reason_words(told_reason(registration, state))
        or _usual_words(registration, state, number=len(people_in(place for place in places if place.state in LIVE)))
    )


def _words_of_its_own(registration: Registration, state: State, places: Sequence[Standing]) -> str:
    """What is said of a registration that came to its state in a way of its own; else empty."""
    if state in {State.WAITLISTED, State.EXPIRED} and _let_an_offer_go(registration):
        return _after_offer(state)
    if state is State.EXPIRED and registration.verified_at is not None:
        return _expired_words(registration, number=len(people_in(places)))
    if state is State.ACCEPTED and registration.is_nomination:
        return _("If one of the members has to be replaced, please write to us.")
    if state is State.ACCEPTED and not any(place.may_cancel for place in places):
        return _("The event is over.")
    return ""


def _usual_words(registration: Registration, state: State, *, number: int) -> str:
    if state is State.ACCEPTED and number > 1:
        return _("If one of you cannot come, please cancel that seat below, so that somebody else can have it.")
    if state is State.CANCELLED and registration.is_nomination:
        return _("While nominations are open, your body can name members again.")
    if state is State.WAITLISTED and registration.desk.offer_hours:
        hours = registration.desk.offer_hours
        words = ngettext(
            "As soon as a seat is free for you, we write to you. You then have %(hours)s hour to take it.",
            "As soon as a seat is free for you, we write to you. You then have %(hours)s hours to take it.",
            hours,
        )
        return words % {"hours": hours}
    return str(NEXT_TEXTS[state])


def _let_an_offer_go(registration: Registration) -> bool:
    """Whether the last move was out of an offer."""
    last = Transition.objects.filter(place__registration=registration).order_by("-pk").first()
    return last is not None and last.from_state == State.OFFERED


def _after_offer(state: State) -> str:
    if state is State.WAITLISTED:
        return _(
            "The seat that was offered to you has gone to the next. You are at the end of the line once more. "
            "If a seat comes free for you again, we write to you."
        )
    return _("The seat that was offered to you has gone to the next. While the form is open, you can send it again.")


def _expired_words(registration: Registration, *, number: int) -> str:
    """Why somebody who did confirm the address has no place."""
    if registration.places.filter(state=State.EXPIRED, pool__is_closed=True).exists():
        return _("When you confirmed your address, what you chose was not offered any more. We are sorry.")
    if number > 1:
        return _("When you confirmed your address, there were not enough seats left. We are sorry.")
    return _("When you confirmed your address, the last seat was taken. We are sorry.")


def _reason_words(reason: str) -> str:
    return _("The reason: %(reason)s") % {"reason": reason} if reason else ""


def told_of_cancelling(registration: Registration) -> str:
    """Why the event was cancelled, in the person's language, where that was announced; else empty."""
    for change in registration.desk.changes.filter(nature=Nature.MOVED).order_by("-pk"):
        if change.new.status is EventStatus.CANCELLED:
            return change.reason_in(registration.language).strip()
    return ""


def told_reason(registration: Registration, state: State) -> str:
    """The reason of the last move into `state`, where staff chose to tell it; else empty."""
    last = Transition.objects.filter(place__registration=registration, to_state=state).order_by("-pk").first()
    return last.reason.strip() if last is not None and last.tells_reason else ""
