"""What happens to events after people have signed up: one is cancelled, one postponed, a deadline is extended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .accounts import find_user
from .days import working_day
from .reading import LANGUAGES, PageFile

if TYPE_CHECKING:
    from datetime import date

    from .shelf import Shelf


def unfold(files: dict[str, PageFile], shelf: Shelf, today: date) -> None:
    """Publish what changed, in each language, as an editor does; what has changed already stays as it is."""
    for page_file in files.values():
        if "later" in page_file.facts:
            for language in LANGUAGES:
                _change(page_file, language, shelf, today)


def _change(page_file: PageFile, language: str, shelf: Shelf, today: date) -> None:
    later: dict[str, Any] = page_file.facts["later"]
    page: Any = shelf.page(page_file.name, language)
    page = type(page).objects.get(pk=page.pk)
    if page.event_state != "scheduled" or page.registration_change_basis is not None:
        return
    if "state" in later:
        page.event_state = later["state"]
    if "expected" in later:
        page.begins_at = page.ends_at = None
        page.date_precision, page.expected_on = expected(later, today)
    if "closes_in_days" in later:
        page.registration_closes_on = working_day(today + timedelta(days=later["closes_in_days"]))
    reasons = {one: page_file.words[one].get("later", {}).get("reason", "") for one in LANGUAGES}
    page.registration_change = "moved"
    page.registration_change_reason = reasons[language]
    page.registration_change_reason_other = next(text for one, text in reasons.items() if one != language)
    page.registration_change_basis = 0
    page.save_revision(user=find_user("editor")).publish()
    shelf.made["changes"] += 1


def expected(facts: dict[str, Any], today: date) -> tuple[str, date]:
    """How exactly a date is known, and a day in the period."""
    return facts["expected"], today + timedelta(days=facts["expected_in_days"])
