"""Two real calls that take their registrations here, entered by hand in the page editor and read back fact by fact.

The facts (names, titles, hours, months, phone numbers) are those of the publications; the sentences are our own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import time_machine
from django.contrib.auth.models import Permission
from playwright.sync_api import Locator, Page, expect

from innovation_pages.models import ContactPoint, NewsPage, WorkshopPage
from registrations.models import DeskPermission, JoinLink, Registration, Right
from registrations.notices.links import personal_path
from registrations.public import Organisation
from tests.browser.fair import Fair, Pair
from tests.browser.reader import says, shuts_nobody_out
from tests.browser.writer import Writer
from tests.factories.meetings import ADDRESS
from tests.factories.registrations import seated

Writes = Callable[[str, Pair], Writer]
DEPARTMENT = "Τμήμα Καινοτομίας και Βέλτιστων Πρακτικών"


def a_pdf(folder: Path, name: str) -> Path:
    """A small file with the name and the beginning of a PDF."""
    file = folder / name
    file.write_bytes(b"%PDF-1.7\n" + b"%" * 3000 + b"\n%%EOF\n")
    return file


def at(*moment: int) -> Any:
    """Read the site at this moment of Greenwich."""
    return time_machine.travel(datetime(*moment, tzinfo=UTC))  # type: ignore[arg-type,misc]  # a tuple of numbers


def document_link(page: Page, title: str) -> Locator:
    """The link of a document, by the title, kind and size that it says."""
    return page.locator("main").get_by_role("link", name=f"{title} (PDF, 3 KB)", exact=True)


NETWORK = "Δίκτυο Καινοτομίας Δημοσίου Τομέα"
ACTIONS = [
    "Εθνικό Σχέδιο Δράσης για την Καινοτομία στον Δημόσιο Τομέα",
    "Εθνικός Διαγωνισμός Πρωτοτύπων και Καινοτομίας",
    "Hackathon Καινοτομίας",
    "Εθνικό Βαρόμετρο Καινοτομίας",
    "Οδηγός Καινοτομίας",
]
LAW = "Η συμμετοχή στο Δίκτυο γίνεται σε εφαρμογή του ν.5027/2023."
NOMINATION = {
    "registration_mode": "here",
    "registration_action": "nominate",
    "registration_opens_on": "01/01/2024",
    "registration_closes_on": "31/01/2024",
    "registration_by_month": "yes",
    "registration_review": "yes",
    "registration_person_key": "organisation",
}


def test_bodies_are_asked_to_name_two_members_within_a_month(
    page: Page, fair: Fair, writes: Writes, tmp_path: Path
) -> None:
    Organisation.objects.create(name_el=DEPARTMENT)
    Organisation.objects.create(name_el="Δήμος Αλκυόνας", kind="municipality")
    ContactPoint.objects.create(unit_el=DEPARTMENT, phone="213 13 13 152")
    title = f"{NETWORK}: ορίστε τους εκπροσώπους του φορέα σας"

    writer = writes("workshoppage", fair.workshops)
    writer.types("title", "Πρώτο Φόρουμ Καινοτομίας για τον Δημόσιο Τομέα")
    writer.opens_tab("Event")
    writer.fills_in(date_precision="quarter", expected_on="01/01/2024")
    writer.publishes()
    forum = WorkshopPage.objects.get()

    writer = writes("newspage", fair.news_list)
    writer.types("title", title)
    writer.chooses("unit", DEPARTMENT)
    writer.types("date", "18/01/2024")
    writer.chooses("contact", DEPARTMENT)
    writer.writes(writer.adds("body", "Text"), LAW, *ACTIONS)
    invitation = writer.adds("body", "Document")
    writer.uploads(f"{invitation}-document", a_pdf(tmp_path, "prosklisi.pdf"), "Πρόσκληση για τον ορισμό εκπροσώπων")
    writer.opens_tab("Registration")
    writer.fills_in(**NOMINATION)
    writer.writes("registration_eligibility", "Υπουργεία, Ανεξάρτητες Αρχές, Ν.Π.Δ.Δ., Περιφέρειες και Δήμοι.")
    writer.publishes()

    with at(2024, 1, 31, 21, 59):  # one minute before the month ends in Athens
        page.goto(str(NewsPage.objects.get(title=title).full_url))
        says(page, "έως και τον Ιανουάριο 2024", "Υπουργεία, Ανεξάρτητες Αρχές, Ν.Π.Δ.Δ., Περιφέρειες και Δήμοι")
        expect(page.get_by_role("group", name="Τακτικό μέλος")).to_have_count(1)
        expect(page.get_by_role("group", name="Αναπληρωματικό μέλος")).to_have_count(1)
        expect(page.get_by_role("button", name="Ορισμός εκπροσώπων", exact=True)).to_be_visible()
    expect(page.locator(".ip-byline")).to_have_text(f"{DEPARTMENT} 18 Ιανουαρίου 2024", use_inner_text=True)
    says(page, title, LAW, *ACTIONS)
    expect(document_link(page, "Πρόσκληση για τον ορισμό εκπροσώπων")).to_be_visible()
    phone = page.locator("main").get_by_role("link", name="213 13 13 152")
    expect(phone.first).to_have_attribute("href", "tel:+302131313152")
    with at(2024, 1, 31, 22, 0):
        shuts_nobody_out(page)
        says(page, "Ιανουάριο 2024")
        expect(page.locator("form.rg-form")).to_have_count(0)
    with at(2024, 1, 20, 8, 0):
        page.goto(str(forum.full_url))
        says(page, "Αναμένεται", "Α΄ τρίμηνο 2024")


IDEATHON = "OGP Greece Ideathon: Workshop για την επικαιροποίηση του 4ου Εθνικού Σχεδίου για την Ανοικτή Διακυβέρνηση"
QUESTIONS = [
    "Ανοιχτά δεδομένα για καλύτερες υπηρεσίες και για τον έλεγχο του κυβερνητικού έργου",
    "Πολιτική ακεραιότητα και λογοδοσία",
    "Δημόσια συμμετοχή των πολιτών στις αποφάσεις",
    "Οι επόμενες παρεμβάσεις ψηφιοποίησης",
]
AGENDA = {
    "17:00": "Οι νέες δεσμεύσεις",
    "17:40": "Η ενδιάμεση περίοδος, από τον Ανεξάρτητο Μηχανισμό Αξιολόγησης του OGP",
    "18:20": "Η πορεία υλοποίησης των δεσμεύσεων",
}
PLATFORM = "Η συνάντηση γίνεται με το σύστημα τηλεδιασκέψεων e:presence του Δημοσίου."


def test_an_online_meeting_keeps_its_link_at_the_desk(
    page: Page, fair: Fair, editor: Any, writes: Writes, tmp_path: Path
) -> None:
    ministry = "Υπουργείο Ψηφιακής Διακυβέρνησης"
    Organisation.objects.create(name_el=ministry)
    configurers = editor.groups.get()
    configurers.permissions.add(Permission.objects.get(codename="view_registration"))
    DeskPermission.objects.create(group=configurers, page=fair.workshops.el, right=Right.CONFIGURE)

    writer = writes("workshoppage", fair.workshops)
    writer.types("title", IDEATHON)
    writer.chooses("unit", ministry)
    writer.writes(writer.adds("body", "Text"), "Αξιολογούμε το 4ο Εθνικό Σχέδιο Δράσης 2019-2021.", PLATFORM)
    programme = writer.adds("body", "Document")
    writer.uploads(f"{programme}-document", a_pdf(tmp_path, "programma.pdf"), "Πρόγραμμα του Workshop")
    writer.opens_tab("Event")
    writer.fills_in(begins_at="17/12/2020 17:00", ends_at="17/12/2020 19:00", delivery="online")
    writer.chooses(f"{writer.adds_row('organisers')}-organisation", ministry)
    writer.lists("topics", *QUESTIONS)
    for clock, item in AGENDA.items():
        writer.adds_block("agenda", "Item", begins=clock, title=item)
    writer.opens_tab("Registration")
    writer.fills_in(registration_mode="here", registration_closes_on="17/12/2020")
    writer.writes("registration_eligibility", "Φορείς του δημοσίου και της Κοινωνίας των Πολιτών.")
    writer.publishes()
    workshop = WorkshopPage.objects.get(title=IDEATHON)

    keeps_the_link(page, f"{fair.home.address('el')}admin/pages/{workshop.pk}/edit/")

    with at(2020, 12, 10, 8, 0):
        page.goto(str(workshop.full_url))
        says(page, IDEATHON, "Πέμπτη 17 Δεκεμβρίου 2020", "17:00–19:00", "Διαδικτυακά", ministry, PLATFORM)
        says(page, *QUESTIONS, *AGENDA, *AGENDA.values(), "17 Δεκεμβρίου 2020", "Φορείς του δημοσίου")
        expect(page.get_by_role("button", name="Εγγραφή", exact=True)).to_be_visible()
        expect(document_link(page, "Πρόγραμμα του Workshop")).to_be_visible()
        assert ADDRESS not in page.content()
        shuts_nobody_out(page)
        accepted = seated(workshop.desk_and_pools[0], language="el")
    with at(2020, 12, 17, 14, 50):
        page.goto(f"{fair.world.site.root_url}{personal_path(Registration.objects.get(pk=accepted.pk))}")
        expect(page.get_by_role("button", name="Είσοδος στη συνάντηση", exact=True)).to_be_visible()
        assert ADDRESS not in page.content()


def keeps_the_link(page: Page, editor_address: str) -> None:
    """From the panel beside the page to the desk, where the link of the meeting is kept."""
    page.goto(editor_address)
    page.get_by_role("button", name="Toggle registration").click()
    page.locator("[data-side-panel=registration]").get_by_role("link", name="To the link of its online meeting").click()
    page.get_by_label("Link", exact=True).fill(ADDRESS)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("What you have changed is kept.")
    assert JoinLink.objects.get().url == ADDRESS
