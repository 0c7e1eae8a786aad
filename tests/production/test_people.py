"""People register at a real site: their letters arrive, and no log holds anything of theirs."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from innovation_pages.models import WorkshopPage
from registrations.conf import app_settings
from registrations.domain.states import State
from registrations.models import Registration
from registrations.services.limiting import count_attempt
from tests.factories.pages import desk_of, publish_workshop
from tests.rig.production import Browser, Redis, Site, lines, ticket_in, until
from tests.rig.smtp import MailServer
from tests.rig.world import make_world

NAME, EMAIL = "Χρυσάνθη Παπαδιαμαντοπούλου", "chrysanthi.p@example.org"


@pytest.fixture(scope="module")
def workshop(site: Site) -> WorkshopPage:
    return publish_workshop(make_world(hostname="desk.example.org", port=443), title="Εργαστήριο")


def sends_form(browser: Browser, page: WorkshopPage, **typed: str) -> int:
    """Open the page, take the time that a person takes, and send the form; returns the status."""
    path = urlsplit(str(page.get_url())).path
    ticket = ticket_in(browser.get(path))
    time.sleep(app_settings.MINIMUM_SECONDS + 0.1)
    return browser.post(path, {"name": NAME, "email": EMAIL, "ticket": ticket, **typed}).status


def test_a_registration_travels_through_every_process_and_leaves_no_name_address_or_link_in_a_log(
    site: Site, visitor: Browser, post: MailServer, workshop: WorkshopPage
) -> None:
    assert sends_form(visitor, workshop) == 302
    assert until(lambda: EMAIL in post.recipients), site.log("worker")
    letter = next(letter for recipient, letter in post.taken if recipient == EMAIL)
    body = letter.get_body(("plain",))
    assert body is not None
    (link,) = set(re.findall(r"https://desk\.example\.org(/\S*registration/\S+)", body.get_content()))
    assert visitor.get(link).status == 200
    assert visitor.post(link, {}).status == 302
    registration = Registration.objects.get(email=EMAIL)
    assert registration.state == State.ACCEPTED
    token = link.rstrip("/").rpartition("/")[2]
    assert visitor.get(link.replace(token, token[::-1])).status == 404
    assert visitor.get(f"/{token}/?email={EMAIL}").status == 404
    assert visitor.get("/admin/login/", **{"User-Agent": EMAIL}).status == 200

    assert until(lambda: "notices" in site.log("worker"))
    for log in (site.log("web"), site.log("worker")):
        assert lines(log), "every line is JSON"
        for secret in (NAME, NAME.split()[1], EMAIL, "chrysanthi", token, token[::-1], registration.secret):
            assert secret not in log
    routes = {line.get("route") for line in lines(site.log("web"))}
    assert any("registration/" in str(route) for route in routes)


def test_without_redis_people_register_and_the_limit_of_their_network_counts_in_all_processes(
    site: Site, redis: Redis, workshop: WorkshopPage
) -> None:
    known = Browser(site.port, "198.51.100.77")
    now = datetime.now(UTC)
    redis.stop()
    try:
        assert sends_form(known, workshop, email="without-redis@example.org") == 302
        assert Registration.objects.filter(email="without-redis@example.org").count() == 1
        for _ in range(app_settings.ATTEMPTS_PER_HOUR - 1):
            count_attempt(scope=str(desk_of(workshop).translation_key), address=known.address, now=now)
        answers = {sends_form(known, workshop, email=f"late-{number}@example.org") for number in range(2)}
        assert 302 not in answers
        assert not Registration.objects.filter(email__startswith="late-").exists()
        assert sends_form(Browser(site.port, "198.51.100.78"), workshop, email="next-door@example.org") == 302
    finally:
        redis.start()
