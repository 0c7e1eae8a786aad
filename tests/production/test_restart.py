"""A rolling restart while people register: nobody's registration is lost, nobody's letter comes twice."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from urllib.parse import urlsplit

from registrations.conf import app_settings
from registrations.models import Notice, NoticeState, Registration
from registrations.queries.invariants import findings
from tests.factories.pages import publish_workshop, soon
from tests.rig.production import AWAY, Browser, Site, ticket_in, until
from tests.rig.smtp import MailServer
from tests.rig.world import make_world

PEOPLE_AT_ONCE = 8


class Crowd:
    """People who register one after the other, and press again where no answer came."""

    def __init__(self, site: Site, path: str) -> None:
        self.site, self.path = site, path
        self.over = Event()
        self.taken: list[str] = []
        """Addresses of those who saw the page that says so."""
        self.pressed_again = 0
        self.faults: list[int] = []

    def registers(self, number: int) -> None:
        turn = 0
        while not self.over.is_set():
            turn += 1
            self._one(f"crowd-{number}-{turn}@example.org", Browser(self.site.port, f"203.0.{number}.{turn}"))

    def _one(self, email: str, browser: Browser) -> None:
        ticket = ticket_in(self._until_answered(lambda: browser.get(self.path)))
        time.sleep(app_settings.MINIMUM_SECONDS + 0.1)
        fields = {"name": "Άννα Άννου", "email": email, "ticket": ticket}
        answer = self._until_answered(lambda: browser.post(self.path, fields))
        if answer.status == 302:
            self.taken.append(email)
        else:
            self.faults.append(answer.status)

    def _until_answered(self, ask):
        for _ in range(20):
            try:
                return ask()
            except AWAY:
                self.pressed_again += 1
                time.sleep(0.2)
        raise AssertionError("the site did not come back")


def test_a_rolling_restart_loses_no_registration_and_sends_no_letter_twice(site: Site, post: MailServer) -> None:
    page = publish_workshop(make_world(hostname="desk.example.org", port=443), title="Συνάντηση", begins_at=soon(20))
    crowd = Crowd(site, urlsplit(str(page.get_url())).path)
    with ThreadPoolExecutor(PEOPLE_AT_ONCE) as pool:
        people = [pool.submit(crowd.registers, number) for number in range(PEOPLE_AT_ONCE)]
        try:
            assert until(lambda: len(crowd.taken) >= PEOPLE_AT_ONCE)
            site.reload_web()
            assert site.stop("worker") == 0
            site.start_worker()
            before = len(crowd.taken)
            assert until(lambda: len(crowd.taken) >= before + PEOPLE_AT_ONCE)
            assert site.stop("web") == 0
            site.start_web()
            before = len(crowd.taken)
            assert until(lambda: len(crowd.taken) >= before + PEOPLE_AT_ONCE)
        finally:
            crowd.over.set()
        for person in people:
            person.result(timeout=60)
    assert crowd.faults == []
    rows = Counter(Registration.objects.filter(email__startswith="crowd-").values_list("email", flat=True))
    assert rows == Counter(crowd.taken), "each success page has its row, each row its success page"
    assert not [finding for finding in findings(soon(0)) if finding.broken]
    crowds = Notice.objects.filter(registration__email__startswith="crowd-")
    assert until(lambda: not crowds.exclude(state=NoticeState.SENT).exists())
    letters = Counter(recipient for recipient in post.recipients if recipient.startswith("crowd-"))
    assert letters == Counter(crowd.taken)
    print(f"{len(crowd.taken)} registered; pressed again {crowd.pressed_again} times")
