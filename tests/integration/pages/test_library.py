"""What visitors meet in the library of best practices: the list, its facets, and each practice at its address."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from innovation_pages.models import BestPractice, PracticeLibraryPage, PracticeRelation, StandardPage
from innovation_pages.practices.library import CERTIFIED, COUNTRY
from tests.factories.practices import practice
from tests.rig.statements import statements
from tests.rig.world import World

MOST_STATEMENTS = 15


@pytest.fixture
def library(world: World) -> PracticeLibraryPage:
    return world.home.add_child(instance=PracticeLibraryPage(title="Βιβλιοθήκη", slug="praktikes"))


@pytest.fixture
def library_en(world: World, library: PracticeLibraryPage) -> PracticeLibraryPage:
    draft = library.copy_for_translation(world.en)
    draft.title, draft.slug = "Library", "practices"
    draft.save_revision().publish()
    return PracticeLibraryPage.objects.get(pk=draft.pk)


def titles(response: Any) -> list[str]:
    return [item.title for item in response.context["shelf"].page_obj.object_list]


def options(response: Any, name: str) -> dict[str, int]:
    (facet,) = [facet for facet in response.context["shelf"].facets if facet.name == name]
    return {option.value: option.count for option in facet.options}


@pytest.fixture
def filled(world: World, library: PracticeLibraryPage) -> PracticeLibraryPage:
    practice("Άδεια με μία επίσκεψη", world.el, topics=("Εξυπηρέτηση",), region="thessaly", start_year=2023)
    practice(
        "Έξυπνα ραντεβού",
        world.el,
        topics=("Εξυπηρέτηση", "Δεδομένα"),
        level="region",
        start_year=2024,
        technologies=["ai"],
    )
    practice(
        "Ώρα για απλή γλώσσα",
        world.el,
        level="central",
        evidence="good",
        certification_number="ΚΠ-1",
        certified_on=date(2020, 1, 1),
    )
    return library


def test_the_list_shows_published_practices_of_its_language(client: Client, world: World, filled: Page) -> None:
    practice("Πρόχειρο", world.el, live=False)
    practice("In English", world.en)
    response = client.get(filled.url)
    assert titles(response) == ["Ώρα για απλή γλώσσα", "Έξυπνα ραντεβού", "Άδεια με μία επίσκεψη"]
    assert response.context["shelf"].found == 3
    assert "Πρόχειρο" not in response.content.decode()


def test_titles_are_sorted_as_greek_sorts(client: Client, filled: Page) -> None:
    response = client.get(filled.url, {"sort": "title"})
    assert titles(response) == ["Άδεια με μία επίσκεψη", "Έξυπνα ραντεβού", "Ώρα για απλή γλώσσα"]


def test_each_facet_counts_what_its_tick_would_show(client: Client, filled: Page) -> None:
    response = client.get(filled.url)
    assert options(response, "topic") == {"exypiretisi": 2, "dedomena": 1}
    assert options(response, "level") == {"central": 1, "region": 1, "municipality": 1}
    assert options(response, "region") == {COUNTRY: 2, "thessaly": 1}
    assert options(response, "technology") == {"ai": 1}
    assert options(response, "status") == {CERTIFIED: 1, "good": 1, "innovation": 2}
    assert options(response, "year") == {"2024": 1, "2023": 1}


def test_ticks_widen_inside_a_facet_and_narrow_across(client: Client, filled: Page) -> None:
    both = client.get(filled.url, {"level": ["region", "municipality"]})
    assert both.context["shelf"].found == 2
    narrowed = client.get(filled.url, {"level": ["region", "municipality"], "topic": "dedomena"})
    assert titles(narrowed) == ["Έξυπνα ραντεβού"]
    assert options(narrowed, "level") == {"central": 0, "region": 1, "municipality": 0}


def test_every_tick_has_a_chip_that_takes_it_away(client: Client, filled: Page) -> None:
    response = client.get(filled.url, {"level": ["region", "central"], "q": "γλώσσα"})
    chips = response.context["shelf"].chips
    assert [chip.query for chip in chips] == [
        "q=%CE%B3%CE%BB%CF%8E%CF%83%CF%83%CE%B1&level=region",
        "q=%CE%B3%CE%BB%CF%8E%CF%83%CF%83%CE%B1&level=central",
    ]
    for chip in chips:
        assert client.get(f"{filled.url}?{chip.query}").status_code == 200


def test_a_tick_that_no_facet_offers_is_passed_over_and_one_that_leaves_nothing_can_be_taken_back(
    client: Client, filled: Page
) -> None:
    everything = client.get(filled.url).context["shelf"].found
    passed_over = client.get(filled.url, {"level": ["galaxy"], "topic": "gone", "year": ["<b>", "٢٠٢٤"]})
    assert (passed_over.context["shelf"].found, passed_over.context["shelf"].chips) == (everything, ())
    nothing = client.get(filled.url, {"year": "1999", "level": "galaxy"}).context["shelf"]
    assert (nothing.found, [(chip.label, chip.query) for chip in nothing.chips]) == (0, [("1999", "")])


@pytest.mark.parametrize("words", ["ΑΔΕΙΑ", "αδειά επισκεψη", "bp-", "επίσκεψη Άδεια"])
def test_words_are_found_whatever_their_accents_and_case(client: Client, filled: Page, words: str) -> None:
    assert "Άδεια με μία επίσκεψη" in titles(client.get(filled.url, {"q": words}))


def test_nothing_found_says_what_to_do_next(client: Client, filled: Page) -> None:
    response = client.get(filled.url, {"q": "ανύπαρκτο", "level": "region"})
    text = response.content.decode()
    assert response.context["shelf"].found == 0
    assert "ip-empty" in text
    assert f'<a href="{filled.url}">' in text
    assert "«ανύπαρκτο»" in text


def test_an_empty_library_says_so_and_offers_nothing_to_search(client: Client, library: Page) -> None:
    response = client.get(library.url)
    assert response.context["shelf"].question.is_open
    assert "ip-empty" in response.content.decode()
    assert 'id="narrow"' not in response.content.decode()
    assert 'id="narrow"' in client.get(library.url, {"q": "ανύπαρκτο"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "topic=nowhere", "level=%00", "page=-1", "page=99999999999999", "page=x", "sort=drop", "q=%00", "q=%25_%5C",
        "year=abc&year=", "status=good&status=good", "q=" + "α" * 3000, "&".join(f"topic={n}" for n in range(200)),
    ],
)  # fmt: skip
def test_a_nonsense_address_is_answered_calmly(client: Client, filled: Page, query: str) -> None:
    assert client.get(f"{filled.url}?{query}").status_code == 200


def test_a_certificate_that_has_ended_is_no_longer_certified(client: Client, world: World, filled: Page) -> None:
    BestPractice.objects.filter(certification_number="ΚΠ-1").update(
        certified_until=timezone.localdate() - timedelta(days=1)
    )
    assert CERTIFIED not in options(client.get(filled.url), "status")


def test_long_lists_are_turned_and_keep_their_filters(
    client: Client, world: World, library: Page, settings: Any
) -> None:
    settings.INNOVATION_PAGES_PAGE_SIZE = 2
    for number in range(5):
        practice(f"Πρακτική {number}", world.el, level="region")
    response = client.get(library.url, {"level": "region", "page": "2"})
    assert titles(response) == ["Πρακτική 2", "Πρακτική 1"]
    assert "?level=region&amp;page=3" in response.content.decode()


def test_a_practice_has_an_address_of_its_own(client: Client, world: World, filled: Page) -> None:
    response = client.get(f"{filled.url}adeia-me-mia-episkepsi/")
    text = response.content.decode()
    assert response.status_code == 200
    assert "<h1" in text
    assert "BP-" in text
    assert "41\xa0ημέρες" in text
    assert 'aria-current="page">Άδεια με μία επίσκεψη' in text
    assert f'<link rel="canonical" href="http://localhost{filled.url}adeia-me-mia-episkepsi/">' in text


def test_a_draft_and_an_unknown_address_are_not_found(client: Client, world: World, filled: Page) -> None:
    draft = practice("Πρόχειρο", world.el, live=False)
    assert client.get(f"{filled.url}{draft.slug}/").status_code == 404
    assert client.get(f"{filled.url}nowhere/").status_code == 404
    assert client.get(f"{filled.url}adeia-me-mia-episkepsi/more/").status_code == 404


def test_a_practice_that_is_unpublished_goes_and_one_of_another_language_is_elsewhere(
    client: Client, world: World, filled: Page
) -> None:
    english = practice("In English", world.en)
    assert client.get(f"{filled.url}{english.slug}/").status_code == 404
    BestPractice.objects.get(slug="adeia-me-mia-episkepsi").unpublish()
    assert client.get(f"{filled.url}adeia-me-mia-episkepsi/").status_code == 404


def test_the_languages_of_a_practice_lead_to_each_other(
    client: Client, world: World, filled: Page, library_en: Page
) -> None:
    greek = BestPractice.objects.get(slug="adeia-me-mia-episkepsi")
    english = greek.copy_for_translation(world.en)
    english.title = "A permit in one visit"
    english.save()
    assert english.reference == greek.reference
    assert not english.live
    alone = client.get(f"{filled.url}{greek.slug}/").content.decode()
    assert 'hreflang="en"' not in alone
    english.save_revision().publish()
    both = client.get(f"{filled.url}{greek.slug}/").content.decode()
    assert f'href="{library_en.url}a-permit-in-one-visit/"' in both
    page = client.get(f"{library_en.url}a-permit-in-one-visit/")
    assert page.status_code == 200
    assert [indicator.name for indicator in page.context["indicators"]] == ["Ημέρες"]
    assert [topic.name_el for topic in page.context["practice_topics"]] == ["Εξυπηρέτηση"]


def test_a_practice_names_the_pages_that_show_it(
    client: Client, world: World, filled: Page, tasks_at_once: None
) -> None:
    shown = BestPractice.objects.get(slug="adeia-me-mia-episkepsi")
    body = [("practice", shown)]
    report = world.home.add_child(instance=StandardPage(title="Τι είδαμε εκεί", slug="report", body=body))
    draft = world.home.add_child(instance=StandardPage(title="Πρόχειρο", slug="draft", body=body, live=False))
    page = client.get(f"{filled.url}adeia-me-mia-episkepsi/").content.decode()
    assert f'<a href="{report.url}">Τι είδαμε εκεί</a>' in page
    assert draft.title not in page
    assert report.url not in client.get(f"{filled.url}exypna-rantevou/").content.decode()


def test_an_old_address_leads_to_the_new_one(client: Client, world: World, filled: Page) -> None:
    moved = BestPractice.objects.get(slug="adeia-me-mia-episkepsi")
    for slug in ("deyteri", "triti"):
        moved.slug = slug
        moved.save_revision().publish()
        moved.refresh_from_db()
    for old in ("adeia-me-mia-episkepsi", "deyteri"):
        response = client.get(f"{filled.url}{old}/")
        assert (response.status_code, response["Location"]) == (301, f"{filled.url}triti/")
    moved.unpublish()
    assert client.get(f"{filled.url}deyteri/").status_code == 404


def test_a_stopped_practice_and_a_stale_one_say_so(client: Client, world: World, library: Page) -> None:
    stopped = practice("Σταμάτησε", world.el, lifecycle="stopped", in_operation=False)
    stale = practice("Παλιά", world.el, last_verified_on=date(2020, 1, 1))
    assert "rg-banner--info" in client.get(f"{library.url}{stopped.slug}/").content.decode()
    assert "rg-banner--warning" in client.get(f"{library.url}{stale.slug}/").content.decode()
    never = practice("Ποτέ", world.el)
    assert "rg-banner--warning" not in client.get(f"{library.url}{never.slug}/").content.decode()
    type(never).objects.filter(pk=never.pk).update(first_published_at=datetime(2020, 3, 2, 9, tzinfo=UTC))
    words = client.get(f"{library.url}{never.slug}/").content.decode()
    assert "rg-banner--warning" in words
    assert "2 Μαρτίου 2020" in words


def test_the_sitemap_has_the_list_and_every_published_practice(world: World, filled: Page) -> None:
    practice("Πρόχειρο", world.el, live=False)
    places = [entry["location"] for entry in filled.get_sitemap_urls()]
    assert len(places) == 4
    assert f"{filled.full_url}adeia-me-mia-episkepsi/" in places


def test_the_number_of_statements_does_not_grow_with_the_library(client: Client, world: World, library: Page) -> None:
    practice("Πρώτη", world.el, topics=("Α",))
    url = f"{library.url}?level=municipality&topic=a"
    few = statements(client, url)
    for number in range(15):
        practice(f"Άλλη {number}", world.el, topics=("Α", f"Θέμα {number}"))
    many = statements(client, url)
    assert few == many <= MOST_STATEMENTS


NEW_GROUPS = ("Προαπαιτούμενα", "Τι μπορείτε να πάρετε", "Νομική βάση", "Διαβάστε επίσης", "άδεια χρήσης")


def test_a_record_shows_what_others_can_take_over_and_hides_what_it_does_not_have(
    client: Client, world: World, library: PracticeLibraryPage, library_en: PracticeLibraryPage
) -> None:
    file = get_document_model().objects.create(
        title="Οδηγός", file_size=5, file=ContentFile(b"%PDF-", name="odigos.pdf")
    )
    bare = practice("Χωρίς τίποτα", world.el)
    full = practice(
        "Δώδεκα επιστολές",
        world.el,
        prerequisites="<p>Κατάλογος επιστολών.</p>",
        cost_band="small",
        interaction=["citizens"],
        technologies=["sensors"],
        staff_effort="days",
        duration="half_year",
        making="<p>Τρία εργαστήρια.</p>",
        proofs=[("proof", {"title": "Αξιολόγηση", "address": "https://example.org/evaluation"})],
        funding="Τακτικός προϋπολογισμός",
        licence="cc_by",
        external_case="https://www.example.org/case",
        assets=[
            ("asset", {"kind": "guide", "title": "Οδηγός", "document": file}),
            ("asset", {"kind": "code", "title": "Ασκήσεις", "licence": "EUPL 1.2"}),
        ],
        laws=[("law", {"reference": "ν. 5027/2023", "about": "άρθρο 7"})],
    )
    english = full.copy_for_translation(world.en)
    english.title = "Twelve letters"
    english.save()
    english.save_revision().publish()
    PracticeRelation.objects.create(practice=bare, related=english)  # chosen in the other language
    page = client.get(f"{library.url}{full.slug}/").content.decode()
    for fact in ("Διοίκηση και πολίτες (G2C)", "Αισθητήρες", "Έως 20 ημέρες εργασίας", "Τρεις έως έξι μήνες"):
        assert fact in page
    assert "Τρία εργαστήρια." in page
    assert 'href="https://example.org/evaluation">Αξιολόγηση</a>' in page
    for fact in (*NEW_GROUPS, "Κατάλογος επιστολών", "Έως 10.000 ευρώ", "Τακτικός προϋπολογισμός", "ν. 5027/2023"):
        assert fact in page
    assert "Οδηγός (PDF, 1\xa0KB)</a>" in page
    assert "Ασκήσεις" in page
    assert "EUPL 1.2" in page
    assert 'href="https://www.example.org/case">Η ίδια περίπτωση στο example.org</a>' in page
    assert 'rel="license" href="https://creativecommons.org/licenses/by/4.0/"' in page
    assert '"license": "https://creativecommons.org/licenses/by/4.0/"' in page
    assert f'href="{library.url}{bare.slug}/"' in page  # who names it is read beside it
    other = client.get(f"{library.url}{bare.slug}/").content.decode()
    assert f'href="{library.url}{full.slug}/"' in other
    assert [group for group in NEW_GROUPS if group in other] == ["Διαβάστε επίσης"]
    assert '"license"' not in other


def test_a_practice_takes_few_statements(client: Client, world: World, filled: Page) -> None:
    assert statements(client, f"{filled.url}adeia-me-mia-episkepsi/") <= MOST_STATEMENTS
