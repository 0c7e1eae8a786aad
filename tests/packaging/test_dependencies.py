"""What the wheel says that it needs is what it uses, and is there at both ends of the supported versions."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.rig.hosts import LOWEST, NEWEST, PACKAGES


@pytest.fixture(scope="module")
def declared(top: Path) -> list[Requirement]:
    """What is always needed, and what the extras bring."""
    project = tomllib.loads((top / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert set(extras) == {"pdf"}
    return [Requirement(line) for line in [*project["dependencies"], *extras["pdf"]]]


@pytest.mark.parametrize("environment", [NEWEST, LOWEST], ids=["newest", "lowest"])
def test_both_environments_hold_what_the_wheel_needs(environment: Path, declared: list[Requirement]) -> None:
    there = {found.name.lower().replace("_", "-"): found.version for found in _distributions(environment)}
    assert len(there) > 20
    wrong = [f"{one}: {there.get(one.name)}" for one in declared if there.get(one.name, "0") not in one.specifier]
    assert wrong == []


def test_every_requirement_has_a_lower_bound_and_an_upper_one(declared: list[Requirement]) -> None:
    assert [str(one) for one in declared if {bound.operator for bound in one.specifier} != {">=", "<"}] == []


def test_the_versions_of_django_that_are_allowed_are_those_that_are_named(
    top: Path, declared: list[Requirement]
) -> None:
    (django,) = [one for one in declared if one.name == "django"]
    classifiers = tomllib.loads((top / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    named = {line.removeprefix("Framework :: Django :: ") for line in classifiers if "Django :: " in line}
    assert {version for version in ("4.2", "5.0", "5.1", "5.2", "6.0", "6.1") if version in django.specifier} == named


def test_nothing_is_used_that_is_not_declared(top: Path, declared: list[Requirement]) -> None:
    """What Wagtail itself brings (its tree, its tags) is declared with Wagtail."""
    allowed = {one.name for one in declared}
    allowed |= {Requirement(line).name.lower() for line in metadata.requires("wagtail") or []}
    providers = metadata.packages_distributions()
    used = {name for package in PACKAGES for path in (top / package).rglob("*.py") for name in _imported(path)}
    foreign = used - sys.stdlib_module_names - set(PACKAGES)
    assert {"django", "wagtail", "icalendar", "typst"} <= foreign
    unknown = {
        name for name in foreign if not {found.lower().replace("_", "-") for found in providers.get(name, [])} & allowed
    }
    assert unknown == set()


def _distributions(environment: Path) -> list[metadata.Distribution]:
    return [found for found in metadata.distributions(path=[str(environment)]) if found.name]


def _imported(path: Path) -> set[str]:
    """The first names of the modules that a file imports, those only for type checkers left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    skipped = {child for node in typing for child in ast.walk(node)}
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).partition(".")[0])
    return found
