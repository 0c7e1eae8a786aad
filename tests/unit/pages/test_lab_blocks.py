"""What editors put into a lab, which photos visitors see, and how hubs are grouped and counted."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale

from innovation_pages.blocks.gallery import GalleryStream, shown_items, without_consent
from innovation_pages.blocks.hubs import HubsBlock
from innovation_pages.blocks.labs import (
    ChallengeStream,
    OutcomeStream,
    ParticipantsBlock,
    ParticipantsStream,
    PrincipleStream,
    ProductBlock,
    ProductStream,
)
from innovation_pages.countries import by_country, hubs_and_countries
from innovation_pages.directory import ADDRESS, address_of
from innovation_pages.fields import GalleryField, OutcomesField
from innovation_pages.models import LabPage
from registrations.public import Organisation

STREAMS = [ChallengeStream, OutcomeStream, ParticipantsStream, PrincipleStream, ProductStream, GalleryStream]
BLOCKS = [(name, block) for stream in STREAMS for name, block in stream().child_blocks.items()]


def body(number: int, name: str, country: str = "") -> Organisation:
    return Organisation(pk=number, name_el=name, country=country)


HUBS = [
    body(1, "EDIH4DT", "IT"),
    body(2, "Κόμβος Ωμέγα", "GR"),
    body(3, "MAXXI CDIH EDIH", "IT"),
    body(4, "Άλφα", "GR"),
    body(5, "DiGiNN", "CY"),
]


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _block in BLOCKS])
def test_each_block_of_a_lab_says_what_it_is_and_can_be_previewed(name: str, block) -> None:
    assert str(block.meta.label)
    assert block.meta.icon != "placeholder"
    assert str(block.meta.description)
    assert block.meta.template.startswith("innovation_pages/blocks/")
    assert block.is_previewable


@pytest.mark.parametrize(
    ("people", "consent", "shown"),
    [(True, True, True), (True, False, False), (False, False, True), (False, True, True)],
)
def test_a_photo_of_people_is_shown_only_when_they_agreed(people: bool, consent: bool, shown: bool) -> None:
    value = {"image": None, "caption": "Ομάδα", "people": people, "consent": consent}
    gallery = GalleryStream().normalize([("photo", value)])
    gallery[0].value["image"] = object()
    assert bool(shown_items(gallery)) is shown
    assert bool(without_consent(gallery)) is not shown


def test_a_photo_that_says_nothing_about_people_is_not_shown() -> None:
    gallery = GalleryStream().normalize([("photo", {"image": None, "caption": "Ομάδα"})])
    gallery[0].value["image"] = object()
    assert shown_items(gallery) == []


def test_the_words_of_a_photo_that_is_kept_back_are_not_searched() -> None:
    stream = GalleryStream()
    kept_back = stream.normalize([("photo", {"image": None, "caption": "Μαρία"}), ("note", {"transcription": "Ιδέα"})])
    found = stream.get_searchable_content(kept_back)
    assert "Μαρία" not in found
    assert "Ιδέα" in found


def test_hubs_stand_by_country_in_the_alphabet_of_the_reader() -> None:
    with override("el"):
        greek = [(group.name, [hub.name for hub in group.organisations]) for group in by_country(HUBS)]
    with override("en"):
        english = [group.name for group in by_country(HUBS)]
    assert greek == [
        ("Ελλάδα", ["Άλφα", "Κόμβος Ωμέγα"]),
        ("Ιταλία", ["EDIH4DT", "MAXXI CDIH EDIH"]),
        ("Κύπρος", ["DiGiNN"]),
    ]
    assert english == ["Cyprus", "Greece", "Italy"]


@pytest.mark.parametrize(
    ("hubs", "expected"),
    [
        (HUBS, "5 hubs from 3 countries"),
        (HUBS[:1], "1 hub from 1 country"),
        ([*HUBS, HUBS[0]], "5 hubs from 3 countries"),
        ([*HUBS, body(6, "Χωρίς χώρα")], "6 hubs from 3 countries"),
        ([body(6, "Χωρίς χώρα")], "1 hub"),
    ],
)
def test_hubs_and_countries_are_counted_and_not_typed(hubs: list[Organisation], expected: str) -> None:
    with override("en"):
        assert hubs_and_countries(hubs) == expected


def test_hubs_without_a_country_come_last() -> None:
    with override("el"):
        assert [group.name for group in by_country([body(9, "Α"), *HUBS])][-1] == ""


def test_a_hub_that_stands_twice_in_a_list_is_refused(monkeypatch) -> None:
    block = HubsBlock()
    value = block.normalize({"title": "Κόμβοι", "hubs": []})
    monkeypatch.setattr(block.child_blocks["hubs"], "clean", lambda _chosen: [HUBS[0], HUBS[0]])
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert list(refused.value.block_errors) == ["hubs"]


def test_outcomes_are_grouped_in_the_order_of_their_kinds() -> None:
    lab = LabPage(
        locale=Locale(language_code="el"),
        content_type_id=1,  # given, so that nobody asks a database for it
        outcomes=[
            ("outcome", {"kind": "idea", "text": "Ιδέα"}),
            ("outcome", {"kind": "action", "text": "Δράση"}),
            ("outcome", {"kind": "idea", "text": "Κι άλλη"}),
        ],
    )
    with override("en"):
        assert lab.outcomes_by_kind == [("New actions", ["Δράση"]), ("Ideas to work on further", ["Ιδέα", "Κι άλλη"])]


def test_a_sector_is_named_in_words_and_an_unfinished_one_is_not() -> None:
    block = ParticipantsBlock()
    with override("en"):
        assert block.normalize({"sector": "third", "bodies": []}).sector_label == "Third sector"
        assert block.normalize({}).sector_label == ""


def test_a_document_tells_its_year_and_theme_also_without_a_file() -> None:
    value = ProductBlock().normalize({"title": "Σχέδιο", "year": 2019, "theme": "Δεξιότητες"})
    assert value.meta == "2019 · Δεξιότητες"
    assert (value.extension, value.size) == ("", "")


@pytest.mark.parametrize("field", [GalleryField, OutcomesField])
def test_a_migration_does_not_name_the_blocks_of_a_lab(field) -> None:
    _name, path, args, kwargs = field(blank=True).deconstruct()
    assert path == f"innovation_pages.fields.{field.__name__}"
    assert (args, kwargs) == ([], {"blank": True})


@pytest.mark.parametrize(
    ("organisation", "greek", "english"),
    [
        (Organisation(pk=12, name_el="Κόμβος", short_name="GR DigiGOV-InnoHUB"), *["12-gr-digigov-innohub"] * 2),
        (Organisation(pk=3, name_el="Περιφέρεια Θεσσαλίας"), *["3-perifereia-thessalias"] * 2),
        (Organisation(pk=3, name_el="Περιφέρεια", name_en="Thessaly region"), "3-perifereia", "3-thessaly-region"),
        (Organisation(pk=4, name_el="…"), "4", "4"),
    ],
)
def test_the_address_of_a_body_is_its_number_and_its_name_in_latin_letters(
    organisation: Organisation, greek: str, english: str
) -> None:
    assert (address_of(organisation, "el"), address_of(organisation, "en")) == (greek, english)
    assert ADDRESS.fullmatch(greek)
