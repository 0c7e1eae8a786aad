"""The theme of the example site: what it took from others is what they published, and its weight is known."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "cms_site" / "static" / "cms_site"
SUMS = {
    "digigov-css/digigov.css": "5894b90753782e411f8a9c903fe891b94d4f3114f10d2c31c3652dd9471bfc89",
    "roboto/roboto-greek-400-normal.woff2": "1567c22e954336d26ec306a0dd756d19bb5e62c67e597ce0b778fc312dc68176",
    "roboto/roboto-greek-700-normal.woff2": "1e88ca8df7c8bfd43deab63817490110b302732a281984cdae74c8e424e5900b",
    "roboto/roboto-greek-ext-400-normal.woff2": "34e65dc4e3deafe3d668d398a26c6a292730fe356a6a1f4303d5af3919a0e941",
    "roboto/roboto-greek-ext-700-normal.woff2": "4945ed8f5d96d8d5f16acdc8a3e383d56f7d82c9862b3e41a9e6c078f6b20ad8",
    "roboto/roboto-latin-400-normal.woff2": "425c0713a8176f92273d378599c7eac57de7fafabd4bd0ed457b70eb8f80d371",
    "roboto/roboto-latin-700-normal.woff2": "b9d66d1708156f765ada51939bc24ed259dafa69eb631b36e443680fe9e15879",
}


@pytest.mark.parametrize("name", SUMS)
def test_what_the_theme_took_from_others_is_unchanged(name: str) -> None:
    assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == SUMS[name]


def test_nothing_else_was_brought_in_and_every_folder_names_its_licence() -> None:
    found = {
        path.relative_to(STATIC / "vendor").as_posix() for path in (STATIC / "vendor").rglob("*") if path.is_file()
    }
    assert found == {*SUMS, "README.md", "digigov-css/LICENSE.txt", "roboto/LICENSE.txt"}


def test_the_theme_asks_no_other_host_and_writes_nothing_in_capitals() -> None:
    own = (STATIC / "site.css").read_text(encoding="utf-8")
    assert "http" not in own
    assert "uppercase" not in own
    assert len(own) < 15 * 1024


def test_the_sheet_of_each_app_weighs_less_than_15_kilobytes() -> None:
    for app in ("registrations", "innovation_pages"):
        sheet = STATIC.parents[2] / app / "static" / app / f"{app}.css"
        assert 1024 < len(sheet.read_bytes()) < 15 * 1024


def test_the_styles_of_the_theme_weigh_less_than_30_kilobytes() -> None:
    sheets = (STATIC / "site.css", STATIC / "vendor" / "digigov-css" / "digigov.css")
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in sheets) < 30 * 1024
