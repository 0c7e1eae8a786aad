"""What a person reads about what they sent, by the name that its page gives to registering.

Whole sentences for each name: in Greek the noun stands in another case in each of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """Sentences of the personal page, and the buttons with which somebody takes back what they sent."""

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


_REGISTRATION = OwnWords(
    received=_("We have received your application."),
    refused=_("We could not accept your application."),
    ended=_("Your registration is cancelled."),
    expired=_("Your registration has ended."),
    doubt=_("You cannot come?"),
    take_back=_("Cancel my registration"),
    ask=_("Cancel your registration?"),
    yes=_("Yes, cancel"),
)

_APPLICATION = replace(
    _REGISTRATION,
    ended=_("Your application is withdrawn."),
    expired=_("Your application has expired."),
    doubt=_("You have changed your mind?"),
    take_back=_("Withdraw my application"),
    ask=_("Withdraw your application?"),
    yes=_("Yes, withdraw it"),
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
    ),
    "nominate": replace(
        _APPLICATION,
        received=_("We have received your nomination."),
        refused=_("We could not accept your nomination."),
        ended=_("Your nomination is withdrawn."),
        expired=_("Your nomination has expired."),
        take_back=_("Withdraw my nomination"),
        ask=_("Withdraw your nomination?"),
    ),
    "attend": replace(
        _REGISTRATION,
        ended=_("We do not expect you any more."),
        expired=_("We do not expect you any more."),
        take_back=_("Say that I am not coming"),
        ask=_("Are you not coming?"),
        yes=_("I am not coming"),
    ),
}


def own_words(action: str) -> OwnWords:
    """The words for what a page calls `action`; those of a registration where it says nothing else."""
    return _WORDS.get(action, _REGISTRATION)
