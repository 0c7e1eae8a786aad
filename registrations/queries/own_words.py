"""What a person reads about what they sent, by the name that its page gives to registering.

Whole sentences for each name: in Greek the noun stands in another case in each of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """Sentences of the personal page and of letters, and the buttons with which somebody takes back what they sent."""

    received: Promise
    refused: Promise
    ended: Promise
    expired: Promise
    doubt: Promise
    """The heading above the button that takes it back."""
    take_back: Promise
    ask: Promise
    """Whether the person means it."""
    yes: Promise
    counts: Promise
    """What confirming the address does, where nobody has to decide."""
    read_then: Promise
    """What it does where staff decide."""
    stands: Promise
    take_back_there: Promise
    """What else one can do on the personal page."""
    as_wished: Promise
    by_staff: Promise
    """That staff have taken it back."""
    receipt: Promise
    answer: Promise
    known: Promise
    taken_back: Promise
    """How the subjects of letters begin."""
    known_here: Promise
    """That a second form has reached us."""


_REGISTRATION = OwnWords(
    received=_("We have received your application."),
    refused=_("We could not accept your application."),
    ended=_("Your registration is cancelled."),
    expired=_("Your registration has ended."),
    doubt=_("You cannot come?"),
    take_back=_("Cancel my registration"),
    ask=_("Cancel your registration?"),
    yes=_("Yes, cancel"),
    counts=_("The registration counts once you confirm the address."),
    read_then=_("Once you confirm the address, we read the application and write to you when we have decided."),
    stands=_("Your personal page shows where your registration stands."),
    take_back_there=_("There you can also cancel it."),
    as_wished=_("As you wished, your registration is cancelled."),
    by_staff=_("We have had to cancel your registration."),
    receipt=_("We have received your application"),
    answer=_("The answer to your application"),
    known=_("You are already registered"),
    taken_back=pgettext_lazy("subject of a letter", "Cancelled"),
    known_here=_("A form with your address has reached us, but your registration for this event is here already."),
)

_APPLICATION = replace(
    _REGISTRATION,
    ended=_("Your application is withdrawn."),
    expired=_("Your application has expired."),
    doubt=_("You have changed your mind?"),
    take_back=_("Withdraw my application"),
    ask=_("Withdraw your application?"),
    yes=_("Yes, withdraw it"),
    counts=_("The application counts once you confirm the address."),
    stands=_("Your personal page shows where your application stands."),
    take_back_there=_("There you can also withdraw it."),
    as_wished=_("As you wished, your application is withdrawn."),
    by_staff=_("We have had to cancel your application."),
    known=_("Your application is already here"),
    taken_back=pgettext_lazy("subject of a letter", "Withdrawn"),
    known_here=_("A form with your address has reached us, but your application for this event is here already."),
)

_WORDS: dict[str, OwnWords] = {
    "apply": _APPLICATION,
    "interest": replace(
        _APPLICATION,
        received=_("We have received your expression of interest."),
        refused=_("We could not accept your expression of interest."),
        ended=_("Your expression of interest is withdrawn."),
        expired=_("Your expression of interest has expired."),
        take_back=_("Withdraw my expression of interest"),
        ask=_("Withdraw your expression of interest?"),
        counts=_("The expression of interest counts once you confirm the address."),
        read_then=_(
            "Once you confirm the address, we read the expression of interest and write to you when we have decided."
        ),
        stands=_("Your personal page shows where your expression of interest stands."),
        as_wished=_("As you wished, your expression of interest is withdrawn."),
        by_staff=_("We have had to cancel your expression of interest."),
        receipt=_("We have received your expression of interest"),
        answer=_("The answer to your expression of interest"),
        known=_("Your expression of interest is already here"),
        known_here=_(
            "A form with your address has reached us, but your expression of interest for this event is here already."
        ),
    ),
    "nominate": replace(
        _APPLICATION,
        received=_("We have received your nomination."),
        refused=_("We could not accept your nomination."),
        ended=_("Your nomination is withdrawn."),
        expired=_("Your nomination has expired."),
        take_back=_("Withdraw my nomination"),
        ask=_("Withdraw your nomination?"),
        counts=_("The nomination counts once you confirm the address."),
        read_then=_("Once you confirm the address, we read the nomination and write to you when we have decided."),
        stands=_("Your personal page shows where your nomination stands."),
        as_wished=_("As you wished, your nomination is withdrawn."),
        by_staff=_("We have had to cancel your nomination."),
        receipt=_("We have received your nomination"),
        answer=_("The answer to your nomination"),
        take_back_there=_("There you can also cancel it."),
    ),
    "attend": replace(
        _REGISTRATION,
        ended=_("We do not expect you any more."),
        expired=_("We do not expect you any more."),
        take_back=_("Say that I am not coming"),
        ask=_("Are you not coming?"),
        yes=_("I am not coming"),
        counts=_("Your attendance counts once you confirm the address."),
        stands=_("Your personal page shows where your attendance stands."),
        take_back_there=_("There you can also say that you are not coming."),
        as_wished=_("As you wished, we do not expect you any more."),
        by_staff=_("We have had to cancel your attendance."),
    ),
}


def own_words(action: str) -> OwnWords:
    """The words for what a page calls `action`; those of a registration where it says nothing else."""
    return _WORDS.get(action, _REGISTRATION)
