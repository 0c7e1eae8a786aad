"""What editors may put into a stream, and what is refused with which words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from innovation_pages.blocks import AgendaStream, SessionStream, StoryStream, TopicStream
from innovation_pages.blocks.events import SessionBlock
from innovation_pages.blocks.links import LinkBlock
from innovation_pages.fields import StoryField
from registrations.public import MOST_SEATS, Mode

NINE = datetime(2026, 1, 19, 7, 0, tzinfo=UTC)
STREAMS = [StoryStream, SessionStream, AgendaStream, TopicStream]
BLOCKS = [(name, block) for stream in STREAMS for name, block in stream().child_blocks.items()]


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _block in BLOCKS])
def test_each_block_says_what_it_is_and_can_be_previewed(name: str, block) -> None:
    assert str(block.meta.label)
    assert block.meta.icon != "placeholder"
    assert str(block.meta.description)
    assert block.meta.template.startswith("innovation_pages/blocks/")
    assert block.meta.preview_template == "innovation_pages/blocks/preview.html"
    assert block.is_previewable


def test_a_session_that_ends_before_it_begins_is_refused() -> None:
    block = SessionBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({"title": "Lab", "begins": NINE, "ends": NINE - timedelta(hours=1)}))
    assert list(refused.value.block_errors) == ["ends"]


@pytest.mark.parametrize("seats", [0, MOST_SEATS + 1, 3_000_000_000, 10**20])
def test_a_session_with_a_number_of_seats_that_no_event_has_is_refused(seats: int) -> None:
    block, typed = SessionBlock(), {"title": "Lab", "begins": NINE, "ends": NINE + timedelta(hours=1)}
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({**typed, "capacity": seats}))
    assert list(refused.value.block_errors) == ["capacity"]
    assert block.clean(block.normalize({**typed, "capacity": MOST_SEATS}))


def test_a_session_follows_its_page_unless_it_says_otherwise() -> None:
    block = SessionBlock()
    follows = block.normalize({"title": "Lab", "begins": NINE, "ends": NINE + timedelta(hours=2)})
    own = block.normalize({"title": "Conference", "begins": NINE, "ends": NINE, "registration": "none"})
    assert follows.fact(key="k", zone="Europe/Athens", page_mode=Mode.ELSEWHERE).mode is Mode.ELSEWHERE
    assert own.fact(key="k", zone="Europe/Athens", page_mode=Mode.HERE).mode is Mode.NONE


def test_hours_without_a_zone_are_hours_of_the_event() -> None:
    naive = SessionBlock().normalize({"title": "Lab", "begins": datetime(2026, 1, 19, 9, 0), "ends": None})  # noqa: DTZ001
    assert naive.fact(key="k", zone="Europe/Athens", page_mode=Mode.NONE).begins_at == NINE


def test_an_unfinished_session_has_a_fact_too() -> None:
    fact = SessionBlock().normalize({}).fact(key="k", zone="Europe/Athens", page_mode=Mode.NONE)
    assert (fact.title, fact.begins_at, fact.room, fact.capacity) == ("", None, "", None)


@pytest.mark.parametrize(
    ("page", "address", "wrong"), [(None, "", "page"), (object(), "https://example.org/", "address")]
)
def test_a_link_has_exactly_one_target(monkeypatch, page: object, address: str, wrong: str) -> None:
    block = LinkBlock()
    monkeypatch.setattr(block.child_blocks["page"], "clean", lambda chosen: chosen)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({"text": "Guide", "page": page, "address": address}))
    assert list(refused.value.block_errors) == [wrong]


def test_a_link_to_a_script_is_refused() -> None:
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"text": "Guide", "address": "javascript:alert(1)"}))


def test_a_migration_does_not_name_the_blocks() -> None:
    _name, path, args, kwargs = StoryField(blank=True).deconstruct()
    assert path == "innovation_pages.fields.StoryField"
    assert args == []
    assert kwargs == {"blank": True}
