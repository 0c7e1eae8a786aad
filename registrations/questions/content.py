"""The questions of a desk as plain data: what is frozen, and what a form is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registrations.domain.members import Asked, MemberRules

from .blocks import EXPLANATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHOICE_KINDS = frozenset({"choice", "choices"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option with its permanent key and its words in the reader's language."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One entry of a form, in the reader's language; `language` is that of the words where they are not."""

    key: str
    kind: str
    label: str = ""
    hint: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    smallest: int | None = None
    largest: int | None = None
    text: str = ""
    language: str = ""


def content_of(leading: Any, translations: Mapping[str, Any], *, language: str) -> dict[str, Any]:
    """The questions of the leading page, with the words of every language matched by key.

    `leading` and the values of `translations` (by language) are stream values; words that a language lacks are
    simply not there.
    """
    words = {language: _words(leading), **{code: _words(stream) for code, stream in translations.items()}}
    return {"language": language, "questions": [_frozen(child, words) for child in leading or ()]}


def questions_in(content: Mapping[str, Any], language: str) -> list[Question]:
    """The questions of frozen content in a language, each missing word in the leading one."""
    return [_question(frozen, language, content["language"]) for frozen in content["questions"]]


def members_content(rules: MemberRules) -> dict[str, Any]:
    """What a form asks about members, as it is frozen beside its questions."""
    return {"alternate_required": rules.alternate_required, "position": str(rules.position), "phone": str(rules.phone)}


def members_in(content: Mapping[str, Any]) -> MemberRules | None:
    """What frozen content asks about members; None where people register for themselves."""
    frozen = content.get("members")
    if frozen is None:
        return None
    return MemberRules(
        alternate_required=frozen["alternate_required"],
        position=Asked(frozen["position"]),
        phone=Asked(frozen["phone"]),
    )


def most_people_in(content: Mapping[str, Any]) -> int:
    """How many people a form made of frozen content may name at most, with the one who fills it in."""
    people: int = content.get("people", 1)
    return people


def duplicate_keys(stream: Iterable[Any]) -> set[str]:
    """The keys that stand more than once among the questions and options of a stream."""
    seen: set[str] = set()
    twice: set[str] = set()
    for child in stream or ():
        keys = [child.id, *(item.id for item in _options(child))]
        for key in keys:
            (twice if key in seen else seen).add(key)
    return twice


def _frozen(child: Any, words: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    frozen: dict[str, Any] = {"key": child.id, "kind": child.block_type}
    frozen["words"] = {code: known[child.id] for code, known in words.items() if child.id in known}
    if child.block_type == EXPLANATION:
        return frozen
    frozen["required"] = bool(child.value.get("required"))
    if child.block_type in CHOICE_KINDS:
        frozen["options"] = [item.id for item in _options(child)]
    if child.block_type == "number":
        frozen["smallest"], frozen["largest"] = child.value.get("smallest"), child.value.get("largest")
    return frozen


def _words(stream: Any) -> dict[str, dict[str, Any]]:
    return {child.id: _words_of(child) for child in stream or ()}


def _words_of(child: Any) -> dict[str, Any]:
    if child.block_type == EXPLANATION:
        text = child.value.get("text")
        return {"label": child.value.get("heading") or "", "text": text.source if text else ""}
    words: dict[str, Any] = {"label": child.value.get("label") or "", "hint": child.value.get("hint") or ""}
    if child.block_type in CHOICE_KINDS:
        words["options"] = {item.id: item.value for item in _options(child)}
    return words


def _options(child: Any) -> list[Any]:
    if child.block_type not in CHOICE_KINDS:
        return []
    return list(child.value["options"].bound_blocks)


def _question(frozen: Mapping[str, Any], language: str, leading: str) -> Question:
    fallback = frozen["words"].get(leading, {})
    own = frozen["words"].get(language, {})
    known = own.get("options", {})
    options = tuple(
        Option(key=key, text=known.get(key) or fallback.get("options", {}).get(key, ""))
        for key in frozen.get("options", ())
    )
    return Question(
        key=frozen["key"],
        kind=frozen["kind"],
        label=own.get("label") or fallback.get("label", ""),
        hint=own.get("hint") or ("" if own.get("label") else fallback.get("hint", "")),
        required=frozen.get("required", False),
        options=options,
        smallest=frozen.get("smallest"),
        largest=frozen.get("largest"),
        text=own.get("text") or fallback.get("text", ""),
        language=language if own.get("label") or own.get("text") or not fallback else leading,
    )
