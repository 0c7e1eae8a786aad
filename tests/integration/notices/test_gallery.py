"""Every letter in both languages: the HTML says what the text says, stands alone, and needs nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from registrations.models import NoticeKind
from registrations.notices.envelope import PartKind, parts_of
from registrations.notices.samples import every_sample

pytestmark = pytest.mark.django_db

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """What an HTML letter says, and what it is made of; tags must be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.layout_tables = self.facts = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        assert tag not in {"img", "script", "link", "form", "iframe"}
        assert "src" not in given
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "table":
            if given.get("role") == "presentation":
                self.layout_tables += 1
            else:
                self.facts += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.said += data.split()


def test_each_letter_says_the_same_as_html_in_the_same_order() -> None:
    seen = set()
    for language, _name in settings.LANGUAGES:
        for kind, letter in every_sample(language):
            page = Reader(letter.html)
            assert page.open == []
            assert f'<html lang="{language}" dir="ltr">' in letter.html
            words = iter(page.said)
            lost = [word for word in letter.body.split() if not any(word.rstrip(":") in other for other in words)]
            assert lost == [], (kind, language)
            assert page.layout_tables >= 2
            assert len(page.links) == len(set(page.links)) <= 2, kind  # the one that matters, and the site
            seen.add((kind, language))
    assert len(seen) == len(NoticeKind) * len(settings.LANGUAGES)


def test_html_takes_nothing_from_elsewhere_and_knows_the_dark() -> None:
    _kind, letter = next(every_sample("en"))
    assert "prefers-color-scheme: dark" in letter.html
    assert '<meta name="color-scheme" content="light dark">' in letter.html
    assert not re.search(r"url\(|@import|src=", letter.html)


def test_the_gallery_is_one_page_with_every_letter(tmp_path: Path) -> None:
    call_command("letters_gallery", tmp_path, stdout=StringIO())
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for kind in NoticeKind:
        for language, _name in settings.LANGUAGES:
            assert f'<iframe src="{kind.value}-{language}.html"' in page
            assert (tmp_path / f"{kind.value}-{language}.html").exists()


def test_facts_become_a_table_the_link_a_button_and_words_stay_paragraphs() -> None:
    link, site = "https://example.org/registration/x", "https://example.org"
    text = (
        f"Hello,\n\nIt is so.\n\nWhen: Monday\nWhere: here\n– Morning, 9:00\n\nOpen it:\n{link}\n\nRegards,\n{site}\n"
    )
    parts = parts_of(text, link=link, site_url=site)
    kinds = [part.kind for part in parts]
    P, F, B, S = PartKind.PARAGRAPH, PartKind.FACTS, PartKind.BUTTON, PartKind.SITE
    assert kinds == [P, P, F, P, B, P, S]
    assert parts[2].rows == (("When", "Monday"), ("Where", "here"), ("", "– Morning, 9:00"))


def test_a_reason_with_markup_stays_text() -> None:
    parts = parts_of("Hello,\n\nThe reason: <b>no</b>", link="-", site_url="-")
    assert parts[1].lines == ("The reason: <b>no</b>",)
