"""What an editor chose in one language, shown in that of the reader: many things cost the statement that one costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

KEPT = "_innovation_pages_translated"


def read_translations(chosen: Iterable[Any], *relations: str) -> list[Any]:
    """Read the published translations of things of one type into the language of the moment, and return what was found.

    One statement, and none where all are in that language. `in_language` finds them on what was chosen.
    """
    language = get_language()
    others = [thing for thing in chosen if thing.locale.language_code != language]
    if not others:
        return []
    keys = {thing.translation_key for thing in others}
    found = {each.translation_key: each for each in _live(type(others[0]), language, keys, relations)}
    for thing in others:
        setattr(thing, KEPT, (language, found.get(thing.translation_key)))
    return list(found.values())


def in_language(thing: Any, page: Any = None) -> Any:
    """The published thing in the language of the page around it, or of the moment; else as chosen; None for a draft."""
    if page is not None and page.locale_id == thing.locale_id:
        return thing if thing.live else None
    language = page.locale.language_code if page is not None else get_language()
    if thing.locale.language_code != language:
        known, translated = getattr(thing, KEPT, (None, None))
        if known != language:
            translated = _live(type(thing), language, {thing.translation_key}, ()).first()
            setattr(thing, KEPT, (language, translated))
        thing = translated or thing
    return thing if thing.live else None


def _live(model: Any, language: str | None, keys: set[Any], relations: Iterable[str]) -> QuerySet[Any]:
    found: QuerySet[Any] = model._default_manager.filter(
        translation_key__in=keys, live=True, locale__language_code=language
    )
    return found.select_related("locale", *relations)
