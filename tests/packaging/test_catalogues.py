"""The Greek catalogues are complete, and what is compiled is what is written."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from tests.packaging.catalogue import messages

CATALOGUES = (
    "registrations/locale/el/LC_MESSAGES/django.po",
    "innovation_pages/locale/el/LC_MESSAGES/django.po",
    "cms_site/locale/el/LC_MESSAGES/django.po",
    "cms_site/wagtail_locale/el/LC_MESSAGES/django.po",
    "cms_site/wagtail_locale/el/LC_MESSAGES/djangojs.po",
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


@pytest.fixture(params=CATALOGUES)
def po(request: pytest.FixtureRequest, top: Path) -> Path:
    return top / str(request.param)


def test_every_word_has_a_sure_translation(po: Path) -> None:
    entries = [message for message in messages(po) if message.source]
    assert [message.source for message in entries if message.fuzzy or not all(message.translations)] == []


def test_placeholders_survive_translation(po: Path) -> None:
    for message in messages(po):
        sources = {
            *PLACEHOLDER.findall(message.parts["msgid"]),
            *PLACEHOLDER.findall(message.parts.get("msgid_plural", "")),
        }
        for translation in message.translations:
            if message.source:
                assert {*PLACEHOLDER.findall(translation)} <= sources, message.source


def test_the_compiled_catalogue_is_the_written_one(po: Path) -> None:
    with po.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    plurals = getattr(compiled, "_catalog")  # noqa: B009 — the standard library offers no other way to list it
    written = {}
    for message in messages(po):
        if not message.source or message.fuzzy:
            continue
        if "msgid_plural" in message.parts:
            written.update({(message.source, number): text for number, text in enumerate(message.translations)})
        else:
            written[message.source] = message.translations[0]
    assert {key: text for key, text in plurals.items() if key != ""} == written
