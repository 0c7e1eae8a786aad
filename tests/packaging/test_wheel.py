"""The wheel holds the two packages and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PACKAGES = ("registrations/", "innovation_pages/")


@pytest.fixture(scope="module")
def in_the_wheel(top: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=top, check=True, capture_output=True)  # noqa: S603 — our own words
    (wheel,) = target.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_file_of_the_two_packages_and_nothing_else(
    in_the_wheel: set[str], tracked: list[str]
) -> None:
    carried = {name for name in in_the_wheel if ".dist-info/" not in name}
    assert carried == {path for path in tracked if path.startswith(PACKAGES)}


def test_the_wheel_carries_its_licence(in_the_wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in in_the_wheel)


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize(
    "part",
    ["py.typed", "migrations/0001_initial.py", "locale/el/LC_MESSAGES/django.mo", "templates/", "static/"],
)
def test_each_package_brings_its_parts(in_the_wheel: set[str], package: str, part: str) -> None:
    assert any(name.startswith(package + part) for name in in_the_wheel)
