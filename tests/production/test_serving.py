"""What a real site serves: headers, static files, health; and what it keeps for itself."""

from __future__ import annotations

import json
import re

import pytest

from tests.rig.production import Browser, Redis, Site


def directives(policy: str) -> dict[str, str]:
    """A content security policy by directive."""
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in policy.split(";"))}


def test_the_checks_for_deployment_have_nothing_to_say(site: Site) -> None:
    assert "no issues" in site.manage("check", "--deploy", "--fail-level", "WARNING")


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"])
def test_a_name_that_is_missing_stops_the_start(site: Site, missing: str) -> None:
    import subprocess
    import sys

    environment = {name: value for name, value in site.environment.items() if name != missing}
    begin = [sys.executable, "-c", "import cms_site.settings.production"]
    done = subprocess.run(begin, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode != 0
    assert f"Set the {missing} environment variable" in done.stderr


def test_public_pages_forbid_everything_inline_and_the_admin_loosens_it_for_itself_alone(visitor: Browser) -> None:
    home = visitor.get("/")
    assert home.status == 200
    policy = directives(home.headers["content-security-policy"])
    assert policy["script-src"] == policy["style-src"] == policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert not re.search(
        r"<script(?![^>]*\b(src|type=\"application/ld\+json\"))|<style|\sstyle=|\son[a-z]+=", home.text
    )
    admin = directives(visitor.get("/admin/login/").headers["content-security-policy"])
    assert admin["script-src"] == "'self' 'unsafe-inline'"


def test_every_answer_carries_the_headers_that_browsers_heed(visitor: Browser) -> None:
    headers = visitor.get("/").headers
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert re.fullmatch(r"[0-9a-f]{32}", headers["x-request-id"])
    assert visitor.get("/", **{"X-Request-ID": "from-the-proxy-1"}).headers["x-request-id"] == "from-the-proxy-1"


def test_plain_http_is_sent_to_https_and_strange_names_are_refused(visitor: Browser) -> None:
    plain = visitor.get("/", **{"X-Forwarded-Proto": "http"})
    assert (plain.status, plain.headers["location"]) == (301, "https://desk.example.org/")
    assert visitor.get("/", Host="elsewhere.example.org").status == 400


@pytest.mark.parametrize("charset", ["hex", "undefined", "raw_unicode_escape", "nothing"])
def test_a_request_that_names_another_charset_is_read_as_any_other(visitor: Browser, charset: str) -> None:
    for address in ("/?q=%5Cud800", "/admin/login/?next=%5Cud800"):
        assert visitor.get(address, **{"Content-Type": f"text/plain; charset={charset}"}).status == 200


def test_static_files_have_names_of_their_content_and_may_be_kept_for_ever(visitor: Browser) -> None:
    sheets = re.findall(r'<link[^>]+href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', visitor.get("/").text)
    assert sheets
    for sheet in sheets:
        answer = visitor.get(sheet, **{"Accept-Encoding": "gzip"})
        assert answer.status == 200
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]


def test_probes_are_answered_without_a_name_and_without_https(visitor: Browser) -> None:
    bare = {"Host": "127.0.0.1", "X-Forwarded-Proto": "http"}
    assert visitor.get("/health/", **bare).status == 200
    ready = visitor.get("/ready/", **bare)
    assert ready.status == 200
    assert json.loads(ready.text) == {
        "cache": "ok",
        "database": "ok",
        "migrations": "ok",
        "letters": "ok",
        "letters_seconds": 0,
        "status": "ok",
    }


def test_a_site_without_redis_is_ready_and_says_what_it_lacks(visitor: Browser, redis: Redis) -> None:
    redis.stop()
    try:
        ready = visitor.get("/ready/")
        assert (ready.status, json.loads(ready.text)["status"], json.loads(ready.text)["cache"]) == (
            200,
            "degraded",
            "away",
        )
        assert visitor.get("/").status == 200
    finally:
        redis.start()
