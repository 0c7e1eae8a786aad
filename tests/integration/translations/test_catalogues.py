"""Every word that the product says has its Greek, with the same gaps to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.integration.translations.sources import TOP, words_of
from tests.packaging.catalogue import Message, messages

FOLDERS = {
    "registrations": ("registrations",),
    "innovation_pages": ("innovation_pages",),
    "cms_site": ("cms_site", "templates"),
}
GAP = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def catalogue(app: str) -> list[Message]:
    """The Greek entries of an app, without the header."""
    path: Path = TOP / app / "locale" / "el" / "LC_MESSAGES" / "django.po"
    return [message for message in messages(path) if message.source]


@pytest.mark.parametrize("app", FOLDERS)
def test_no_word_waits_for_its_greek(app: str) -> None:
    catalogues = FOLDERS if app == "cms_site" else [app]  # the host's own elements say the words of those they replace
    entries = [message for name in catalogues for message in catalogue(name)]
    known = {message.source for message in entries if not message.fuzzy and all(message.translations)}
    assert sorted(words_of(*FOLDERS[app]) - known) == [], "run `make messages` and translate what is new"


@pytest.mark.parametrize("app", FOLDERS)
def test_no_greek_is_kept_for_words_that_nobody_says(app: str) -> None:
    assert sorted({message.source for message in catalogue(app)} - words_of(*FOLDERS[app])) == []


@pytest.mark.parametrize("app", FOLDERS)
def test_the_greek_has_the_same_gaps(app: str) -> None:
    for message in catalogue(app):
        one, many = message.parts["msgid"], message.parts.get("msgid_plural", message.parts["msgid"])
        for source, greek in zip([one, *[many] * len(message.translations)], message.translations, strict=False):
            assert set(GAP.findall(greek)) == set(GAP.findall(source)), message.source


@pytest.mark.parametrize("app", FOLDERS)
def test_the_greek_begins_and_ends_as_its_source_does(app: str) -> None:
    """A space, a line or a bracket at the edge holds the neighbours apart."""
    edge = re.compile(r"^\s*\(?|\)?\s*$")
    for message in catalogue(app):
        assert edge.findall(message.translations[0]) == edge.findall(message.parts["msgid"]), message.source


@pytest.mark.parametrize("app", FOLDERS)
def test_greek_quotes_and_one_accent(app: str) -> None:
    """Quotes are «» (“” only for computer text in brackets), and no accent of the old spelling slips in."""
    for message in catalogue(app):
        for greek in message.translations:
            assert not re.search(r"[\u1f00-\u1fff\u037e]", greek), greek
            assert '"' not in re.sub(r"<[^>]*>", "", greek), greek


@pytest.mark.parametrize("name", ["django.po", "djangojs.po"])
def test_our_greek_for_the_editor_leaves_our_own_words_alone(name: str) -> None:
    """The host's catalogue for Wagtail's admin comes before those of the apps: it must not share a word with them."""
    ours = {message.source for app in FOLDERS for message in catalogue(app)}
    path = TOP / "cms_site" / "wagtail_locale" / "el" / "LC_MESSAGES" / name
    theirs = {message.source for message in messages(path) if message.source}
    assert len(theirs) > 10
    assert name == "djangojs.po" or theirs & ours == set()


def test_a_word_that_two_apps_share_means_one_thing() -> None:
    """Catalogues are merged: the first app in INSTALLED_APPS would speak for both."""
    said: dict[str, set[str]] = {}
    for app in FOLDERS:
        for message in catalogue(app):
            said.setdefault(message.source, set()).add(message.translations[0])
    assert {source: greek for source, greek in said.items() if len(greek) > 1} == {}
