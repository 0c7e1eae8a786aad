"""The files of the demo's library: whole, in both languages, and within the limits of their fields."""

from __future__ import annotations

from typing import Any

import pytest

from cms_site.demo.practices import AS_WRITTEN, WORDS, _read
from cms_site.demo.reading import LANGUAGES, read_shared
from innovation_pages.models import BestPractice
from innovation_pages.practices.vocabularies import Interaction, Level, TargetGroup, Technology

SHARED = _read("shared")
NAMES: list[str] = SHARED["order"]


def facts() -> list[dict[str, Any]]:
    return [_read(name) for name in NAMES]


def test_there_are_at_least_twelve_published_ones_and_a_draft() -> None:
    published = [one for one in facts() if "published_days_ago" in one]
    assert len(published) >= 12
    assert len(published) < len(NAMES)


def test_every_body_says_that_it_is_invented() -> None:
    for body in SHARED["organisations"].values():
        assert "επινοημέν" in body["name_el"]
        assert "invented" in body["name_en"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_fit_their_fields(name: str, language: str) -> None:
    words = _read(f"{name}.{language}")
    assert set(words) - {"credit", "indicators", "assets", "laws", "proofs"} <= set(WORDS)
    assert set(words.get("indicators", {})) == set(_read(name).get("indicators", {}))
    for field in WORDS:
        longest = getattr(BestPractice._meta.get_field(field), "max_length", None)
        assert longest is None or len(words.get(field, "")) <= longest


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_are_of_their_vocabularies(name: str) -> None:
    one = _read(name)
    for field in AS_WRITTEN:
        choices = BestPractice._meta.get_field(field).choices
        if choices and field in one:
            assert one[field] in dict(choices)
    several = {"target_groups": TargetGroup, "interaction": Interaction, "technologies": Technology}
    for field, vocabulary in several.items():
        assert set(one.get(field, [])) <= set(vocabulary.values)
    assert set(one["topics"]) <= set(read_shared()["topics"])
    assert one["owner"] in SHARED["organisations"]


def test_every_stage_that_may_be_published_and_all_levels_and_evidence_occur() -> None:
    assert {one["level"] for one in facts()} == set(Level.values)
    assert {"pilot", "implementation", "evaluation", "scaling", "stopped"} <= {one["lifecycle"] for one in facts()}
    assert {one["evidence"] for one in facts()} == {"innovation", "promising", "good"}
    assert any("certificate" in one for one in facts())
