"""Every kind of public page, asked for its accessibility in both languages, at a desk and on a phone.

Every day Greek on the phone and English at the desk; SOAK=1 asks the other two as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, ViewportSize

from registrations.domain.rules import Mode
from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE
from tests.browser.fair import EVERY_QUESTION, Fair
from tests.browser.post import link_in, newest_letter, the_worker_delivers
from tests.browser.visitor import Visitor
from tests.factories.registrations import seated, soon

STORY = [
    ("heading", {"text": "Τι θα κάνουμε", "level": "2"}),
    ("text", "<p>Θα ξαναγράψουμε <a href='https://example.org/'>ένα έγγραφο</a> μαζί.</p>"),
    ("quote", {"text": "Το διάβασα και το κατάλαβα.", "who": "Μια πολίτης"}),
    ("callout", {"title": "Φέρτε ένα έγγραφο", "text": "Ό,τι δυσκόλεψε τον τελευταίο πολίτη.", "kind": "warning"}),
]
STEPS = [("step", "<p>Συνδεθείτε.</p>"), ("step", "<p>Γράψτε τον κωδικό.</p>")]


each_window_and_language = pytest.mark.parametrize(
    ("language", "window"),
    [
        pytest.param("el", PHONE, id="el-phone"),
        pytest.param("en", DESK, id="en-desk"),
        pytest.param("el", DESK, id="el-desk", marks=pytest.mark.soak),
        pytest.param("en", PHONE, id="en-phone", marks=pytest.mark.soak),
    ],
)


def two_sessions() -> list[tuple[str, dict[str, object]]]:
    """Two sessions that overlap, within the hours of the event."""
    begins = soon(days=30)
    return [
        (
            "session",
            {"title": "Ημερίδα", "begins": begins, "ends": begins + timedelta(hours=2), "registration": "none"},
        ),
        (
            "session",
            {
                "title": "Εργαστήριο",
                "begins": begins + timedelta(hours=1),
                "ends": begins + timedelta(hours=3),
                "room": "Αίθουσα 2",
                "registration": "here",
            },
        ),
    ]


def pages_of(fair: Fair, language: str) -> Iterator[tuple[str, str]]:
    """The name and address of every kind of page that needs nothing but to be opened."""
    yesterday, tomorrow = localdate() - timedelta(days=1), localdate() + timedelta(days=1)
    begins_at = soon(days=30)
    full = fair.workshop("Πλήρες", "Full", registration_capacity=1, registration_waiting_list=False)
    line = fair.workshop("Με σειρά αναμονής", "With a line", registration_capacity=1)
    for pair in (full, line):
        seated(pair.desk)
    seated(line.desk)
    pairs = {
        "home": fair.home,
        "list of news": fair.news_list,
        "list of workshops": fair.workshops,
        "news with a form": fair.news(body=STORY, registration_mode=Mode.HERE.value),
        "open with every question": fair.workshop("Ανοικτό", "Open", body=STORY, questions=EVERY_QUESTION),
        "open with sessions": fair.workshop(
            "Με συνεδρίες",
            "With sessions",
            begins_at=begins_at,
            ends_at=begins_at + timedelta(hours=9),
            sessions=two_sessions(),
            topics=[("topic", "Εργαλεία")],
            agenda=[("item", {"begins": None, "title": "Χαιρετισμοί", "speaker": "", "note": ""})],
        ),
        "full": full,
        "waiting list": line,
        "closed": fair.workshop("Κλειστό", "Closed", registration_closes_on=yesterday),
        "not yet": fair.workshop("Αργότερα", "Later", registration_opens_on=tomorrow),
        "elsewhere": fair.workshop(
            "Αλλού",
            "Elsewhere",
            registration_mode=Mode.ELSEWHERE.value,
            registration_link="https://registry.example.org/apply",
            registration_code="24680",
            registration_programme="Πρόγραμμα δοκιμών",
            registration_cycle="Κύκλος δοκιμών",
            registration_closes_on=tomorrow,
            registration_steps=STEPS,
        ),
        "none": fair.workshop("Ελεύθερη είσοδος", "Open attendance", registration_mode=Mode.NONE.value),
        "standard page": fair.statement,
    }
    for name, pair in pairs.items():
        yield name, pair.address(language)
    yield "not found", f"{fair.home.address(language)}there-is-no-such-page/"
    yield "dead link", f"{fair.home.address(language)}registration/abc/"


@each_window_and_language
def test_no_public_page_shuts_anybody_out(page: Page, fair: Fair, language: str, window: ViewportSize) -> None:
    page.set_viewport_size(window)
    found = []
    for _name, address in pages_of(fair, language):
        page.goto(address)
        found += violations(page)
    assert not found, "\n".join(found)


@each_window_and_language
def test_nothing_on_the_way_of_a_registration_shuts_anybody_out(
    page: Page, fair: Fair, language: str, window: ViewportSize
) -> None:
    page.set_viewport_size(window)
    workshop = fair.workshop(questions=EVERY_QUESTION)
    visitor = Visitor(page, language)
    page.goto(workshop.address(language))
    visitor.button("Register").click()
    page.get_by_role("alert").wait_for()
    found = violations(page)

    visitor.registers(fair.workshop().address(language))
    visitor.reads("We have written to %(email)s.", email=visitor.email)
    found += violations(page)
    the_worker_delivers()
    verify = link_in(newest_letter(visitor.email))
    page.goto(verify)
    found += violations(page)
    visitor.button("Confirm my address").click()
    visitor.reads("You have a seat.")
    found += violations(page)
    visitor.link("Cancel my registration").click()
    visitor.button("Yes, cancel").wait_for()
    found += violations(page)
    visitor.button("Yes, cancel").click()
    visitor.reads("Your registration is cancelled.")
    found += violations(page)
    page.goto(verify)
    visitor.reads("This link is not valid")
    found += violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_a_form_without_a_theme_keeps_its_contrast_in_the_dark(page: Page, fair: Fair, window: ViewportSize) -> None:
    page.route("**/vendor/digigov-css/*", lambda route: route.fulfill(body="", content_type="text/css"))
    dark = ":root { color-scheme: light dark }"
    page.route("**/cms_site/site.*css", lambda route: route.fulfill(body=dark, content_type="text/css"))
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(window)
    page.goto(fair.workshop(body=STORY, questions=EVERY_QUESTION).address("el"))
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in background[4:-1].split(",")) < 3 * 64, f"{background} is not dark"
    found = violations(page)
    Visitor(page, "el").button("Register").click()
    page.get_by_role("alert").wait_for()
    found += violations(page)
    assert not found, "\n".join(found)
