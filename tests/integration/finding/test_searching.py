"""Searching the site: what is found, what is not, and what a visitor reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from innovation_pages.models import NewsPage, SearchEntry
from innovation_pages.search import answering
from innovation_pages.search.asking import MOST_WORDS, question_of
from innovation_pages.search.showing import excerpt, marked
from tests.rig.statements import statements

from .conftest import Site, add_news
from .texts import BUILT_WITH, NOT_FOUND, UNFINISHED, UNSEEN

MOST = 15


def urls(client: Client, site: Site, typed: str) -> list[str]:
    """The addresses that a search answers with, in their order."""
    response = client.get(site.search.url, {"q": typed})
    assert response.status_code == 200
    return [item.url for item in response.context["answers"].items]


def read(client: Client, site: Site, **query: str) -> str:
    response = client.get(site.search.url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_form_of_a_word_finds_its_text(client: Client, site: Site) -> None:
    missed = [
        (typed, key) for typed, key in [*BUILT_WITH, *UNSEEN] if site.pages[key].url not in urls(client, site, typed)
    ]
    assert missed == []
    assert len(BUILT_WITH) + len(UNSEEN) >= 60


def test_words_that_only_look_alike_find_nothing_of_each_other(client: Client, site: Site) -> None:
    wrong = [(typed, key) for typed, key in NOT_FOUND if site.pages[key].url in urls(client, site, typed)]
    assert wrong == []


def test_the_beginning_of_a_word_is_enough(client: Client, site: Site) -> None:
    missed = [(typed, key) for typed, key in UNFINISHED if site.pages[key].url not in urls(client, site, typed)]
    assert missed == []


def test_all_words_must_be_there(client: Client, site: Site) -> None:
    assert urls(client, site, "εργαστήρια δήμος") == [site.pages["lab"].url]
    assert urls(client, site, "εργαστήρια δάση") == []


def test_a_word_in_the_title_counts_more_than_one_in_the_text(client: Client, site: Site) -> None:
    titled = add_news(site.news, "Αλγόριθμοι", "Ένα κείμενο.", day=date(2020, 1, 1))
    call_command("update_finder", verbosity=0)
    assert urls(client, site, "αλγόριθμος") == [titled.url, site.pages["ai"].url]


def test_the_unit_that_signs_is_found(client: Client, site: Site) -> None:
    assert "/ekdiloseis/syzitisi-gia-ta-limania/" in urls(client, site, "Διεύθυνση Απλούστευσης")[0]


def test_found_words_are_marked_and_everything_else_is_escaped() -> None:
    question = question_of("φόρος <script>")
    assert str(marked("Ο ΦΟΡΟΣ & <script>alert(1)</script>", question)) == (
        "Ο <mark>ΦΟΡΟΣ</mark> &amp; &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"
    )
    assert str(marked("Των Γ.Γ.Δ.Δ. και άλλων", question_of("ΓΓΔΔ"))) == "Των <mark>Γ.Γ.Δ.Δ.</mark> και άλλων"


def test_an_excerpt_stands_around_the_first_found_word() -> None:
    shown = str(excerpt("λόγια " * 100 + "φόροι " + "κι άλλα " * 100, question_of("φόρος")))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<mark>φόροι</mark>" in shown
    assert len(shown) < 280


def test_a_search_in_the_page_is_only_text(client: Client, site: Site) -> None:
    page = read(client, site, q='"><script>alert(1)</script>')
    assert "<script>alert" not in page


@pytest.mark.parametrize("typed", ["", "   ", "και το", "%", "_", "'", "\x00", "ΐ" * 500, "ά " * 300, "a" * 5000, "«»"])
def test_no_question_is_too_odd(client: Client, site: Site, typed: str) -> None:
    page = read(client, site, q=typed, page="ν")
    assert "<h1" in page


def test_percent_and_underscore_are_no_wild_cards(client: Client, site: Site) -> None:
    assert urls(client, site, "εργ%ια") == []


def test_a_long_question_is_cut_and_the_visitor_is_told(client: Client, site: Site) -> None:
    assert "Αναζητήθηκαν μόνο οι πρώτες λέξεις" in read(client, site, q="νερό " * 60)
    assert "Αναζητήθηκαν μόνο οι πρώτες λέξεις" not in read(client, site, q="νερό")


def test_where_nothing_is_found_the_page_helps(client: Client, site: Site) -> None:
    response = client.get(site.search.url, {"q": "νοσοκομεία δάση"})
    advice = response.context["answers"].advice
    assert advice.single_words == ("νοσοκομεία", "δάση")
    assert {item.url for item in advice.nearby} == {site.pages["hospital"].url, site.pages["forest"].url}
    page = response.content.decode()
    assert 'href="/nea/"' in page
    assert "/en/search/?q=" in page


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("9-1-2026", ()),
        ("9-1-2026 9-1-2026", ()),
        ("9-1-2026 δάση", ("δάση",)),  # of the date only the year is known
        ("νοσοκομεία, νοσοκομεία δάση", ("νοσοκομεία", "δάση")),
        ("νοσοκομείου νοσοκομεία δάση", ("νοσοκομείου", "δάση")),
        ("νοσοκομεία (δάση)", ("νοσοκομεία", "δάση")),
    ],
)
def test_a_search_that_failed_is_not_offered_again(
    client: Client, site: Site, typed: str, offered: tuple[str, ...]
) -> None:
    add_news(site.news, "Απολογισμός του 2026")
    call_command("update_finder", verbosity=0)
    advice = client.get(site.search.url, {"q": typed}).context["answers"].advice
    assert advice.single_words == offered
    assert all(urls(client, site, word) for word in offered)
    assert advice.spelling == ""


@pytest.mark.parametrize("typed", ["*", '"', "<b>", "α"])
def test_a_search_without_a_word_says_what_it_needs(client: Client, site: Site, typed: str) -> None:
    told = client.get(site.search_en.url, {"q": typed}).content.decode()
    assert "A search needs a word of at least two letters, or a number." in told
    assert "These words are in every text." not in told


def test_words_of_every_text_find_none_and_say_so(client: Client, site: Site) -> None:
    told = client.get(site.search_en.url, {"q": "of the"}).content.decode()
    assert "These words are in every text." in told
    assert "A search needs" not in told


def test_a_slip_of_the_finger_gets_a_suggestion(client: Client, site: Site) -> None:
    response = client.get(site.search.url, {"q": "εργασρτήρια καινοτομίας"})
    assert response.context["answers"].advice.spelling == "εργαστήρια καινοτομίας"


def test_only_the_first_words_of_a_long_question_are_compared_with_all_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def nearest(word: str, among: list[str], **_how: object) -> list[str]:
        compared.append(word)
        assert set(among) == {"λιμανια"}
        return list(among)

    monkeypatch.setattr(answering.difflib, "get_close_matches", nearest)
    typed = " ".join(f"λιμανιο{letter}" for letter in "αβγδεζηθικλμνξ")
    spelling = answering._spelling(question_of(typed), ["Λιμάνια, ή", "αντικαταστασιμότητα"])
    assert len(compared) == MOST_WORDS
    assert spelling == " ".join(["λιμάνια"] * MOST_WORDS + ["λιμανιον", "λιμανιοξ"])


def test_drafts_and_restricted_pages_are_not_found(client: Client, site: Site) -> None:
    lab = site.pages["lab"]
    PageViewRestriction.objects.create(page=lab, restriction_type="login")
    assert lab.url not in urls(client, site, "πιλοτικά")
    PageViewRestriction.objects.all().delete()
    assert lab.url in urls(client, site, "πιλοτικά")
    Page.objects.filter(pk=lab.pk).update(live=False)
    assert lab.url not in urls(client, site, "πιλοτικά")


def test_each_language_finds_its_own_texts(client: Client, site: Site) -> None:
    response = client.get(site.search_en.url, {"q": "εργαστήρια"})
    assert response.context["answers"].total == 0


def test_publishing_moving_and_deleting_keep_the_rows_in_step(
    client: Client, site: Site, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    page = site.news.add_child(instance=NewsPage(title="Πρόχειρο", live=False))
    page.title = "Ηλιακά πάνελ"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    page = NewsPage.objects.get(pk=page.pk)
    assert urls(client, site, "ηλιακό πάνελ") == [page.url]
    page.title = "Ανεμογεννήτριες"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    assert urls(client, site, "ανεμογεννήτρια") == []
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    assert urls(client, site, "ηλιακό") == []
    assert urls(client, site, "ανεμογεννήτρια") == [page.url]
    Page.objects.get(pk=page.pk).move(site.world.home, pos="last-child")
    assert urls(client, site, "ανεμογεννήτρια") == [NewsPage.objects.get(pk=page.pk).url]
    with django_capture_on_commit_callbacks(execute=True):
        NewsPage.objects.get(pk=page.pk).unpublish()
    assert not SearchEntry.objects.filter(page_id=page.pk).exists()
    lab = site.pages["lab"]
    Page.objects.get(pk=lab.pk).delete()
    assert not SearchEntry.objects.filter(page_id=lab.pk).exists()


def test_the_command_says_what_it_did(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    Page.objects.filter(pk=site.pages["lab"].pk).update(live=False)
    call_command("update_finder")
    assert re.search(r"\d+ texts can be found; 1 rows removed\.", capsys.readouterr().out)


def test_many_results_come_in_pages_that_keep_the_question(client: Client, site: Site) -> None:
    for number in range(30):
        add_news(site.news, f"Ανακύκλωση {number}")
    call_command("update_finder", verbosity=0)
    first = client.get(site.search.url, {"q": "ανακύκλωση"})
    assert first.context["answers"].total == 30
    assert "?q=%CE%B1" in first.content.decode()
    second = client.get(site.search.url, {"q": "ανακύκλωση", "page": "3"})
    assert len(second.context["answers"].items) == 6


def test_a_search_costs_the_same_few_statements_whatever_is_asked(client: Client, site: Site) -> None:
    few = statements(client, site.search.url, q="λιμάνι")
    for number in range(30):
        add_news(site.news, f"Λιμάνι {number}", "Δρόμοι και λιμάνια.")
    call_command("update_finder", verbosity=0)
    assert statements(client, site.search.url, q="λιμάνι") == few
    assert statements(client, site.search.url, q="λιμάνι δρόμος workshop ΓΓΔΔ ξξξ ψψψ") <= MOST
    assert statements(client, site.search.url, q="ξξξ") <= MOST
    assert few <= MOST


def test_every_page_leads_to_the_search_of_its_language(client: Client, site: Site) -> None:
    page = client.get(site.pages["lab"].url).content.decode()
    assert 'action="/anazitisi/"' in page
    assert 'action="/en/search/"' in client.get("/en/").content.decode()
    assert 'id="site-search"' not in read(client, site)


def test_answers_are_not_for_search_engines_nor_for_shared_caches(client: Client, site: Site) -> None:
    response = client.get(site.search.url, {"q": "νερό"})
    assert response["X-Robots-Tag"] == "noindex"
    assert "private" in response["Cache-Control"]
