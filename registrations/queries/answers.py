"""Answers under the words of their time, for the personal page, the desk and exports."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from registrations.domain.editing import may_edit
from registrations.domain.states import State
from registrations.text import date_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from registrations.models import Registration

NOT_QUESTIONS = frozenset({"explanation"})
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question as it was asked, and the answer in words; `text` is empty where nothing was answered."""

    key: str
    kind: str
    label: str
    text: str


def answers_of(registration: Registration, language: str) -> list[Answer]:
    """All questions of a registration in the order of its form, with the answers, in a language where it has words."""
    if registration.questionnaire is None:
        return []
    return _spelled(registration.questionnaire.content, registration.answers, language)


def former_answers_of(registration: Registration, language: str) -> list[dict[str, Any]]:
    """What was answered before each change, the newest first: only the questions whose answer changed then."""
    found, after = [], registration.answers
    for former in registration.former_answers.select_related("questionnaire"):
        content = former.questionnaire.content if former.questionnaire is not None else {"questions": []}
        before = _spelled(content, former.answers, language)
        changed = [(one.label, one.text) for one in before if former.answers.get(one.key) != after.get(one.key)]
        found.append({"at": former.at, "ending": former.get_ending_display(), "answers": changed})
        after = former.answers
    return found


def _spelled(content: Mapping[str, Any], answers: Mapping[str, Any], language: str) -> list[Answer]:
    """The questions of frozen content with these answers, in words."""
    return [
        Answer(
            key=question["key"],
            kind=question["kind"],
            label=words_of(question, language, content["language"]).get("label", ""),
            text=answer_text(question, answers.get(question["key"]), language, content["language"]),
        )
        for question in content["questions"]
        if question["kind"] not in NOT_QUESTIONS
    ]


def words_of(question: Mapping[str, Any], language: str, leading: str) -> Mapping[str, Any]:
    """The words of a frozen question in a language, else in the leading one."""
    words: Mapping[str, Any] = question["words"].get(language) or question["words"].get(leading) or {}
    return words


def answer_text(question: Mapping[str, Any], value: Any, language: str, leading: str) -> str:
    """One stored answer in words."""
    if value is None:
        return ""
    options = words_of(question, language, leading).get("options", {})
    match question["kind"]:
        case "choice":
            return str(options.get(value, value))
        case "choices":
            return ", ".join(str(options.get(key, key)) for key in value)
        case "yes_no" | "consent":
            return _("Yes") if value else _("No")
        case "date":
            return date_text(date.fromisoformat(value), language)
        case "short_text" | "long_text" | "email" | "phone" | "number":
            return str(value)
    return _of_own_kind(value, language)


def _of_own_kind(value: Any, language: str) -> str:
    """An answer to a kind of question of the host's, which says nothing of itself but its value."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        with suppress(ValueError):  # it only looks like a day
            return date_text(date.fromisoformat(value), language)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def answers_are_open(registration: Registration, now: datetime) -> bool:
    """Whether the person may change the answers now."""
    desk = registration.desk
    if registration.questionnaire_id is None or desk.is_cancelled or registration.is_nomination:
        return False
    return may_edit(desk.rules, state=State(registration.state), begins_at=desk.begins_at, now=now)
