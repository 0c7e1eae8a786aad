"""The wheel holds the two packages and nothing else."""

from __future__ import annotations

import shutil
import zipfile

import pytest

from tests.rig.hosts import Environment, wheel

PACKAGES = ("registrations/", "innovation_pages/")


@pytest.fixture(scope="module")
def in_the_wheel() -> set[str]:
    return set(zipfile.ZipFile(wheel()).namelist())


def test_the_wheel_holds_every_file_of_the_two_packages_and_nothing_else(
    in_the_wheel: set[str], tracked: list[str]
) -> None:
    carried = {name for name in in_the_wheel if ".dist-info/" not in name}
    assert carried == {path for path in tracked if path.startswith(PACKAGES)}


def test_the_wheel_offers_its_extra() -> None:
    book = zipfile.ZipFile(wheel())
    (path,) = [name for name in book.namelist() if name.endswith(".dist-info/METADATA")]
    lines = book.read(path).decode().splitlines()
    assert "Provides-Extra: pdf" in lines
    assert any(line.startswith("Requires-Dist: typst") and "extra == 'pdf'" in line for line in lines)


def test_the_wheel_carries_its_licence(in_the_wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in in_the_wheel)


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize(
    "part",
    ["py.typed", "migrations/0001_initial.py", "locale/el/LC_MESSAGES/django.mo", "templates/", "static/"],
)
def test_each_package_brings_its_parts(in_the_wheel: set[str], package: str, part: str) -> None:
    assert any(name.startswith(package + part) for name in in_the_wheel)


def test_the_shop_window_without_the_booking_office_says_what_is_missing_in_one_sentence() -> None:
    environment = Environment("window-only")
    environment.install()
    shutil.rmtree(environment.packages / "registrations")
    said = environment.run("-c", "import innovation_pages")
    assert said.returncode == 1
    (sentence,) = [line for line in said.stderr.splitlines() if line.startswith("ImportError: ")]
    assert "please install" in sentence
    assert "“registrations”" in sentence
