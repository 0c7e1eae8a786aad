"""The field that holds the questions: nothing of its blocks in migrations, and ids that stay."""

from __future__ import annotations

import json
import uuid

import pytest
from django.db import models
from django.db.migrations.writer import MigrationWriter
from wagtail.blocks.stream_block import StreamBlockValidationError

from registrations.domain.digests import digest_of
from registrations.questions.blocks import QuestionStream
from registrations.questions.content import content_of, duplicate_keys, questions_in
from registrations.questions.fields import QuestionsField, StepsField
from registrations.questions.inputs import GREATEST_NUMBER, NumberInput

FIELD = QuestionsField(blank=True)
FIELD.set_attributes_from_name("questions")


def stream(*blocks: dict[str, object]) -> object:
    return FIELD.to_python(json.dumps(list(blocks)))


def raw(kind: str, key: str | None = None, **value: object) -> dict[str, object]:
    return {
        "type": kind,
        "value": {"label": "x", "required": True, "hint": "", **value},
        **({"id": key} if key else {}),
    }


@pytest.mark.parametrize("field", [QuestionsField, StepsField])
def test_a_migration_names_the_field_and_none_of_its_blocks(field: type[models.Field]) -> None:
    made = field(blank=True, verbose_name="x", help_text="y")
    made.set_attributes_from_name("questions")
    _name, path, args, kwargs = made.deconstruct()
    assert path == f"registrations.questions.fields.{field.__name__}"
    assert args == []
    assert set(kwargs) == {"blank", "verbose_name", "help_text"}
    text, _imports = MigrationWriter.serialize(made)
    assert "Block" not in text
    assert "lookup" not in text


def test_a_field_made_from_its_migration_has_all_blocks() -> None:
    _name, _path, args, kwargs = FIELD.deconstruct()
    again = QuestionsField(*args, **kwargs)
    assert list(again.stream_block.child_blocks) == list(QuestionStream().child_blocks)
    old = QuestionsField(block_lookup={}, blank=True)  # what an older migration may say
    assert list(old.stream_block.child_blocks) == list(again.stream_block.child_blocks)


def test_items_without_an_id_get_one_when_they_are_stored_and_keep_it() -> None:
    value = stream(raw("choice", options=["a", "b"]), raw("short_text"))
    stored = FIELD.get_prep_value(value)
    again = FIELD.get_prep_value(FIELD.to_python(json.dumps(stored)))
    assert stored == again
    keys = [block["id"] for block in stored]
    options = [item["id"] for item in stored[0]["value"]["options"]]
    assert all(uuid.UUID(key) for key in [*keys, *options])
    assert [item.id for item in value[0].value["options"].bound_blocks] == options


def test_nothing_and_text_are_stored_as_they_are() -> None:
    assert FIELD.get_prep_value(stream()) == []
    assert not FIELD.get_prep_value(None)
    assert FIELD.get_prep_value("") == ""


def test_the_same_questions_have_the_same_digest_whatever_their_order_of_keys() -> None:
    one = content_of(stream(raw("short_text", "k")), {}, language="el")
    other = json.loads(json.dumps(one, sort_keys=True))
    assert digest_of(one) == digest_of(other)
    assert len(digest_of(one)) == 64


@pytest.mark.parametrize(
    "changed",
    [
        raw("short_text", "k", label="y"),
        raw("short_text", "k", hint="y"),
        raw("short_text", "k", required=False),
        raw("long_text", "k"),
        raw("short_text", "l"),
    ],
)
def test_any_change_of_wording_rule_or_kind_has_another_digest(changed: dict[str, object]) -> None:
    before = content_of(stream(raw("short_text", "k")), {}, language="el")
    assert digest_of(before) != digest_of(content_of(stream(changed), {}, language="el"))


def test_words_are_matched_by_key_and_missing_ones_are_those_of_the_leading_language() -> None:
    leading = stream(
        raw("short_text", "1", label="Φορέας", hint="Πλήρης ονομασία"),
        raw("choice", "2", label="Γεύμα", options=[{"type": "item", "id": "a", "value": "Κρέας"}]),
        {"type": "explanation", "id": "3", "value": {"heading": "Πού", "text": "<p>Εδώ</p>"}},
    )
    english = stream(
        raw("choice", "2", label="Meal", options=[{"type": "item", "id": "b", "value": "Fish"}]),
        raw("short_text", "4", label="Only in English"),
    )
    content = content_of(leading, {"en": english}, language="el")
    asked = {question.key: question for question in questions_in(content, "en")}
    assert list(asked) == ["1", "2", "3"]
    assert (asked["1"].label, asked["1"].hint, asked["1"].language) == ("Φορέας", "Πλήρης ονομασία", "el")
    assert (asked["2"].label, asked["2"].language) == ("Meal", "en")
    assert [(option.key, option.text) for option in asked["2"].options] == [("a", "Κρέας")]
    assert (asked["3"].label, asked["3"].text) == ("Πού", "<p>Εδώ</p>")
    assert [question.label for question in questions_in(content, "fr")] == ["Φορέας", "Γεύμα", "Πού"]


def test_words_that_only_the_other_language_has_stay_without_a_hint_of_the_leading_one() -> None:
    content = content_of(
        stream(raw("short_text", "1", label="Φορέας", hint="Πλήρης")),
        {"en": stream(raw("short_text", "1", label="Body"))},
        language="el",
    )
    assert [(question.label, question.hint) for question in questions_in(content, "en")] == [("Body", "")]


@pytest.mark.parametrize(
    ("blocks", "twice"),
    [
        ([], set()),
        ([raw("short_text", "1"), raw("short_text", "2")], set()),
        ([raw("short_text", "1"), raw("long_text", "1")], {"1"}),
        (
            [
                raw("choice", "1", options=[{"type": "item", "id": "a", "value": "x"}]),
                raw("choice", "2", options=[{"type": "item", "id": "a", "value": "y"}]),
            ],
            {"a"},
        ),
    ],
)
def test_a_key_that_stands_twice_is_found(blocks: list[dict[str, object]], twice: set[str]) -> None:
    assert duplicate_keys(stream(*blocks)) == twice


def test_a_range_without_a_number_is_refused_but_a_draft_may_hold_it() -> None:
    block = FIELD.stream_block
    upside_down = stream(raw("number", smallest=10, largest=5))
    assert block.clean_deferred(upside_down)
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(upside_down)
    assert "largest" in refused.value.block_errors[0].block_errors
    assert block.clean(stream(raw("number", smallest=5, largest=5)))


@pytest.mark.parametrize("bound", [10**23, -(10**23), GREATEST_NUMBER + 1])
def test_a_bound_that_nobody_can_write_into_the_form_is_refused(bound: int) -> None:
    with pytest.raises(StreamBlockValidationError) as refused:
        FIELD.stream_block.clean(stream(raw("number", smallest=bound)))
    assert "smallest" in refused.value.block_errors[0].block_errors
    number = NumberInput(smallest=-GREATEST_NUMBER, largest=GREATEST_NUMBER)
    assert [number.clean(str(one)) for one in (-GREATEST_NUMBER, GREATEST_NUMBER)] == [
        -GREATEST_NUMBER,
        GREATEST_NUMBER,
    ]
