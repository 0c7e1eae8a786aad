"""Three real publications, entered by hand in the page editor and read back on the public page, fact by fact.

The facts (names, titles, hours, codes, principles) are those of the publications; the sentences are our own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import time_machine
from playwright.sync_api import Page, expect

from innovation_pages.models import (
    LabIndexPage,
    LabPage,
    NewsPage,
    OrganisationDirectoryPage,
    PracticeLibraryPage,
    Venue,
    WorkshopPage,
)
from registrations.public import Organisation, OrganisationKind
from tests.browser.fair import Fair, Pair, published
from tests.browser.reader import says, shuts_nobody_out
from tests.browser.writer import Writer
from tests.factories.practices import practice

Writes = Callable[[str, Pair], Writer]
PICTURES = Path(__file__).parent.parent.parent / "cms_site" / "demo" / "images"


BODIES = {
    "Περιφέρεια Θεσσαλίας": "organiser",
    "Γενική Γραμματεία Δημόσιας Διοίκησης": "co_organiser",
    "Τμήμα Καινοτομίας και Βέλτιστων Πρακτικών": "support",
    "ΙΝ.ΕΠ. του Ε.Κ.Δ.Δ.Α.": "training",
}
CONFERENCE = {
    "title": "Ημερίδα",
    "begins": "19/01/2026 09:00",
    "ends": "19/01/2026 12:30",
    "room": "Κεντρικό αμφιθέατρο",
    "audience": "Ανοικτή σε όλους",
    "registration": "none",
}
WORKING_LAB = {
    "title": "Εργαστήριο Καινοτομίας",
    "begins": "19/01/2026 10:30",
    "ends": "19/01/2026 16:30",
    "room": "Future Learning LAB",
    "audience": "Δημόσιοι υπάλληλοι",
    "registration": "elsewhere",
}
THEMES = [
    "Η Διαμόρφωση Πολιτικών και Στρατηγικής για την προώθηση της Κοινωνικής Καινοτομίας σε Περιφερειακό Επίπεδο",
    "Η Κοινωνική Καινοτομία ως εργαλείο σχεδιασμού πολιτικών",
    "Η Κοινωνική Καινοτομία στην Πράξη – Εργαλεία και Καλές Πρακτικές",
]
ELSEWHERE = {
    "registration_mode": "elsewhere",
    "registration_action": "interest",
    "registration_closes_on": "12/01/2026",
    "registration_link": "https://online.ekdd.gr/OnlineWeb/index.jsp",
    "registration_cycle": "Δημόσια Διοίκηση και Διακυβέρνηση",
    "registration_programme": (
        "Εξερεύνηση των πρωτότυπων εφαρμογών και των προκλήσεων της τεχνητής νοημοσύνης σε λειτουργίες και "
        "παρεχόμενες υπηρεσίες στην Τοπική Αυτοδιοίκηση"
    ),
    "registration_code": "7001Δ26",
}


def test_the_day_in_larissa_has_two_sessions_and_registers_elsewhere(page: Page, fair: Fair, writes: Writes) -> None:
    for body in BODIES:
        Organisation.objects.create(name_el=body)
    Venue.objects.create(name_el="Πάρκο Καινοτομίας JOIST", city_el="Λάρισα")
    title = "Ημερίδα και εργαστήριο Κοινωνικής Καινοτομίας στον δημόσιο τομέα"

    writer = writes("workshoppage", fair.workshops)
    writer.types("title", title)
    writer.chooses("unit", "Τμήμα Καινοτομίας και Βέλτιστων Πρακτικών")
    writer.writes(writer.adds("body", "Text"), "Το πρωί ανοίγει η ημερίδα και στις 10:30 ξεκινά το εργαστήριο.")
    writer.opens_tab("Event")
    writer.fills_in(begins_at="19/01/2026 09:00", ends_at="19/01/2026 16:30")
    writer.chooses("venue", "Πάρκο Καινοτομίας JOIST, Λάρισα")
    for body, role in BODIES.items():
        row = writer.adds_row("organisers")
        writer.chooses(f"{row}-organisation", body)
        writer.types(f"{row}-role", role)
    writer.adds_block("sessions", **CONFERENCE)
    writer.adds_block("sessions", **WORKING_LAB)
    writer.lists("topics", *THEMES)
    writer.opens_tab("Registration")
    writer.fills_in(**ELSEWHERE)
    writer.writes("registration_eligibility", "Δημόσιοι υπάλληλοι, μέσω του ΙΝ.ΕΠ.")
    writer.writes(writer.adds("registration_steps"), "Εγγραφείτε στην υπηρεσία αιτήσεων του Ε.Κ.Δ.Δ.Α.")
    writer.writes(writer.adds("registration_steps"), "Επιλέξτε τον κύκλο και το πρόγραμμα.")
    writer.publishes()

    address = str(WorkshopPage.objects.get(title=title).full_url)
    with time_machine.travel(datetime(2026, 1, 10, 8, 0, tzinfo=UTC)):
        page.goto(address)
        says(page, "Κλείνει σε 2 ημέρες", "Εγγραφείτε στην υπηρεσία αιτήσεων", "Επιλέξτε τον κύκλο")
        way_out = page.locator(f'main a[href="{ELSEWHERE["registration_link"]}"]')
        expect(way_out.first).to_be_visible()
        says(page, ELSEWHERE["registration_code"], ELSEWHERE["registration_cycle"], ELSEWHERE["registration_programme"])
    says(page, title, "Δευτέρα 19 Ιανουαρίου 2026", "9:00–12:30", "10:30–16:30", "Πάρκο Καινοτομίας JOIST", "Λάρισα")
    says(page, "Κεντρικό αμφιθέατρο", "Future Learning LAB", "Ανοικτή σε όλους", "Δημόσιοι υπάλληλοι", *THEMES)
    says(page, "Διοργανωτής", "Συνδιοργανωτής", "Με την υποστήριξη", *BODIES)
    says(page, "10:30–12:30", "12 Ιανουαρίου 2026")  # both sessions are held in these hours; the last day
    expect(page.locator("form.rg-form")).to_have_count(0)
    shuts_nobody_out(page)


DEPARTMENT = "Τμήμα Καινοτομίας του Υπουργείου Εσωτερικών"
QUOTATION = "Η συνεργασία και οι συνέργειες συνιστούν δομικά στοιχεία της λειτουργίας των Εθνικών Συμμαχιών"
QUESTIONS = [
    "Τι θα έφερνε δημόσιο, επιχειρήσεις και οργανώσεις σε έναν κοινό στόχο;",
    "Ποιος στόχος είναι κοινός για τόσο διαφορετικούς φορείς;",
    "Πού συναντιούνται χώροι που κρατούν αποστάσεις;",
]
PRINCIPLES = {
    "Συνεργασία": "Λύνουμε το πρόβλημα σαν μία ομάδα.",
    "Προσανατολισμένοι στις ιδέες": "Από μια καινούργια ιδέα μαθαίνουμε τα περισσότερα.",
    "Προσανατολισμός στη συμμετοχή": "Όλοι έχουν κάτι να κάνουν.",
    "Προσανατολισμός στην ελεύθερη ανταλλαγή απόψεων και την επί ίσοις όροις συμμετοχή": "Ο λόγος μετρά το ίδιο.",
}
SECTORS = {
    "public": "Φορείς που χαράζουν πολιτική για τις ψηφιακές δεξιότητες",
    "private": "Επιχειρήσεις πληροφορικής",
    "third": "Μη κυβερνητικές οργανώσεις με διακρίσεις στην κατάρτιση",
}
OUTCOMES = {
    "action": "Δράσεις που δεν υπήρχαν",
    "collaboration": "Συνεργασίες πέρα από το συνηθισμένο",
    "enriched_action": "Δράσεις που αποδίδουν περισσότερα",
    "field": "Πεδία όπου αξίζει η συνεργασία",
    "idea": "Ιδέες που περιμένουν επεξεργασία",
    "culture": "Ο καθένας δίνει ό,τι μπορεί",
}
PLAN = "Κοινό Σχέδιο Δράσης για το 2019 στις Ψηφιακές Δεξιότητες"


def tells_what_came_out(writer: Writer) -> None:
    """Fill in the tab of the results: a photo with the consent of the people in it, one without, and notes."""
    for kind, words in OUTCOMES.items():
        writer.adds_block("outcomes", kind=kind, text=words)
    writer.adds_block("products", title=PLAN, year="2019", theme="Ψηφιακές Δεξιότητες")
    photo = "Εργαστήριο καινοτομίας (innovation lab) - Φωτογραφία συμμετεχόντων"
    for kind, file, facts in (
        (
            "Photo",
            "lab-tables.png",
            {"image__alt_text": "Πέντε ομάδες σε τραπέζια", "caption": photo, "consent": "yes"},
        ),
        ("Photo", "dialogue.png", {"image__alt_text": "Δύο που δεν ρωτήθηκαν"}),
        (
            "Notes",
            "lab-notes.png",
            {
                "image__alt_text": "Χαρτάκια σε πίνακα",
                "caption": "Εργαστήριο καινοτομίας (innovation lab) - Σημειώσεις",
                "transcription": "Κοινό ημερολόγιο καταρτίσεων\nΜαθήματα στα νησιά",
            },
        ),
    ):
        block = writer.adds("gallery", kind)
        writer.uploads(f"{block}-image-image", PICTURES / file, facts["image__alt_text"])
        writer.fills_in(**{f"{block}-{name.replace('__', '-')}": words for name, words in facts.items()})
    writer.types("next_text", "Πείτε μας αν θέλετε να έρθετε στο επόμενο.")


def test_a_lab_is_told_about_without_its_day(page: Page, fair: Fair, writes: Writes) -> None:
    labs = published(fair.home, LabIndexPage(title="Εργαστήρια καινοτομίας"), "Innovation labs")
    Organisation.objects.create(name_el=DEPARTMENT)
    title = "Εργαστήριο για τις ψηφιακές δεξιότητες"

    writer = writes("labpage", labs)
    writer.types("title", title)
    writer.chooses("unit", DEPARTMENT)
    writer.lists("challenges", *QUESTIONS)
    writer.adds_block("body", "Quotation", text=QUOTATION)
    for principle, meaning in PRINCIPLES.items():
        writer.adds_block("principles", title=principle, text=meaning)
    for sector, bodies in SECTORS.items():
        writer.adds_block("participants", sector=sector, bodies__0__value=bodies)
    writer.opens_tab("Event")
    writer.fills_in(programme="Εθνική Συμμαχία", plan_year="2019")
    writer.chooses(f"{writer.adds_row('organisers')}-organisation", DEPARTMENT)
    writer.opens_tab("Results")
    tells_what_came_out(writer)
    writer.publishes()

    lab = LabPage.objects.get(title=title)
    assert lab.begins_at is None
    page.goto(lab.full_url)
    says(page, title, DEPARTMENT, "Εθνική Συμμαχία", "2019", QUOTATION, PLAN, "2019 · Ψηφιακές Δεξιότητες")
    says(page, *QUESTIONS, *PRINCIPLES, *PRINCIPLES.values(), *SECTORS.values(), *OUTCOMES.values())
    says(page, "Δημόσιος τομέας", "Ιδιωτικός τομέας", "Τρίτος τομέας", "Φωτογραφία συμμετεχόντων", "Σημειώσεις")
    says(page, "Κοινό ημερολόγιο καταρτίσεων", "Μαθήματα στα νησιά", "Πείτε μας αν θέλετε να έρθετε στο επόμενο.")
    expect(page.locator(".rg-date")).to_have_count(0)
    expect(page.get_by_role("img", name="Πέντε ομάδες σε τραπέζια")).to_be_visible()
    expect(page.get_by_role("img", name="Δύο που δεν ρωτήθηκαν")).to_have_count(0)
    shuts_nobody_out(page)
    page.goto(labs.address("el"))
    says(page, title, OUTCOMES["idea"])


HUBS = {
    "GR DigiGOV-InnoHUB": "GR",
    "DIH4Society": "RO",
    "GOVTech Lab – EDIH Vilnius": "LT",
    "EDIH4DT": "IT",
    "MAXXI CDIH EDIH": "IT",
    "Connected Mobility HUB EDIH": "ES",
    "Smart Secure Cities": "PL",
    "Innovation Amp EDIH": "BG",
    "DiGiNN Cyprus EDIH": "CY",
}


def test_nine_hubs_of_eight_countries_took_part_in_a_discussion(page: Page, fair: Fair, writes: Writes) -> None:
    directory = published(fair.home, OrganisationDirectoryPage(title="Φορείς"), "Bodies")
    published(fair.home, PracticeLibraryPage(title="Βέλτιστες πρακτικές"), "Best practices")
    practice("Ψηφιακός βοηθός για τα ΚΕΠ", fair.world.el)
    leader = Organisation.objects.create(name_el="ΕΔΥΤΕ Α.Ε.", kind=OrganisationKind.EDUCATION, country="GR")
    for hub, country in HUBS.items():
        led_by = leader if country == "GR" else None
        Organisation.objects.create(name_el=hub, kind=OrganisationKind.HUB, country=country, coordinator=led_by)
    title = (
        "Επόμενη γενιά δημόσιων υπηρεσιών – Διεθνής συζήτηση για τον ψηφιακό μετασχηματισμό των δημόσιων υπηρεσιών "
        "και τα οφέλη του για τις κοινότητες και τους πολίτες"
    )
    topics = ["Υποδομές", "Επιχειρηματικά μοντέλα", "Success stories", "Βέλτιστες πρακτικές για την τεχνητή νοημοσύνη"]

    writer = writes("newspage", fair.news_list)
    writer.types("title", title)
    writer.chooses("unit", "Department of Innovation")
    writer.uploads("lead_image", PICTURES / "lab-call.png", "Συζήτηση")
    writer.types("lead_image_alt", "Οθόνη με εννέα παράθυρα βιντεοκλήσης")
    writer.writes(writer.adds("body", "Text"), "Κάθε κόμβος έφερε μια ιστορία από τη χώρα του.")
    hubs = writer.adds("body", "Hubs by country")
    writer.types(f"{hubs}-title", "Οι κόμβοι που πήραν μέρος")
    for number, hub in enumerate(HUBS):
        writer.chooses(writer.adds(f"{hubs}-hubs") if number else f"{hubs}-hubs-0-value", hub)
    writer.chooses(writer.adds("body", "Practice"), "Ψηφιακός βοηθός για τα ΚΕΠ")
    writer.opens_tab("Report")
    writer.fills_in(held_on="15/07/2021", held_how="online")
    row = writer.adds_row("organisers")
    writer.chooses(f"{row}-organisation", "ΕΔΥΤΕ Α.Ε.")
    writer.types(f"{row}-role", "co_organiser")
    writer.lists("topics", *topics)
    writer.fills_in(
        follow_up="Νέα διαδικτυακή συνάντηση για συγκεκριμένες περιπτώσεις (case studies).",
        follow_up_when="Μέσα Σεπτεμβρίου 2021",
        source_name="Ο συνδιοργανωτής",
        source_url="https://example.org/next-generation/",
    )
    writer.publishes()

    _is_read(page, title, topics)
    page.get_by_role("link", name="GR DigiGOV-InnoHUB").click()
    says(page, "GR DigiGOV-InnoHUB", "ΕΔΥΤΕ Α.Ε.", title)
    page.goto(f"{directory.address('el')}?kind=hub")
    says(page, "9 κόμβοι από 8 χώρες", *HUBS)


def _is_read(page: Page, title: str, topics: list[str]) -> None:
    """The report, fact by fact, as visitors find it."""
    page.goto(str(NewsPage.objects.get(title=title).full_url))
    says(page, title, "Πέμπτη 15 Ιουλίου 2021", "ΕΔΥΤΕ Α.Ε.", "9 κόμβοι από 8 χώρες", *HUBS, *topics)
    says(page, "Ελλάδα", "Ρουμανία", "Λιθουανία", "Ιταλία", "Ισπανία", "Πολωνία", "Βουλγαρία", "Κύπρος")
    says(page, "Μέσα Σεπτεμβρίου 2021", "case studies", "Ο συνδιοργανωτής", "Ψηφιακός βοηθός για τα ΚΕΠ")
    italy = page.locator(".rg-summary__row").filter(has_text="Ιταλία")
    expect(italy.locator("dd p")).to_have_count(2)
    expect(page.locator("form.rg-form")).to_have_count(0)
    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", "https://example.org/next-generation/")
    expect(page.get_by_role("img", name="Οθόνη με εννέα παράθυρα βιντεοκλήσης")).to_be_visible()
    shuts_nobody_out(page)
