"""Staff log in with a password and a second factor, and rest after five wrong tries, with Redis and without."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model

from tests.rig.authenticator import digits
from tests.rig.production import Answer, Browser, Redis, Site

PASSWORD = "a long word of their own"
LOGIN, CODE, SET_UP = "/admin/login/", "/admin/second-factor/code/", "/admin/second-factor/set-up/"


@pytest.fixture
def name(site: Site, settings: LazySettings) -> str:
    """Somebody who may do everything and has only a password yet, kept as a real site keeps it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    made = get_user_model().objects.create_superuser(f"staff-{uuid4().hex[:8]}", password=PASSWORD)
    return str(made.get_username())


def gives_password(browser: Browser, name: str, password: str = PASSWORD) -> Answer:
    browser.get(LOGIN)
    return browser.post(LOGIN, {"username": name, "password": password, "next": "/admin/"})


def sets_up(browser: Browser) -> str:
    """Scan the key and type the digits; returns the key."""
    page = browser.get(SET_UP).text
    found = re.search(r"<code[^>]*>([A-Z2-7 ]{16,})</code>", page)
    assert found is not None
    for part in ["/admin/sprite/", *re.findall(r'src="(/admin/[^"]+)"', page)]:  # as a browser does; the key stays
        assert browser.get(part).status == 200, part
    assert 'action="/admin/logout/"' in page, "who has no phone at hand is kept"
    assert '<li class="error">' in browser.post(SET_UP, {"code": "000000"}).text
    secret = found[1].replace(" ", "")
    answer = browser.post(SET_UP, {"code": digits(secret)})
    assert (answer.status, answer.headers["location"]) == (302, "/admin/second-factor/codes/")
    return secret


def leads_to(answer: Answer) -> str:
    assert answer.status == 302, answer.text
    return answer.headers["location"]


def test_a_password_alone_opens_nothing_but_the_page_that_sets_the_second_factor_up(
    site: Site, visitor: Browser, name: str
) -> None:
    gives_password(visitor, name)
    for language, words in (("en-GB,en", "Sign in"), ("el-GR,el", "Σύνδεση")):
        assert words in Browser(site.port).get(LOGIN, **{"Accept-Language": language}).text
    for path in ["/admin/", "/admin/pages/", "/admin/account/", "/admin/registrations/registration/"]:
        assert leads_to(visitor.get(path)) == SET_UP, path
    secret = sets_up(visitor)
    codes = re.findall(r"<li><code>(\d{8})</code></li>", visitor.get("/admin/second-factor/codes/").text)
    assert len(codes) == 10
    for path in ("/admin/confirm/", "/admin/second-factor/confirm/", "/admin/second-factor/codes/new/"):
        page = visitor.get(path).text
        assert "placeholder" not in page, path
        assert '<a class="button button-secondary" href="/admin/">' in page, f"{path} leads nowhere but on"
    assert visitor.get("/admin/").status == 200

    (site.place / "private" / "avatar_images").mkdir(parents=True)
    (site.place / "private" / "avatar_images" / "me.png").write_bytes(b"a picture")
    assert visitor.get("/admin/files/avatar_images/me.png").body == b"a picture"
    assert visitor.get("/admin/files/avatar_images/gone.png").status == 404

    elsewhere = Browser(site.port, "198.51.100.2")
    assert leads_to(elsewhere.get("/admin/files/avatar_images/me.png")).startswith(LOGIN)
    assert leads_to(gives_password(elsewhere, name)) == CODE
    assert leads_to(elsewhere.get("/admin/")).startswith(LOGIN)
    assert "_auth_user_id" not in elsewhere.get(CODE).text
    assert leads_to(elsewhere.post(CODE, {"code": digits(secret, steps_ahead=1)})) == "/admin/"
    assert elsewhere.get("/admin/").status == 200

    without_phone = Browser(site.port, "198.51.100.3")
    gives_password(without_phone, name)
    assert leads_to(without_phone.post(CODE, {"code": codes[0]})) == "/admin/"

    assert "2 removed" in site.manage("reset_second_factor", name)
    assert leads_to(without_phone.get("/admin/")) == SET_UP


def test_five_wrong_tries_make_an_hour_of_rest_without_redis_too_and_a_code_is_a_try(
    site: Site, name: str, redis: Redis
) -> None:
    first, thief = Browser(site.port, "198.51.100.4"), Browser(site.port, "203.0.113.9")
    gives_password(first, name)
    secret = sets_up(first)
    redis.stop()
    try:
        colleague, phone = Browser(site.port, "198.51.100.6"), digits(secret, steps_ahead=1)
        gives_password(colleague, name)
        assert leads_to(colleague.post(CODE, {"code": phone})) == "/admin/", "staff get in without Redis"
        gives_password(again := Browser(site.port, "198.51.100.6"), name)
        for spelled in (phone, f"{phone[:3]}-{phone[3:]}", digits(secret)):
            assert again.post(CODE, {"code": spelled}).status == 200, "a code that was used, or an earlier one, is dead"
        for _ in range(2):
            assert gives_password(thief, name, "wrong").status == 200
        assert leads_to(gives_password(thief, name)) == CODE
        for _ in range(3):
            thief.post(CODE, {"code": "000000"})
        assert thief.post(CODE, {"code": digits(secret, steps_ahead=1)}).status != 302
        assert gives_password(thief, name).status == 429
        assert first.get("/admin/").status == 200, "who is inside stays inside"
        elsewhere = Browser(site.port, "198.51.100.5")
        assert leads_to(gives_password(elsewhere, name)) == CODE, "somebody else's tries shut nobody out"
    finally:
        redis.start()
