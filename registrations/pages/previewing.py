"""What an editor sees of a registration before anybody registers: each state, with example data where none is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from registrations.domain.rules import Mode
from registrations.domain.windows import Window, first_instant
from registrations.queries.status import PoolStatus, RegistrationStatus

from .change_letters import LETTER

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise

AS_IS = "as_is"
EXAMPLE_ADDRESS, EXAMPLE_LINK, EXAMPLE_REFERENCE = "maria@example.org", "https://example.org/", "2345-6789"
_SEATS, _WAITING = 20, 3
_AFTER_SENDING = {"review": "in_review", "thanks": "accepted"}

PREVIEW_MODES: list[tuple[str, str | Promise]] = [
    ("", _("As it is")),
    ("not_yet", _("Registration not open yet")),
    ("open", _("Registration open")),
    ("waiting", _("All seats taken, with a waiting list")),
    ("full", _("All seats taken, no waiting list")),
    ("closed", _("Registration closed")),
    ("review", _("After sending: staff decide")),
    ("thanks", _("After sending: thank you")),
    ("elsewhere", _("Registration elsewhere")),
    (LETTER, _("The letter about the change")),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a visitor reads after sending: the address written to, and the state where nothing is to be verified."""

    email: str
    verify_address: bool
    again: bool = False
    reference: str = ""
    state: str = ""
    position: int | None = None
    people: tuple[str, ...] = ()


def pretended(status: RegistrationStatus, preview: str) -> RegistrationStatus:
    """The status as one of the preview modes would have it; what the page itself says stays wherever it can."""
    if preview == AS_IS:
        return status
    if preview == "elsewhere":
        return replace(status, mode=Mode.ELSEWHERE, also_elsewhere=False, **_window(status, Window.OPEN))
    pools = status.pools or (_example_pool(),)
    here = replace(status, mode=Mode.HERE, pools=pools, suspended=False)
    if preview in {"full", "waiting"}:
        full = tuple(replace(pool, capacity=pool.capacity or _SEATS, free_seats=0) for pool in pools)
        listed = preview == "waiting"
        here = replace(here, pools=full, waiting=_WAITING if listed else 0, waiting_list=listed)
        here = replace(here, needs_review=False, open_to_applications=False)
    return replace(here, **_window(here, _WINDOWS.get(preview, Window.OPEN)))


def pretended_done(status: RegistrationStatus, preview: str) -> Sent | None:
    """What is read after sending in the two modes that show it; None in the others."""
    if preview not in _AFTER_SENDING:
        return None
    verify = preview == "thanks" and status.verify_address
    return Sent(
        email=EXAMPLE_ADDRESS,
        verify_address=verify,
        reference="" if verify else EXAMPLE_REFERENCE,
        state=_AFTER_SENDING[preview],
    )


def dress(page: Any, preview: str) -> None:
    """Make the draft that is shown one that takes registrations as the preview wants; the draft is never saved."""
    elsewhere = preview == "elsewhere"
    if elsewhere:
        page.registration_link = page.registration_link or EXAMPLE_LINK
    if preview and page.registration_mode == Mode.NONE:
        page.registration_mode = str(Mode.ELSEWHERE if elsewhere else Mode.HERE)


_WINDOWS = {"not_yet": Window.NOT_YET, "closed": Window.CLOSED}


def _window(status: RegistrationStatus, window: Window) -> dict[str, Any]:
    """The window, with days that fit it: the page's own where they do, otherwise examples."""
    opens, closes, now = status.opens_at, status.closes_at, status.now
    today = now.astimezone(ZoneInfo(status.zone)).date()
    if window is Window.NOT_YET:
        ahead = _if(opens, opens is not None and opens > now)
        return {"window": window, "opens_at": ahead or first_instant(today + timedelta(days=7), status.zone)}
    if window is Window.CLOSED:
        past = _if(closes, closes is not None and closes <= now)
        return {"window": window, "closes_at": past or first_instant(today, status.zone)}
    return {"window": window, "closes_at": _if(closes, closes is not None and closes > now)}


def _if(moment: datetime | None, fits: bool) -> datetime | None:
    return moment if fits else None


def _example_pool() -> PoolStatus:
    return PoolStatus(key="", title="", begins_at=None, ends_at=None, room="", capacity=_SEATS, free_seats=_SEATS)
