"""The counting of facets, as pure logic."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from innovation_pages.practices.facets import Record, chips, count, facet, matching, query_of, without


def record(key: int, **values: str) -> Record:
    return Record(key=key, values={name: frozenset(words.split()) for name, words in values.items()})


SHELF = [
    record(1, topic="care data", level="municipality", year="2024"),
    record(2, topic="care", level="region", year="2024"),
    record(3, topic="data", level="municipality", year="2025"),
    record(4, topic="", level="central", year=""),
]
NAMES = ("topic", "level", "year")


def ticks(**values: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in values.items()}


def keys(found: list[Record]) -> list[int]:
    return [one.key for one in found]


def test_without_a_tick_everything_fits() -> None:
    assert keys(matching(SHELF, {})) == [1, 2, 3, 4]
    assert keys(matching(SHELF, ticks(topic="", level=""))) == [1, 2, 3, 4]


def test_two_ticks_in_one_facet_widen() -> None:
    assert keys(matching(SHELF, ticks(level="municipality central"))) == [1, 3, 4]


def test_ticks_in_two_facets_narrow() -> None:
    assert keys(matching(SHELF, ticks(topic="care", level="municipality"))) == [1]


def test_a_record_without_a_value_does_not_fit_a_tick() -> None:
    assert 4 not in keys(matching(SHELF, ticks(year="2024 2025")))


def test_a_number_says_what_its_tick_would_show() -> None:
    asked = ticks(topic="care", level="municipality")
    assert count(SHELF, asked, "topic") == {"care": 1, "data": 2}
    assert count(SHELF, asked, "level") == {"municipality": 1, "region": 1}


def test_a_facet_shows_values_that_occur_or_are_ticked_in_their_own_order() -> None:
    vocabulary = [("central", "Central"), ("island", "Island"), ("municipality", "Municipality"), ("region", "Region")]
    shown = facet("level", "Level", vocabulary, SHELF, ticks(topic="care"))
    assert [(option.value, option.count) for option in shown.options] == [
        ("central", 0),
        ("municipality", 1),
        ("region", 1),
    ]
    ticked = facet("level", "Level", vocabulary, SHELF, ticks(level="island"))
    assert [option.value for option in ticked.options if option.ticked] == ["island"]
    assert ticked.has_ticks
    assert not shown.has_ticks


def test_a_chip_leads_to_the_state_without_its_tick() -> None:
    asked = ticks(topic="care data", level="region")
    shown = [facet("topic", "Topic", [("care", "Care"), ("data", "Data")], SHELF, asked)]
    first, second = chips(shown, asked, {"q": "άδεια", "sort": ""})
    assert (first.label, second.label) == ("Care", "Data")
    assert first.query == "q=%CE%AC%CE%B4%CE%B5%CE%B9%CE%B1&level=region&topic=data"


def test_a_state_has_one_address() -> None:
    assert query_of(ticks(year="2025 2024", level="region"), {"q": "a b"}) == "q=a+b&level=region&year=2024&year=2025"
    assert query_of(without(ticks(level="region"), "level", "region"), {}) == ""


words = st.frozensets(st.sampled_from("abcd"))


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, words)), max_size=12),
    st.fixed_dictionaries(dict.fromkeys(NAMES, words)),
)
def test_a_count_is_the_length_of_the_list_that_the_tick_shows(
    rows: list[dict[str, frozenset[str]]], asked: dict[str, frozenset[str]]
) -> None:
    records = [Record(key=number, values=values) for number, values in enumerate(rows)]
    for name in NAMES:
        for value in "abcd":
            alone = matching(records, {**asked, name: frozenset({value})})
            assert count(records, asked, name)[value] == len(alone)
