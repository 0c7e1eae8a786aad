"""Three real publications, entered by hand in the page editor and read back on the public page, fact by fact.

The facts (names, titles, hours, codes, principles) are those of the publications; the sentences are our own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from playwright.sync_api import BrowserContext, Page, expect
from wagtail.models import Collection, GroupCollectionPermission

from innovation_pages.models import (
    LabIndexPage,
    OrganisationDirectoryPage,
    PracticeLibraryPage,
    Room,
    Venue,
)
from registrations.models import Organisation
from registrations.models.organisations import OrganisationKind
from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.fair import Fair, Pair, published
from tests.browser.staff import make_editor
from tests.browser.writer import Writer
from tests.factories.practices import practice

SignIn = Callable[[BrowserContext, Any], None]
PICTURES = Path(__file__).parent.parent.parent / "cms_site" / "demo" / "images"


@pytest.fixture
def writes(page: Page, fair: Fair, sign_in: SignIn) -> Callable[[str, Pair], Writer]:
    """Open the form of a new page of a type below a list, as an editor who may also upload pictures."""
    editor = make_editor(fair.home.el)
    add_image = Permission.objects.get(content_type__app_label="wagtailimages", codename="add_image")
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.create(group=editor.groups.get(), collection=root, permission=add_image)
    sign_in(page.context, editor)
    home = fair.home.address("el")
    return lambda kind, above: Writer(page, f"{home}admin/pages/add/innovation_pages/{kind}/{above.el.pk}/")


def says(page: Page, *facts: str) -> None:
    """The public page shows each of the facts, once spaces and line ends are as one."""
    text = " ".join(page.locator("main").inner_text().split())
    assert [fact for fact in facts if fact.casefold() not in text.casefold()] == []


def shuts_nobody_out(page: Page) -> None:
    """The page that was just published keeps the rules of accessibility, also on a phone."""
    page.set_viewport_size(PHONE)
    page.reload()
    assert violations(page) == []


def test_the_day_in_larissa_has_two_sessions_and_registers_elsewhere(
    page: Page, fair: Fair, writes: Callable[[str, Pair], Writer]
) -> None:
    bodies = ["Περιφέρεια Θεσσαλίας", "Γενική Γραμματεία Δημόσιας Διοίκησης", "ΙΝ.ΕΠ. του Ε.Κ.Δ.Δ.Α."]
    for body in bodies:
        Organisation.objects.create(name_el=body)
    park = Venue.objects.create(name_el="Πάρκο Καινοτομίας JOIST", city_el="Λάρισα")
    Room.objects.create(venue=park, name_el="Κεντρικό αμφιθέατρο")
    programme = (
        "Εξερεύνηση των πρωτότυπων εφαρμογών και των προκλήσεων της τεχνητής νοημοσύνης σε λειτουργίες και "
        "παρεχόμενες υπηρεσίες στην Τοπική Αυτοδιοίκηση"
    )
    themes = [
        "Η Διαμόρφωση Πολιτικών και Στρατηγικής για την προώθηση της Κοινωνικής Καινοτομίας σε Περιφερειακό Επίπεδο",
        "Η Κοινωνική Καινοτομία ως εργαλείο σχεδιασμού πολιτικών",
        "Η Κοινωνική Καινοτομία στην Πράξη – Εργαλεία και Καλές Πρακτικές",
    ]
    title = "Ημερίδα και εργαστήριο Κοινωνικής Καινοτομίας στον δημόσιο τομέα"

    writer = writes("workshoppage", fair.workshops)
    writer.types("title", title)
    writer.chooses("unit", "Department of Innovation")
    writer.writes(f"{writer.adds('body', 'Text')}", "Το πρωί ανοίγει η ημερίδα και στις 10:30 ξεκινά το εργαστήριο.")
    writer.opens_tab("Event")
    writer.types("begins_at", "19/01/2026 09:00")
    writer.types("ends_at", "19/01/2026 16:30")
    writer.chooses("venue", "Πάρκο Καινοτομίας JOIST, Λάρισα")
    for body, role in zip(
        [*bodies[:2], "Department of Innovation", bodies[2]],
        ["organiser", "co_organiser", "support", "training"],
        strict=True,
    ):
        row = writer.adds_row("organisers")
        writer.chooses(f"{row}-organisation", body)
        writer.picks(f"{row}-role", role)
    for words, begins, ends, room, audience, mode in (
        ("Ημερίδα", "09:00", "12:30", "Κεντρικό αμφιθέατρο", "Ανοικτή σε όλους", "none"),
        ("Εργαστήριο Καινοτομίας", "10:30", "16:30", "Future Learning LAB", "Δημόσιοι υπάλληλοι", "elsewhere"),
    ):
        session = writer.adds("sessions")
        writer.types(f"{session}-title", words)
        writer.types(f"{session}-begins", f"19/01/2026 {begins}")
        writer.types(f"{session}-ends", f"19/01/2026 {ends}")
        writer.types(f"{session}-room", room)
        writer.types(f"{session}-audience", audience)
        writer.picks(f"{session}-registration", mode)
    for theme in themes:
        writer.types(writer.adds("topics"), theme)
    writer.opens_tab("Registration")
    writer.picks("registration_mode", "elsewhere")
    writer.picks("registration_action", "interest")
    writer.types("registration_closes_on", "12/01/2026")
    writer.writes("registration_eligibility", "Δημόσιοι υπάλληλοι, μέσω του ΙΝ.ΕΠ.")
    writer.types("registration_link", "https://online.ekdd.gr/OnlineWeb/index.jsp")
    writer.types("registration_cycle", "Δημόσια Διοίκηση και Διακυβέρνηση")
    writer.types("registration_programme", programme)
    writer.types("registration_code", "7001Δ26")
    writer.writes(writer.adds("registration_steps"), "Εγγραφείτε στην υπηρεσία αιτήσεων του Ε.Κ.Δ.Δ.Α.")
    writer.writes(writer.adds("registration_steps"), "Επιλέξτε τον κύκλο και το πρόγραμμα.")
    writer.publishes()

    announcement = Pair(*[fair.workshops.el.get_children().get(title=title).specific] * 2)
    with time_machine.travel(datetime(2026, 1, 10, 8, 0, tzinfo=UTC)):
        page.goto(announcement.address("el"))
        says(page, "Κλείνει σε 2 ημέρες")
    says(page, title, "Δευτέρα 19 Ιανουαρίου 2026", "9:00–12:30", "10:30–16:30", "Πάρκο Καινοτομίας JOIST", "Λάρισα")
    says(page, "Κεντρικό αμφιθέατρο", "Future Learning LAB", "Ανοικτή σε όλους", "Δημόσιοι υπάλληλοι", *themes)
    says(page, "Διοργανωτής", "Συνδιοργανωτής", "Με την υποστήριξη", *bodies)
    says(page, "10:30–12:30")  # the hours in which both sessions are held
    says(page, "12 Ιανουαρίου 2026", "7001Δ26", "Δημόσια Διοίκηση και Διακυβέρνηση", programme)
    way_out = page.locator('main a[href="https://online.ekdd.gr/OnlineWeb/index.jsp"]')
    expect(way_out.first).to_be_visible()
    expect(page.locator("form.rg-form")).to_have_count(0)
    shuts_nobody_out(page)


def test_a_lab_is_told_about_without_its_day(page: Page, fair: Fair, writes: Callable[[str, Pair], Writer]) -> None:
    labs = published(fair.home, LabIndexPage(title="Εργαστήρια καινοτομίας"), "Innovation labs")
    Organisation.objects.create(name_el="Τμήμα Καινοτομίας του Υπουργείου Εσωτερικών")
    questions = [
        "Τι θα έφερνε δημόσιο, επιχειρήσεις και οργανώσεις σε έναν κοινό στόχο;",
        "Ποιος στόχος είναι κοινός για τόσο διαφορετικούς φορείς;",
        "Πού συναντιούνται χώροι που κρατούν αποστάσεις;",
    ]
    principles = {
        "Συνεργασία": "Λύνουμε το πρόβλημα σαν μία ομάδα.",
        "Προσανατολισμένοι στις ιδέες": "Από μια καινούργια ιδέα μαθαίνουμε τα περισσότερα.",
        "Προσανατολισμός στη συμμετοχή": "Όλοι έχουν κάτι να κάνουν.",
        "Προσανατολισμός στην ελεύθερη ανταλλαγή απόψεων και την επί ίσοις όροις συμμετοχή": "",
    }
    sectors = {
        "public": "Φορείς που χαράζουν πολιτική για τις ψηφιακές δεξιότητες",
        "private": "Επιχειρήσεις πληροφορικής",
        "third": "Μη κυβερνητικές οργανώσεις με διακρίσεις στην κατάρτιση",
    }
    outcomes = {
        "action": "Νέες δράσεις",
        "collaboration": "Συνεργασίες πέρα από το συνηθισμένο",
        "enriched_action": "Δράσεις που αποδίδουν περισσότερα",
        "field": "Πεδία όπου αξίζει η συνεργασία",
        "idea": "Ιδέες που περιμένουν επεξεργασία",
        "culture": "Ο καθένας δίνει ό,τι μπορεί",
    }
    quotation = "Η συνεργασία και οι συνέργειες συνιστούν δομικά στοιχεία της λειτουργίας των Εθνικών Συμμαχιών"
    title = "Εργαστήριο για τις ψηφιακές δεξιότητες"

    writer = writes("labpage", labs)
    writer.types("title", title)
    writer.chooses("unit", "Τμήμα Καινοτομίας του Υπουργείου Εσωτερικών")
    for question in questions:
        writer.types(writer.adds("challenges"), question)
    writer.types(f"{writer.adds('body', 'Quotation')}-text", quotation)
    for principle, meaning in principles.items():
        block = writer.adds("principles")
        writer.types(f"{block}-title", principle)
        writer.types(f"{block}-text", meaning)
    for sector, bodies in sectors.items():
        block = writer.adds("participants")
        writer.picks(f"{block}-sector", sector)
        writer.types(f"{block}-bodies-0-value", bodies)
    writer.opens_tab("Event")
    writer.types("programme", "Εθνική Συμμαχία")
    writer.types("plan_year", "2019")
    row = writer.adds_row("organisers")
    writer.chooses(f"{row}-organisation", "Τμήμα Καινοτομίας του Υπουργείου Εσωτερικών")
    writer.opens_tab("Results")
    for kind, words in outcomes.items():
        block = writer.adds("outcomes")
        writer.picks(f"{block}-kind", kind)
        writer.types(f"{block}-text", words)
    block = writer.adds("products")
    writer.types(f"{block}-title", "Κοινό Σχέδιο Δράσης για το 2019 στις Ψηφιακές Δεξιότητες")
    writer.types(f"{block}-year", "2019")
    writer.types(f"{block}-theme", "Ψηφιακές Δεξιότητες")
    photo = writer.adds("gallery", "Photo")
    writer.uploads(f"{photo}-image-image", PICTURES / "lab-tables.png", "Συμμετέχοντες")
    writer.types(f"{photo}-image-alt_text", "Πέντε ομάδες γύρω από τραπέζια με χαρτιά")
    writer.types(f"{photo}-caption", "Εργαστήριο καινοτομίας (innovation lab) - Φωτογραφία συμμετεχόντων")
    writer.field(f"{photo}-consent").check()
    hidden = writer.adds("gallery", "Photo")
    writer.uploads(f"{hidden}-image-image", PICTURES / "dialogue.png", "Χωρίς συμφωνία")
    writer.types(f"{hidden}-image-alt_text", "Δύο άνθρωποι που δεν συμφώνησαν να φανούν")
    note = writer.adds("gallery", "Notes")
    writer.uploads(f"{note}-image-image", PICTURES / "lab-notes.png", "Σημειώσεις")
    writer.types(f"{note}-image-alt_text", "Χαρτάκια σε πίνακα")
    writer.types(f"{note}-caption", "Εργαστήριο καινοτομίας (innovation lab) - Σημειώσεις")
    writer.types(f"{note}-transcription", "Κοινό ημερολόγιο καταρτίσεων\nΜαθήματα στα νησιά")
    writer.types("next_text", "Πείτε μας αν θέλετε να έρθετε στο επόμενο.")
    writer.publishes()

    lab = labs.el.get_children().get(title=title).specific
    page.goto(lab.full_url)
    says(page, title, "Τμήμα Καινοτομίας του Υπουργείου Εσωτερικών", "Εθνική Συμμαχία", "2019", quotation)
    says(page, *questions, *principles, *filter(None, principles.values()), *sectors.values(), *outcomes.values())
    says(page, "Δημόσιος τομέας", "Ιδιωτικός τομέας", "Τρίτος τομέας", "2019 · Ψηφιακές Δεξιότητες")
    says(page, "Κοινό Σχέδιο Δράσης για το 2019 στις Ψηφιακές Δεξιότητες", "Φωτογραφία συμμετεχόντων", "Σημειώσεις")
    says(page, "Κοινό ημερολόγιο καταρτίσεων", "Μαθήματα στα νησιά", "Πείτε μας αν θέλετε να έρθετε στο επόμενο.")
    assert lab.begins_at is None
    expect(page.locator(".rg-date")).to_have_count(0)
    expect(page.get_by_role("img", name="Πέντε ομάδες γύρω από τραπέζια με χαρτιά")).to_be_visible()
    expect(page.get_by_role("img", name="Δύο άνθρωποι που δεν συμφώνησαν να φανούν")).to_have_count(0)
    page.goto(labs.address("el"))
    says(page, title, "Ιδέες που περιμένουν επεξεργασία")
    page.goto(lab.full_url)
    shuts_nobody_out(page)


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


def test_nine_hubs_of_eight_countries_took_part_in_a_discussion(
    page: Page, fair: Fair, writes: Callable[[str, Pair], Writer]
) -> None:
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
    writer.types("held_on", "15/07/2021")
    writer.picks("held_how", "online")
    row = writer.adds_row("organisers")
    writer.chooses(f"{row}-organisation", "ΕΔΥΤΕ Α.Ε.")
    writer.picks(f"{row}-role", "co_organiser")
    for topic in topics:
        writer.types(writer.adds("topics"), topic)
    writer.types("follow_up", "Νέα διαδικτυακή συνάντηση για συγκεκριμένες περιπτώσεις (case studies).")
    writer.types("follow_up_when", "Μέσα Σεπτεμβρίου 2021")
    writer.types("source_name", "Ο συνδιοργανωτής")
    writer.types("source_url", "https://example.org/next-generation/")
    writer.publishes()

    news = fair.news_list.el.get_children().get(title=title)
    page.goto(str(news.full_url))
    says(page, title, "Πέμπτη 15 Ιουλίου 2021", "ΕΔΥΤΕ Α.Ε.", "9 κόμβοι από 8 χώρες", *HUBS, *topics)
    says(page, "Ελλάδα", "Ρουμανία", "Λιθουανία", "Ιταλία", "Ισπανία", "Πολωνία", "Βουλγαρία", "Κύπρος")
    says(page, "Μέσα Σεπτεμβρίου 2021", "case studies", "Ο συνδιοργανωτής", "Ψηφιακός βοηθός για τα ΚΕΠ")
    italy = page.locator(".rg-summary__row").filter(has_text="Ιταλία")
    expect(italy.locator("dd p")).to_have_count(2)
    expect(page.locator("form.rg-form")).to_have_count(0)
    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", "https://example.org/next-generation/")
    expect(page.get_by_role("img", name="Οθόνη με εννέα παράθυρα βιντεοκλήσης")).to_be_visible()
    shuts_nobody_out(page)

    page.get_by_role("link", name="GR DigiGOV-InnoHUB").click()
    says(page, "GR DigiGOV-InnoHUB", "ΕΔΥΤΕ Α.Ε.", title)
    page.goto(f"{directory.address('el')}?kind=hub")
    says(page, "9 κόμβοι από 8 χώρες", *HUBS)
