"""The wheel holds the two packages and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

from tests.rig.hosts import Environment, wheel

PACKAGES = ("registrations/", "innovation_pages/")


def build(top: Path, folder: Path, address: str, kind: str = "wheel") -> subprocess.CompletedProcess[str]:
    """Build the wheel (or the sdist) into a folder as whoever publishes it at an address does."""
    return subprocess.run(  # noqa: S603 — our own words
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=top,
        env={**os.environ, "PROJECT_URL": address},
        check=False,
        capture_output=True,
        text=True,
    )


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


@pytest.mark.parametrize(
    ("address", "named"),
    [
        (
            "https://example.org/desk/",
            {"Homepage": "", "Source": "", "Changelog": "/blob/HEAD/CHANGELOG.md", "Issues": "/issues"},
        ),
        ("", {}),
    ],
)
def test_the_wheel_names_the_addresses_of_whoever_publishes_it(
    top: Path, tmp_path: Path, address: str, named: dict[str, str]
) -> None:
    assert build(top, tmp_path, address).returncode == 0
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as book:
        (path,) = [name for name in book.namelist() if name.endswith(".dist-info/METADATA")]
        lines = [line for line in book.read(path).decode().splitlines() if line.startswith("Project-URL: ")]
    assert lines == [f"Project-URL: {label}, https://example.org/desk{place}" for label, place in named.items()]


def description(folder: Path) -> str:
    """What package indexes show: the words of the wheel in a folder."""
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as book:
        (path,) = [name for name in book.namelist() if name.endswith(".dist-info/METADATA")]
        said = message_from_string(book.read(path).decode())
    assert said["Description-Content-Type"] == "text/markdown"
    return str(said.get_payload())


def test_every_link_and_picture_of_the_description_leads_to_the_repository(top: Path, tmp_path: Path) -> None:
    assert build(top, tmp_path, "https://example.org/desk").returncode == 0
    words = description(tmp_path)
    ways = re.findall(r"\]\(([^)]+)\)", words)
    assert len(ways) > 20
    assert [way for way in ways if not way.startswith("https://")] == []
    assert "(https://example.org/desk/raw/HEAD/docs/images/workshop.png)" in words
    assert "[SECURITY](https://example.org/desk/blob/HEAD/SECURITY.md)" in words
    assert "[Wagtail](https://wagtail.org)" in words
    into = [way.partition("/HEAD/")[2] for way in ways if "/HEAD/" in way]
    assert [way for way in into if not (top / way).exists()] == []


def test_without_an_address_the_description_is_the_readme(top: Path, tmp_path: Path) -> None:
    assert build(top, tmp_path, "").returncode == 0
    assert description(tmp_path).strip() == (top / "README.md").read_text(encoding="utf-8").strip()


def test_the_archive_of_the_source_builds_the_same_wheel(top: Path, tmp_path: Path, in_the_wheel: set[str]) -> None:
    assert build(top, tmp_path, "https://example.org/desk", "sdist").returncode == 0
    subprocess.run(["tar", "-xzf", str(next(tmp_path.glob("*.tar.gz"))), "-C", str(tmp_path)], check=True)  # noqa: S603, S607
    (unpacked,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert build(unpacked, tmp_path, "https://example.org/desk").returncode == 0
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as book:
        assert set(book.namelist()) == in_the_wheel
        (path,) = [name for name in book.namelist() if name.endswith(".dist-info/METADATA")]
        assert "Project-URL: Homepage, https://example.org/desk" in book.read(path).decode()


def test_an_address_that_nobody_can_open_is_refused(top: Path, tmp_path: Path) -> None:
    refused = build(top, tmp_path, "desk")
    assert refused.returncode != 0
    assert "PROJECT_URL is the public address of the repository" in refused.stderr


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
