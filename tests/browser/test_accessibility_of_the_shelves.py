"""Labs, the library, the directory, the month and the search, asked for their accessibility in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.core.management import call_command
from django.utils.timezone import localdate
from playwright.sync_api import Page, ViewportSize, expect

from innovation_pages.models import LabIndexPage, LabPage, OrganisationDirectoryPage, PracticeLibraryPage, SearchPage
from registrations.public import Organisation, OrganisationKind
from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.fair import Fair, Pair, published
from tests.browser.test_accessibility_for_visitors import each_window_and_language
from tests.factories.practices import practice, topic

LAB = {
    "programme": "Εθνική Συμμαχία",
    "plan_year": 2019,
    "challenges": [("question", "Πώς δουλεύουμε μαζί;")],
    "principles": [("principle", {"title": "Συνεργασία", "text": "Σαν μία ομάδα."})],
    "participants": [("participants", {"sector": "public", "bodies": ["Δήμοι"]})],
    "outcomes": [("outcome", {"kind": "idea", "text": "Κοινό ημερολόγιο"})],
    "products": [("product", {"title": "Σχέδιο Δράσης", "year": 2019, "theme": "Δεξιότητες", "note": ""})],
    "body": [("quote", {"text": "Η συνεργασία είναι δομικό στοιχείο.", "who": ""})],
    "next_text": "Γράψτε μας.",
    "registration_mode": "here",
    "registration_action": "interest",
}


def shelves(fair: Fair) -> dict[str, Pair]:
    """The lists of these rooms, with something on each."""
    labs = published(fair.home, LabIndexPage(title="Εργαστήρια καινοτομίας"), "Innovation labs")
    library = published(fair.home, PracticeLibraryPage(title="Βέλτιστες πρακτικές"), "Best practices")
    directory = published(fair.home, OrganisationDirectoryPage(title="Φορείς"), "Bodies")
    search = published(fair.home, SearchPage(title="Αναζήτηση"), "Search")
    for locale in (fair.world.el, fair.world.en):
        certified = {
            "certification_number": "7/2026",
            "certified_on": date(2026, 1, 1),
            "last_verified_on": localdate(),
            "prerequisites": "<p>Απόφαση του δημάρχου.</p>",
            "assets": [("asset", {"kind": "guide", "title": "Οδηγός", "address": "https://example.org/guide"})],
            "laws": [("law", {"reference": "ν. 5027/2023", "about": "άρθρο 7"})],
            "external_case": "https://example.org/case",
            "licence": "cc_by",
        }
        practice("Άδεια με μία επίσκεψη", locale, slug="permit", topics=("Εξυπηρέτηση",), **certified)
        practice("Σταμάτησε", locale, lifecycle="stopped", in_operation=False)
    hub = Organisation.objects.create(
        name_el="Κόμβος", kind=OrganisationKind.HUB, country="GR", coordinator=fair.unit, website="https://example.org/"
    )
    body = [("hubs", {"title": "Οι κόμβοι", "hubs": [hub]}), ("practices", {"topic": topic("Εξυπηρέτηση")})]
    fair.news("Απολογισμός", "Report", body=body, held_on=date(2021, 7, 15), follow_up_when="Μέσα Σεπτεμβρίου 2021")
    fair.workshop(filed_under=[topic("Εξυπηρέτηση")])
    lab = published(labs, LabPage(title="Χωρίς ημέρα", unit=fair.unit, **LAB), "Without a day")
    call_command("update_finder", verbosity=0)
    return {"labs": labs, "library": library, "directory": directory, "search": search, "lab": lab}


def addresses(fair: Fair, shelf: dict[str, Pair], language: str) -> Iterator[str]:
    """The address of every kind of page of these rooms, and of the shapes that a question gives it."""
    yield from (pair.address(language) for pair in shelf.values())
    library, directory, search = (shelf[name].address(language) for name in ("library", "directory", "search"))
    yield f"{library}?topic=exypiretisi&level=municipality"
    yield f"{library}?q=τίποτα"
    yield f"{library}permit/"
    yield f"{directory}?kind=hub"
    yield f"{directory}{Organisation.objects.get(name_el='Κόμβος').pk}/"
    yield f"{search}?q=επίσκεψη"
    yield f"{search}?q=ανύπαρκτο άδεια"
    yield f"{fair.workshops.address(language)}?topic=exypiretisi"
    yield f"{fair.workshops.address(language)}?month={localdate():%Y-%m}"
    yield f"{fair.news_list.address(language)}?year={localdate():%Y}"


def the_header_leaves_room_and_opens_at_a_press(page: Page) -> None:
    """Two rows stand above the content; menu and search are a key away, and the next ones in the order of keys."""
    box = page.locator(".ip-header").bounding_box()
    assert box is not None
    assert box["height"] < PHONE["height"] / 5
    expect(page.locator(".ip-nav a").first).to_be_hidden()
    page.locator(".ip-menu > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ip-nav a").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#site-search")).to_be_focused()


@each_window_and_language
def test_nothing_on_the_shelves_shuts_anybody_out(page: Page, fair: Fair, language: str, window: ViewportSize) -> None:
    page.set_viewport_size(window)
    found = []
    for address in addresses(fair, shelves(fair), language):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        found += violations(page)
    if window == PHONE:
        the_header_leaves_room_and_opens_at_a_press(page)
        found += violations(page)
    assert not found, "\n".join(found)
