"""The table of variables of own letter templates names what a letter knows, and nothing else."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from registrations.notices import composing, context, samples, sender, staff
from registrations.notices.samples import every_sample

GUIDE = Path(__file__).parents[3] / "docs" / "reference" / "letters.md"

ROOMS: dict[ModuleType, set[str]] = {
    context: {"_session"},  # the parts of a session
    staff: {"desk_link"},  # a query
    sender: set(),
}
"""Where what a letter knows is put together, and the functions there whose words are others."""


def told() -> set[str]:
    """The names in the first column of the table."""
    table = GUIDE.read_text(encoding="utf-8").partition("### Variables")[2].partition("\n## ")[0]
    return {name for row in re.findall(r"^\| (`[^|]*) \|", table, re.M) for name in re.findall(r"`(\w+)`", row)}


def known() -> set[str]:
    """The names under which the source puts something into a letter."""
    found = {"opening"}  # composing adds it
    assert all(f'"{name}"' in inspect.getsource(composing) for name in found)
    for room, others in ROOMS.items():
        functions = [one for one in ast.parse(inspect.getsource(room)).body if isinstance(one, ast.FunctionDef)]
        for function in functions:
            if function.name not in others:
                found |= set(_names(function))
    return found


def _names(function: ast.FunctionDef) -> Iterator[str]:
    """The keys of dictionaries in a function, but for those that fill words in."""
    filled = {id(one.right) for one in ast.walk(function) if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Mod)}
    for one in ast.walk(function):
        if isinstance(one, ast.Dict) and id(one) not in filled:
            yield from (key.value for key in one.keys if isinstance(key, ast.Constant))
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr == "update":
            yield from (word.arg for word in one.keywords if word.arg)


def test_every_variable_of_a_letter_stands_in_the_table_and_no_other() -> None:
    assert told() == known()


@pytest.mark.django_db
def test_no_letter_knows_more_than_the_table_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()
    for name in ("letter_context", "staff_context"):
        real = getattr(samples, name)

        def spied(*args: Any, real: Any = real, **options: Any) -> Any:
            found = real(*args, **options)
            seen.update(found)
            return found

        monkeypatch.setattr(samples, name, spied)
    assert len(list(every_sample("en"))) > 20
    assert len(seen) > 40
    assert seen <= told()
