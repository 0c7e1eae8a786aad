"""What the site adds to the plugin: a kind of question, of file and of paper, who sees which desks, and no styles."""

from __future__ import annotations

import json
from typing import Any

from wagtail import hooks

from registrations.public import DoorExporter, Exporter, Question, QuestionBlock, QuestionKind, TextInput


class PlateBlock(QuestionBlock):
    """The number plate of a car."""

    class Meta:
        icon = "tag"
        label = "Number plate"


class PlateInput(TextInput):
    """A number plate in capitals."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).upper()


def _field(_question: Question, **common: Any) -> PlateInput:
    return PlateInput(max_length=10, **common)


@hooks.register("registrations_question_kinds")
def number_plates() -> QuestionKind:
    """Number plates, for the barrier of the car park."""
    return QuestionKind(name="plate", block=PlateBlock(group="Cars"), field=_field)


def _lines(headings: list[str], rows: Any):
    for row in rows:
        yield json.dumps(dict(zip(headings, map(str, row), strict=True))).encode() + b"\n"


@hooks.register("registrations_exporters")
def json_lines() -> Exporter:
    """One JSON object a registration."""
    return Exporter(kind="jsonl", label="Download JSON", content_type="application/jsonl", write=_lines)


def _badges(door: Any):
    for sheet in door.sheets:
        for person in sheet.people:
            yield f"{door.title}: {person.name}\n".encode()


@hooks.register("registrations_exporters")
def name_badges() -> DoorExporter:
    """A line for the badge of everybody who is expected."""
    return DoorExporter(kind="txt", label="Name badges", content_type="text/plain; charset=utf-8", write=_badges)


@hooks.register("registrations_own_look")
def without_the_plugins_styles(request: Any) -> bool:
    """The house has a style sheet of its own."""
    return False


@hooks.register("registrations_desks_open_to")
def only_named_talks(desks: Any, user: Any, right: Any) -> Any:
    """Who helps out sees the talks that carry a number."""
    return desks.filter(title__startswith="1") if user.username.startswith("helper") else desks
