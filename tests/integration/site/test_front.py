"""What the site answers as a whole: languages, headers, the map for search engines, the pages of an error."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import formats, translation

from tests.rig.world import World

STRICT = {
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "frame-ancestors 'self'",
    "object-src 'none'",
}


def _policy(client: Client, path: str) -> set[str]:
    return {part.strip() for part in client.get(path)["Content-Security-Policy"].split(";")}


def test_greek_is_at_the_root_and_english_under_en(client: Client, world: World) -> None:
    assert 'lang="el"' in client.get("/").content.decode()
    assert 'lang="en"' in client.get("/en/").content.decode()


def test_a_browser_that_prefers_english_still_gets_greek_at_the_root(client: Client, world: World) -> None:
    answer = client.get("/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert 'lang="el"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/en/", "/there-is-no-such-page/", "/robots.txt"])
def test_public_answers_allow_nothing_inline(client: Client, world: World, path: str) -> None:
    assert _policy(client, path) >= STRICT


def test_staff_are_asked_for_their_password_in_greek(client: Client, world: World) -> None:
    words = client.get("/admin/login/").content.decode()
    assert "Ο κωδικός πρόσβασής σας" in words
    assert ">Password" not in words


def test_only_the_admin_may_use_inline_scripts(client: Client, world: World) -> None:
    assert "script-src 'self' 'unsafe-inline'" in _policy(client, "/admin/login/")


def test_every_answer_carries_the_protective_headers(client: Client, world: World) -> None:
    headers = client.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_map_lists_the_pages_of_both_languages(client: Client, world: World) -> None:
    listed = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://localhost/</loc>" in listed
    assert "<loc>http://localhost/en/</loc>" in listed


def test_crawlers_are_told_what_to_leave_alone(client: Client, world: World) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /registration/", "Disallow: /en/registration/"} <= set(lines)


def test_addresses_for_crawlers_come_from_the_site_and_not_from_the_request(client: Client, world: World) -> None:
    text = client.get("/robots.txt", headers={"host": "127.0.0.1"}).content.decode()
    assert "Sitemap: http://localhost/sitemap.xml" in text


@pytest.mark.parametrize("path", ["/there-is-no-such-page/", "/en/there-is-no-such-page/"])
def test_a_missing_page_is_answered_with_a_page_of_the_site(client: Client, world: World, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<main" in answer.content.decode()


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_week_begins_on_monday_and_the_day_comes_first(language: str) -> None:
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
        assert formats.get_format("SHORT_DATE_FORMAT") == "d/m/Y"
        assert formats.get_format("TIME_FORMAT") == "H:i"
