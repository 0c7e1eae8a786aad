"""People who sign up through the front door: they open the page, send its form, confirm their address, and wait."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import override

from registrations.public import Decision, State, decide, slug, staff, verify

from .accounts import find_user
from .keys import key_of
from .shelf import CannotLoad
from .streams import option_key

if TYPE_CHECKING:
    from django.test import Client
    from wagtail.models import Page

    from .reading import PageFile
    from .shelf import Shelf

TICKET = re.compile(r'name="ticket" value="([^"]+)"')
FOUND = 302
ABOUT_THEM = frozenset(
    {"name", "with", "language", "sessions", "late", "verifies", "decision", "reason", "tells_reason"}
)
"""What an entry says beside its answers."""


class Visitor:
    """An invented person with a network of their own, so that no limit per network is met; all share one browser."""

    def __init__(self, entry: dict[str, Any], number: int, browser: Client) -> None:
        self.entry, self.browser = entry, browser
        self.language: str = entry.get("language", "el")
        self.email = f"{slug(entry['name'])}@example.org"
        self.address = f"198.51.{100 + number // 250}.{number % 250 + 1}"

    def sign_up(self, page_file: PageFile, shelf: Shelf) -> bool:
        """Send the form of the event, unless this person has done so before; returns whether it was sent."""
        page = shelf.page(page_file.name, self.language)
        if self._registration(page):
            return False
        with override(self.language):  # a request leaves its language behind
            self._send(page.relative_url(shelf.site), page_file)
        return True

    def confirm(self, page_file: PageFile, shelf: Shelf) -> bool:
        """Confirm the address where that is still to be done; returns whether it was."""
        registration = self._registration(shelf.page(page_file.name, self.language))
        if not self.entry.get("verifies", True) or registration.state != State.UNVERIFIED:
            return False
        verify(registration=registration, now=datetime.now(UTC))
        return True

    def be_decided(self, page_file: PageFile, shelf: Shelf) -> None:
        """Hear what the reviewer has decided, where the entry says so."""
        if "decision" not in self.entry:
            return
        decision = Decision(
            to=State(self.entry["decision"]),
            reason=self.entry.get("reason", ""),
            tells_reason=self.entry.get("tells_reason", False),
        )
        registration = self._registration(shelf.page(page_file.name, self.language))
        decide(registration=registration, decision=decision, by=staff(find_user("reviewer")), now=datetime.now(UTC))

    def _registration(self, page: Page) -> Any:
        """The registration of this person; None before there is one."""
        rows = apps.get_model("registrations", "Registration").objects
        return rows.filter(desk__translation_key=page.translation_key, email=self.email).first()

    def _send(self, url: str, page_file: PageFile) -> None:
        """Fill the form in and send it. Raises CannotLoad where it is not taken."""
        self.browser.cookies.clear()
        drawn = TICKET.search(self.browser.get(url, REMOTE_ADDR=self.address).content.decode())
        if drawn is None:
            raise CannotLoad(f"The page {url} shows no form.")
        fields = {"name": self.entry["name"], "email": self.email, "ticket": unescape(drawn[1])}
        fields |= {f"companion_{number}": name for number, name in enumerate(self.entry.get("with", ()), start=2)}
        answer = self.browser.post(url, {**fields, **self._answers(page_file)}, REMOTE_ADDR=self.address)
        if answer.status_code != FOUND:
            raise CannotLoad(f"The form of {url} was not taken from {self.entry['name']} ({answer.status_code}).")

    def _answers(self, page_file: PageFile) -> dict[str, Any]:
        name = page_file.name
        answers: dict[str, Any] = {}
        if "sessions" in self.entry:
            answers["sessions"] = [key_of(name, "sessions", session) for session in self.entry["sessions"]]
        kinds = {question["key"]: question["kind"] for question in page_file.facts.get("questions", [])}
        for key in self.entry.keys() - ABOUT_THEM:
            written = _written(name, key, kinds[key], self.entry[key])
            if written is not None:
                answers[key_of(name, "questions", key)] = written
        return answers


def _written(name: str, key: str, kind: str, answer: Any) -> Any:
    """An answer as the browser sends it; None for a box that is not ticked."""
    if kind == "choice":
        return option_key(name, key, answer)
    if kind == "choices":
        return [option_key(name, key, option) for option in answer]
    if kind == "yes_no":
        return "yes" if answer else "no"
    if kind == "consent":
        return "on" if answer else None
    return answer
