"""Rules of the house that no tool knows: sizes, names, and nothing that ties the files to one machine."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from pathlib import Path

from tests.conftest import NOT_COUNTED

LONGEST_FILE = 500
LONGEST_FUNCTION = 50
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}

# Put together from halves, so that this file does not find itself.
PLACES = "|".join(
    ["wo" + "rk", "ro" + "ot", "ho" + "me/[a-z]+", "tm" + "p", "op" + "t", "Us" + "ers/[a-z]+", "mn" + "t"]
)
LOCAL_PATH = re.compile(rf"(?<![\w.}}\])*/~-])/(?:{PLACES})/[\w.]")
INDEX = re.compile(
    "|".join(
        [
            "(?<!no-emit-)index-u" + "rl",
            r"(?:PIP|UV)_(?:EXTRA_|DEFAULT_)?IN" + "DEX",
            "find[-_]li" + "nks",
            "py" + r"pi\.org",
            "pythonho" + r"sted\.org",
            r"registry\.np" + "mjs",
            r"//[^\s\"']*/sim" + r"ple\b",
            r'"resol' + r'ved":\s*"http',
        ]
    )
)


LISTS = "listed: ; @echo $(LONG) $(SAME_ON_BOTH) $(GROWING)"
"""A target for make that tells which tests it names."""


def _python(tracked: list[str]) -> list[str]:
    return [path for path in tracked if path.endswith(".py") and "/migrations/" not in path]


def _texts(top: Path, tracked: list[str]) -> list[tuple[str, str]]:
    texts = []
    for path in tracked:
        try:
            texts.append((path, (top / path).read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a picture, a font, a compiled catalogue
    return texts


def _found(pattern: re.Pattern[str], top: Path, tracked: list[str]) -> list[str]:
    return [
        f"{path}:{text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}"
        for path, text in _texts(top, tracked)
        for hit in pattern.finditer(text)
    ]


def test_no_file_names_a_place_on_somebodys_machine(top: Path, tracked: list[str]) -> None:
    assert _found(LOCAL_PATH, top, tracked) == []


def test_no_file_names_a_package_index(top: Path, tracked: list[str]) -> None:
    assert _found(INDEX, top, tracked) == []


def test_the_patterns_find_what_they_are_for() -> None:
    for path in ("/tm" + "p/x", "see /ho" + "me/anna/desk", '"/wo' + 'rk/main"'):
        assert LOCAL_PATH.search(path)
    for line in ("--index-u" + "rl=x", "https://py" + "pi.org/x", '"resol' + 'ved": "https://x"'):
        assert INDEX.search(line)


def test_no_file_is_longer_than_a_newcomer_reads(top: Path, tracked: list[str]) -> None:
    lengths = {path: len((top / path).read_text(encoding="utf-8").splitlines()) for path in _python(tracked)}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_every_function_fits_on_a_screen(top: Path, tracked: list[str]) -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in _python(tracked)
        for node in ast.walk(ast.parse((top / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is(tracked: list[str]) -> None:
    parts = {path: {*Path(path).with_suffix("").parts} & NAMELESS for path in _python(tracked)}
    assert {path: names for path, names in parts.items() if names} == {}


def _listed(top: Path) -> list[str]:
    """The paths that the Makefile's lists of tests name, once make has put them together."""
    said = subprocess.run(
        ["make", "--silent", "--no-print-directory", "-f", "Makefile", "-f", "-", "listed"],  # noqa: S607 — from the PATH
        cwd=top,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        input=f"{LISTS}\n",
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return sorted({word.removeprefix("--ignore=") for word in said.split()})


def test_every_test_that_a_list_names_is_there(top: Path) -> None:
    listed = _listed(top) + [f"tests/{path}" for path in sorted(NOT_COUNTED)]
    assert "tests/integration/review/test_snippets.py" in listed
    assert [path for path in listed if not (top / path).exists()] == []
