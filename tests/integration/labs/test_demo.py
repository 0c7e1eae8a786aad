"""The facts of two real publications, a lab without a date and an international discussion, as visitors read them."""

from __future__ import annotations

import re
from html import unescape

import pytest

LAB = "/ergastiria-kainotomias/psifiakes-dexiotites/"
LAB_EN = "/en/innovation-labs/digital-skills/"
TALK = "/nea/epomeni-genia-dimosion-ypiresion/"
TALK_EN = "/en/news/next-generation-of-public-services/"
HUBS = "/foreis/?kind=hub"


def words(page: str) -> str:
    """The text of a page, spaces as one."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize(
    "fact",
    [
        "Τμήμα Καινοτομίας του Υπουργείου Εσωτερικών",
        "Εθνική Συμμαχία",
        "Κοινό Σχέδιο Δράσης για το 2019 στις Ψηφιακές Δεξιότητες",
        "2019 · Ψηφιακές Δεξιότητες",
        "Η συνεργασία και οι συνέργειες συνιστούν δομικά στοιχεία της λειτουργίας των Εθνικών Συμμαχιών",
        "Συνεργασία",
        "Προσανατολισμένοι στις ιδέες",
        "Προσανατολισμός στη συμμετοχή",
        "Προσανατολισμός στην ελεύθερη ανταλλαγή απόψεων και την επί ίσοις όροις συμμετοχή",
        "Φωτογραφία συμμετεχόντων",
        "Σημειώσεις",
        "Μαθήματα στα νησιά, όχι μόνο στις πόλεις",
        "213 13 13 152",
    ],
)
def test_the_lab_tells_its_facts(demo: dict[str, str], fact: str) -> None:
    assert fact in words(demo[LAB])


def test_the_lab_has_no_date_and_keeps_the_year_of_its_plan(demo: dict[str, str]) -> None:
    assert "rg-date" not in demo[LAB]
    assert "2019" in words(demo[LAB])


def test_the_lab_asks_three_questions_names_four_principles_and_three_sectors(demo: dict[str, str]) -> None:
    assert demo[LAB].count('class="ip-challenge"') == 3
    assert demo[LAB].count('class="ip-principle"') == 4
    assert demo[LAB_EN].count("sector</h3>") == 3


@pytest.mark.parametrize(
    "kind",
    [
        "New actions",
        "New collaborations",
        "Actions made richer",
        "New fields of cooperation",
        "Ideas to work on further",
        "Culture of cooperation",
    ],
)
def test_the_lab_left_something_of_each_kind_behind(demo: dict[str, str], kind: str) -> None:
    assert f"<dt>{kind}</dt>" in demo[LAB_EN]


def test_the_pictures_of_the_lab_say_what_they_show(demo: dict[str, str]) -> None:
    gallery = demo[LAB][demo[LAB].index('id="gallery"') :]
    alts = re.findall(r'<img[^>]* alt="([^"]*)"', gallery)
    assert len(alts) == 2
    assert all(len(alt) > 30 for alt in alts)


def test_who_wants_to_hear_of_the_next_lab_finds_a_form(demo: dict[str, str]) -> None:
    assert 'id="next"' in demo[LAB]
    assert 'name="email"' in demo[LAB]


@pytest.mark.parametrize(
    "fact",
    [
        "Επόμενη γενιά δημόσιων υπηρεσιών – Διεθνής συζήτηση για τον ψηφιακό μετασχηματισμό των δημόσιων υπηρεσιών "
        "και τα οφέλη του για τις κοινότητες και τους πολίτες",
        "Πέμπτη 15 Ιουλίου 2021",
        "Εθνικό Δίκτυο Υποδομών Τεχνολογίας και Έρευνας (ΕΔΥΤΕ Α.Ε.)",
        "Μέσα Σεπτεμβρίου 2021",
        "Υποδομές",
        "Επιχειρηματικά μοντέλα",
        "success stories",
        "Βέλτιστες πρακτικές για την τεχνητή νοημοσύνη",
        "case studies",
    ],
)
def test_the_discussion_tells_its_facts(demo: dict[str, str], fact: str) -> None:
    assert fact in words(demo[TALK])


def test_the_discussion_is_over_and_takes_nobody_in(demo: dict[str, str]) -> None:
    assert 'id="registration-' not in demo[TALK]


def test_nine_hubs_of_eight_countries_are_counted(demo: dict[str, str]) -> None:
    assert "9 hubs from 8 countries" in words(demo[TALK_EN])
    assert "9 κόμβοι από 8 χώρες" in words(demo[HUBS])


@pytest.mark.parametrize(
    ("country", "hubs"),
    [
        ("Ελλάδα", ["GR DigiGOV-InnoHUB"]),
        ("Ρουμανία", ["DIH4Society"]),
        ("Λιθουανία", ["GOVTech Lab – EDIH Vilnius"]),
        ("Ιταλία", ["EDIH4DT", "MAXXI CDIH EDIH"]),
        ("Ισπανία", ["Connected Mobility HUB EDIH"]),
        ("Πολωνία", ["Smart Secure Cities"]),
        ("Βουλγαρία", ["Innovation Amp EDIH"]),
        ("Κύπρος", ["DiGiNN Cyprus EDIH"]),
    ],
)
@pytest.mark.parametrize("url", [TALK, HUBS])
def test_each_hub_stands_beside_its_country(demo: dict[str, str], url: str, country: str, hubs: list[str]) -> None:
    rows = [words(row) for row in demo[url].split("rg-summary__row")]
    (row,) = [row for row in rows if f"{country} " in row and any(hub in row for hub in hubs)]
    assert all(hub in row for hub in hubs)


def test_the_hub_of_greece_names_its_coordinator(demo: dict[str, str]) -> None:
    assert "GR DigiGOV-InnoHUB coordinated by National Infrastructures" in words(demo[TALK_EN])


def test_search_engines_hear_of_the_first_publication(demo: dict[str, str]) -> None:
    assert '<link rel="canonical" href="https://example.org/epomeni-genia-dimosion-ypiresion/">' in demo[TALK]


def test_the_picture_of_the_discussion_is_described_in_words(demo: dict[str, str]) -> None:
    assert "twitter-post" not in demo[TALK]
    assert 'alt="Σχέδιο: οθόνη με εννέα παράθυρα βιντεοκλήσης' in demo[TALK]


def test_a_lab_that_is_over_and_its_report_lead_to_each_other(demo: dict[str, str]) -> None:
    lab, report = "/ergastiria-kainotomias/proti-episkepsi/", "/nea/apologismos-proti-episkepsi/"
    assert f'href="{report}"' in demo[lab]
    assert f'href="{lab}"' in demo[report]
    assert 'href="/en/news/report-first-visit/"' in demo["/en/innovation-labs/first-visit/"]


def test_labs_with_a_date_stand_above_the_one_without(demo: dict[str, str]) -> None:
    page = demo["/ergastiria-kainotomias/"]
    slugs = ("gramma-pou-den-stelnetai", "proti-episkepsi", "psifiakes-dexiotites")
    places = [page.index(f"/ergastiria-kainotomias/{slug}/") for slug in slugs]
    assert places == sorted(places)
