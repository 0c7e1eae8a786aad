"""How complete a record is, its code, and the words of its facts: pure logic."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from innovation_pages.models import BestPractice
from innovation_pages.practices.completeness import DEPENDENT, WANTED, completeness, is_filled
from innovation_pages.practices.record import is_stale, start_text
from innovation_pages.practices.references import next_reference
from innovation_pages.practices.vocabularies import Level, PolicyArea, Region, labels_of

FULL = {
    **{name: "x" for name, _weight, _words in WANTED},
    **{name: "x" for _on, name, _weight, _words in DEPENDENT},
    "indicators": [{"value": "12.00"}],
}


@pytest.mark.parametrize("name", ["interaction", "technologies", "target_groups"])
def test_the_label_of_several_choices_begins_with_a_capital_in_each_language(name: str) -> None:
    label = BestPractice._meta.get_field(name).formfield().label
    for language in ("el", "en"):
        with override(language):
            assert str(label)[0].isupper()


def test_an_empty_record_misses_everything_and_the_weightiest_first() -> None:
    empty = completeness({})
    assert empty.percent == 0
    assert len(empty.missing) == len(WANTED)
    with override("en"):
        assert str(empty.missing[0]) == "a title"
    assert empty.missing


def test_a_full_record_misses_nothing() -> None:
    assert completeness(FULL).percent == 100
    assert not completeness(FULL).missing


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, _weight, words in WANTED])
def test_each_field_that_is_taken_away_lowers_the_figure_and_is_named(name: str, words: object) -> None:
    without = completeness({key: value for key, value in FULL.items() if key != name})
    assert without.percent < 100
    assert words in without.missing


@pytest.mark.parametrize("nothing", ["", "  ", None, [], "<p></p>", "<p>\xa0</p>", "<p><br/></p>"])
def test_blank_words_and_rich_text_without_a_word_do_not_count(nothing: object) -> None:
    assert not is_filled(nothing)
    assert completeness({**FULL, "lessons": nothing}).percent < 100


def test_an_indicator_counts_once_it_has_a_value() -> None:
    assert completeness({**FULL, "indicators": [{"name": "Days", "value": None}]}).percent < 100
    assert completeness({**FULL, "indicators": [{"value": None}, {"value": "0.00"}]}).percent == 100


def test_a_picture_asks_for_its_words_and_credit_only_when_it_is_there() -> None:
    silent = completeness({**FULL, "lead_image_alt": "", "lead_image_credit": ""})
    assert len(silent.missing) == 2
    assert len(completeness({**FULL, "lead_image": None, "lead_image_alt": ""}).missing) == 1


def test_what_is_wanted_are_fields_of_a_practice() -> None:
    fields = {field.name for field in BestPractice._meta.get_fields()}
    assert {name for name, *_rest in WANTED} <= fields
    assert {name for _on, name, *_rest in DEPENDENT} <= fields


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        ([], "BP-2026-0001"),
        (["BP-2026-0001", "BP-2026-0007"], "BP-2026-0008"),
        (["BP-2025-0400"], "BP-2026-0001"),
        (["BP-2026-9999"], "BP-2026-10000"),
        (["nonsense", "BP-2026-"], "BP-2026-0001"),
    ],
)
def test_a_code_follows_the_highest_of_its_year(taken: list[str], code: str) -> None:
    assert next_reference(2026, taken) == code


@pytest.mark.parametrize(
    ("year", "month", "words"), [(None, None, ""), (2024, None, "2024"), (2024, 3, "March 2024"), (None, 3, "")]
)
def test_a_beginning_is_as_precise_as_it_is_known(year: int | None, month: int | None, words: str) -> None:
    with override("en"):
        assert start_text(year, month) == words


def test_a_record_is_stale_a_year_and_a_half_after_its_check() -> None:
    assert is_stale(date(2025, 1, 31), date(2026, 7, 1))
    assert not is_stale(date(2025, 2, 1), date(2026, 7, 31))
    assert not is_stale(None, date(2026, 7, 1))


def test_the_vocabularies_have_their_sizes_and_forgive_old_values() -> None:
    assert (len(Region.values), len(PolicyArea.values), len(Level.values)) == (13, 10, 9)
    assert labels_of(Level, ["gone"]) == ["gone"]
