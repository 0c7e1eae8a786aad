"""Finds the words that the product says: what the code and the templates hand to gettext, read without GNU gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

TOP = Path(__file__).resolve().parent.parent.parent.parent
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
CALL = re.compile(r"(?<![\w.])(_|n?p?gettext)\(")
LITERAL = re.compile(r"""\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?""", re.DOTALL)


def key(function: str, words: list[str]) -> str | None:
    """The name under which a catalogue files the words of one call; None where they are not written in the call."""
    if function in WITH_CONTEXT and len(words) > 1:
        return f"{words[0]}\x04{words[1]}"
    return words[0] if function in PLAIN | PLURAL and words else None


def in_python(path: Path) -> Iterator[str]:
    """Yield the keys of the calls of gettext in one file of code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if found := key(node.func.id, [word for word in words if isinstance(word, str)]):
            yield found


def in_template(path: Path) -> Iterator[str]:
    """Yield the keys of the tags of translation in one template."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call in CALL.finditer(code):
        words, place = [], call.end()
        while literal := LITERAL.match(code, place):
            words.append(ast.literal_eval(literal[1]))
            place = literal.end()
        if found := key(call[1], words):
            yield found


def words_of(*folders: str) -> set[str]:
    """Every word that the folders, named from the top of the repository, ask gettext for."""
    found: set[str] = set()
    for folder in folders:
        for path in (TOP / folder).rglob("*"):
            if path.suffix == ".py" and "migrations" not in path.parts:
                found.update(in_python(path))
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                found.update(in_template(path))
    return found
