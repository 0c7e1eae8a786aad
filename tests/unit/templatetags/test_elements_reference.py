"""The reference of the elements lists what there is: elements, their variables and classes, blocks and properties."""

from __future__ import annotations

import re
from pathlib import Path

from registrations.templatetags import greek_dates
from tests.rig.elements import GUIDE, TOP, arrangements, classes_in, listed, public_templates

SHEETS = [
    TOP / "registrations/static/registrations/registrations.css",
    TOP / "registrations/static/registrations/standalone.css",
    TOP / "innovation_pages/static/innovation_pages/innovation_pages.css",
]


def whole(word: str) -> str:
    """A class without part and kind."""
    return word.partition("__")[0].partition("--")[0]


def rows(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading."""
    section = GUIDE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = [re.split(r" (?<!\\)\| ", line.strip("| ")) for line in section.splitlines() if line.startswith("| `")]
    assert found, heading
    return found


def test_every_element_is_listed_once() -> None:
    folders = [TOP / app / "templates" / app / "elements" for app in ("registrations", "innovation_pages")]
    files = sorted(path.relative_to(path.parents[2]).as_posix() for folder in folders for path in folder.iterdir())
    names = [element.name for element in listed()]
    assert sorted([*names, *arrangements()]) == files
    assert len(names) > 30


def test_every_variable_that_is_listed_is_used() -> None:
    assert {
        (element.name, variable)
        for element in listed()
        for variable in element.variables
        if not re.search(rf"\{{[{{%][^}}]*\b{variable}\b", element.file.read_text(encoding="utf-8"))
    } == set()


def test_no_template_writes_the_class_of_an_element_by_hand() -> None:
    """A host that overrides the element restyles all of them."""
    owners = {word: element for element in listed() for word in element.classes}
    assert len(owners) == sum(len(element.classes) for element in listed())
    by_hand = []
    for path in public_templates():
        for word in classes_in(path):
            part = word.partition("--")[0]
            owner = owners.get(part) or owners.get(whole(word))
            if owner and not path.as_posix().endswith(f"/{owner.name}"):
                by_hand.append(f"{path.relative_to(TOP)}: {word}")
    assert by_hand == []


def test_every_class_of_a_public_template_is_listed() -> None:
    told = {whole(word) for word in re.findall(r"`((?:rg|ip)-[\w-]+)`", GUIDE.read_text(encoding="utf-8"))}
    used = {whole(word) for path in public_templates() for word in classes_in(path)}
    assert used - told == set()
    assert told - used == set()


def test_every_block_that_a_host_may_fill_is_listed() -> None:
    told = {}
    for templates, blocks in rows("Blocks"):
        for name in re.findall(r"`([\w/]+\.html)`", templates):
            told[name] = re.findall(r"`(\w+)`", blocks)
    for name, blocks in told.items():
        path = TOP / name.partition("/")[0] / "templates" / name
        assert sorted(blocks) == sorted(re.findall(r"\{% block (\w+) %\}", path.read_text(encoding="utf-8"))), name
    bases = {"registrations/base.html", "innovation_pages/base.html", "innovation_pages/page.html"}
    drawn = [e.name for e in listed() if "{% block " in e.file.read_text(encoding="utf-8")]
    assert bases | set(drawn) <= told.keys()


def test_every_tag_and_filter_for_dates_is_listed() -> None:
    heading = "Dates (`{% load greek_dates %}`)"
    told = {re.search(r"\\\|(\w+)|\{% (\w+)", row[0]) for row in rows(heading)}
    assert {
        one[1] or one[2] for one in told if one
    } == greek_dates.register.filters.keys() | greek_dates.register.tags.keys()


def test_the_properties_have_the_values_that_are_listed() -> None:
    sheets = "\n".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    values: dict[str, list[str]] = {}
    for name, value in re.findall(r"(--(?:rg|ip)-[\w-]+):\s*([^;]+);", sheets):
        values.setdefault(name, []).append(value)
    table = {row[0].strip("`"): [re.sub(r" \(.*", "", cell) for cell in row[2:]] for row in rows("Properties")}
    for name, (light, dark) in table.items():
        alike = values[name][0] == light == dark and len(values[name]) == 1
        assert alike or values[name] == [light, f"light-dark({light}, {dark})"], name
    told = set(re.findall(r"`(--(?:rg|ip)-[\w-]+)`", GUIDE.read_text(encoding="utf-8")))
    assert told == values.keys()
    assert set(re.findall(r"var\((--(?:rg|ip)-[\w-]+)\)", sheets)) <= values.keys()


def rules(sheet: Path) -> list[tuple[str, str]]:
    """The selectors of a style sheet with what they set; those inside of @media and @supports too."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"@(?:media|supports)[^{]*\{", "", text)
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    pairs = [(part.strip(), body) for group, body in found for part in re.split(r",(?![^(]*\))", group)]
    assert len(pairs) > 4
    return pairs


def test_no_selector_reaches_outside_of_our_classes() -> None:
    """Each begins with a class of ours; the root only carries properties with our prefix."""
    for sheet in SHEETS:
        for selector, body in rules(sheet):
            if selector == ":where(:root)":
                assert re.fullmatch(r"\s*(?:--(?:rg|ip)-[\w-]+:[^;]+;\s*)+", body), sheet.name
                continue
            first = re.match(r":is\(([^)]*)\)|(\.[\w-]+)", selector)
            assert first, f"{sheet.name}: {selector}"
            for part in (first[1] or first[2]).split(","):
                assert re.match(r"\.(?:rg|ip)-", part.strip()), f"{sheet.name}: {selector}"


def test_the_style_sheet_of_each_app_stays_small() -> None:
    for sheet in SHEETS:
        assert len(sheet.read_bytes()) < 15 * 1024, sheet.name
