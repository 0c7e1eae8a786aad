"""Filters as addresses, the month of events, feeds of news and the calendar of events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from icalendar import Calendar
from wagtail.models import Page, PageViewRestriction

from innovation_pages.listings import page_number
from innovation_pages.models import (
    LabIndexPage,
    LabPage,
    NewsIndexPage,
    NewsPage,
    OrganisationDirectoryPage,
    PracticeLibraryPage,
    Topic,
    WorkshopIndexPage,
    WorkshopPage,
)
from innovation_pages.queries import is_restricted
from registrations.models import Desk
from registrations.public import Organisation
from tests.rig.calendars import check_method, read_calendar
from tests.rig.statements import statements

from .conftest import Site, add_event, add_news

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
IDEA = ("outcome", {"kind": "idea", "text": "Κοινό ημερολόγιο"})


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def read(client: Client, url: str, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_news_of_one_year_or_one_unit_have_their_own_address(client: Client, site: Site) -> None:
    old = add_news(site.news, "Παλιό νέο", day=date(2019, 5, 5), unit=site.unit)
    page = read(client, site.news.url, year="2019")
    assert old.url in page
    assert site.pages["lab"].url not in page
    assert 'href="/nea/"' in page  # the chip takes the year away
    assert old.url in read(client, site.news.url, unit=str(site.unit.pk))
    both = client.get(site.news.url, {"year": "2026", "unit": str(site.unit.pk)})
    assert both.context["page_obj"].paginator.count == 0
    assert [chip.query for chip in both.context["filters"].chips] == [f"unit={site.unit.pk}", "year=2026"]


def test_one_topic_can_be_listed_and_followed_alone(client: Client, site: Site) -> None:
    data = Topic.objects.create(name_el="Δεδομένα", name_en="Data")
    Topic.objects.create(name_el="Κανένα κείμενο", name_en="No text")
    filed = add_news(site.news, "Για τα δεδομένα", filed_under=[data], unit=site.unit)
    page = read(client, site.news.url, topic="dedomena")
    assert filed.url in page
    assert site.pages["lab"].url not in page
    assert "Κανένα κείμενο" not in page
    assert 'href="/nea/feed/?topic=dedomena"' in page
    feed = ET.fromstring(client.get("/nea/feed/", {"topic": "dedomena"}).content)  # noqa: S314 — our own answer
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == ["Για τα δεδομένα"]
    assert feed.findtext(f"{ATOM}title") == "Νέα · Δεδομένα"
    event = add_event(site.workshops, "Εργαστήριο", NOW + timedelta(days=3), filed_under=[data])
    add_event(site.workshops, "Άλλο", NOW + timedelta(days=3))
    assert 'href="/ekdiloseis/ics/?topic=dedomena"' in read(client, site.workshops.url, topic="dedomena")
    calendar = Calendar.from_ical(client.get("/ekdiloseis/ics/", {"topic": "dedomena"}).content)
    assert [str(one["URL"]) for one in calendar.walk("VEVENT")] == [event.full_url]


def test_a_filter_that_asks_nothing_says_so_in_a_word_that_fits_any_question(client: Client, site: Site) -> None:
    news = site.world.home_en.add_child(instance=NewsIndexPage(title="News", slug="news", locale=site.world.en))
    for year in (2025, 2026):
        add_news(news, f"Of {year}", day=date(year, 1, 1), unit=Organisation.objects.create(name_el=f"Μονάδα {year}"))
    assert read(client, news.url).count('<option value="">Any</option>') == 2


@pytest.mark.parametrize("query", [{"year": "x"}, {"year": "99999999999"}, {"unit": "-1"}, {"unit": "'"}, {"year": ""}])
def test_a_filter_that_means_nothing_is_ignored(client: Client, site: Site, query: dict[str, str]) -> None:
    response = client.get(site.news.url, query)
    assert response.context["filters"].chips == ()
    assert response.context["page_obj"].paginator.count == len(site.pages)


@pytest.mark.parametrize(("bad", "charset"), [("%00", "utf-8"), ("%5Cud800", "raw_unicode_escape")])
def test_no_filter_stumbles_over_a_character_that_no_database_keeps(
    client: Client, site: Site, bad: str, charset: str
) -> None:
    library = site.world.home.add_child(instance=PracticeLibraryPage(title="Βιβλιοθήκη", slug="praktikes"))
    bodies = site.world.home.add_child(instance=OrganisationDirectoryPage(title="Φορείς", slug="foreis"))
    names = ("topic", "year", "unit", "delivery", "level", "region", "status", "kind", "q", "sort", "page", "month")
    said = {"CONTENT_TYPE": f"text/plain; charset={charset}"}
    lists = (library.url, site.news.url, site.workshops.url, bodies.url, site.search.url)
    for url in (*lists, f"{site.news.url}feed/", f"{site.workshops.url}ics/"):
        for asked in (names, names[:-1]):
            query = "&".join(f"{name}={bad}" for name in asked)
            assert client.get(f"{url}?{query}", **said).status_code == 200
    assert client.get(f"{library.url}?topic={bad}", **said).context["shelf"].chips == ()


def test_too_large_a_number_is_the_last_page_and_none_the_first(client: Client, site: Site) -> None:
    last = client.get(site.news.url).context["page_obj"].paginator.num_pages
    assert last > 1
    assert client.get(site.news.url, {"page": "100000"}).context["page_obj"].number == last
    asked = {
        "0": 1,
        "00": 1,
        "": 1,
        "-1": 1,
        "x": 1,
        "٢": 1,
        "02": 2,
        "9999": 9999,
        "10001": 10_000,
        "9" * 5000: 10_000,
    }
    assert {number: page_number(number) for number in asked} == asked


def test_a_topic_that_only_labs_have_is_not_forgotten_between_month_and_list(client: Client, site: Site) -> None:
    data = Topic.objects.create(name_el="Δεδομένα", name_en="Data")
    labs = site.world.home.add_child(instance=LabIndexPage(title="Εργαστήρια", slug="ergastiria"))
    labs.add_child(instance=LabPage(title="Με θέμα", begins_at=NOW, filed_under=[data]))
    response = client.get(site.workshops.url, {"topic": "dedomena"})
    assert [chip.label for chip in response.context["filters"].chips] == ["Δεδομένα"]
    assert response.context["listing"].page_obj.paginator.count == 0


def test_no_news_item_takes_the_address_of_a_feed(site: Site) -> None:
    assert add_news(site.news, "Feed").slug == "feed-2"
    for parent, word, model in ((site.news, "rss", NewsPage), (site.workshops, "ics", WorkshopPage)):
        form = model.get_edit_handler().get_form_class()(instance=model(), parent_page=parent, for_user=None)
        form.cleaned_data = {"title": "Νέο", "slug": word}
        with pytest.raises(ValidationError, match=word):
            form.clean_slug()


def test_pages_of_a_filtered_list_keep_the_filter(client: Client, site: Site) -> None:
    assert "?year=2026&amp;page=2" in read(client, site.news.url, year="2026")


def test_workshops_are_filtered_by_the_way_people_attend(client: Client, site: Site) -> None:
    online = add_event(site.workshops, "Από μακριά", NOW + timedelta(days=3), delivery="online")
    near = add_event(site.workshops, "Από κοντά", NOW + timedelta(days=3))
    page = read(client, site.workshops.url, delivery="online")
    assert online.url in page
    assert near.url not in page


def test_filters_do_not_name_what_only_a_draft_has(client: Client, site: Site) -> None:
    hidden = Organisation.objects.create(name_el="Κρυφή μονάδα")
    add_news(site.news, "Πρόχειρο", day=date(1999, 1, 1), unit=hidden, live=False)
    page = read(client, site.news.url)
    assert "Κρυφή μονάδα" not in page
    assert "1999" not in page


def test_a_month_is_a_table_and_the_same_as_a_list(client: Client, site: Site) -> None:
    page = read(client, site.workshops.url, month="2026-12")
    assert "Δεκέμβριος 2026" in page
    assert page.index("Δευτέρα") < page.index("Κυριακή")
    assert page.count('href="/ekdiloseis/syzitisi-gia-ta-limania/"') == 2
    assert "?month=2026-11" in page
    assert "?month=2027-01" in page
    other = read(client, site.workshops.url, month="2026-11")
    assert "/ekdiloseis/syzitisi-gia-ta-limania/" not in other


def test_a_month_is_asked_for_no_other_year(client: Client, site: Site) -> None:
    """The list is, and so is its calendar file."""
    add_event(site.workshops, "Παλιό", datetime(2020, 5, 5, 8, tzinfo=UTC))
    event = site.workshops.get_children().get(slug="syzitisi-gia-ta-limania")
    month = client.get(site.workshops.url, {"month": "2026-12", "year": "2020"})
    assert event.url in month.content.decode()
    assert 'name="year"' not in month.content.decode()
    assert month.context["filters"].chips == ()
    assert 'name="year"' in read(client, site.workshops.url)
    assert event.url not in read(client, site.workshops.url, year="2020")


def test_an_event_of_several_days_stands_on_each_of_them(client: Client, site: Site) -> None:
    long = add_event(site.workshops, "Διήμερο", datetime(2026, 11, 30, 7, tzinfo=UTC), hours=30)
    assert read(client, site.workshops.url, month="2026-11").count(f'href="{long.url}"') == 2
    assert read(client, site.workshops.url, month="2026-12").count(f'href="{long.url}"') == 2


def test_an_event_stands_on_the_day_of_its_own_zone(client: Client, site: Site) -> None:
    late = add_event(
        site.workshops, "Αργά", datetime(2026, 12, 31, 21, 30, tzinfo=UTC), hours=1, zone="America/New_York"
    )
    response = client.get(site.workshops.url, {"month": "2026-12"})
    cells = [day.date for week in response.context["month"].weeks for day in week if late in day.events]
    assert cells == [date(2026, 12, 31)]
    early = add_event(site.workshops, "Μεσάνυχτα", datetime(2026, 10, 31, 22, 30, tzinfo=UTC), hours=1)
    assert early.url in read(client, site.workshops.url, month="2026-11")


@pytest.mark.parametrize("month", ["x", "2026-13", "0000-01", "9999-12", "2026-1", "٢٠٢٦-01"])
def test_a_month_that_is_none_is_this_month(client: Client, site: Site, month: str) -> None:
    response = client.get(site.workshops.url, {"month": month})
    assert response.context["month_shown"] == f"{NOW:%Y-%m}"


@pytest.mark.parametrize("month", ["1970-01", "2100-12"])
def test_the_first_and_the_last_month_can_be_seen(client: Client, site: Site, month: str) -> None:
    assert client.get(site.workshops.url, {"month": month}).status_code == 200


def test_news_can_be_followed_as_atom(client: Client, site: Site) -> None:
    response = client.get(f"{site.news.url}feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)  # noqa: S314 — our own answer
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert "Σχολεία χωρίς χαρτί" in titles
    assert len({entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")}) == len(titles)
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "el"
    links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
    assert all(link.startswith("http://localhost/") for link in links)


def test_news_can_be_followed_as_rss(client: Client, site: Site) -> None:
    feed = ET.fromstring(client.get(f"{site.news.url}rss/").content)  # noqa: S314 — our own answer
    assert feed.tag == "rss"
    assert "Σχολεία χωρίς χαρτί" in [item.findtext("title") for item in feed.iter("item")]


def test_a_pasted_control_character_takes_no_feed_down(client: Client, site: Site) -> None:
    unit = Organisation.objects.create(name_el="Μονάδα\x0b")
    add_news(site.news, "Από\x0bκαλείμενο", summary="Κείμενο\x0c", unit=unit)
    for kind in ("feed", "rss"):
        assert "Αποκαλείμενο" in read(client, f"{site.news.url}{kind}/", unit=str(unit.pk)).replace("ό", "ο")


def test_feeds_hold_only_what_everybody_may_see(client: Client, site: Site) -> None:
    PageViewRestriction.objects.create(page=site.pages["lab"], restriction_type="login")
    Page.objects.filter(pk=site.pages["tax"].pk).update(live=False)
    for kind in ("feed", "rss"):
        page = read(client, f"{site.news.url}{kind}/")
        assert "Πιλοτικά" not in page
        assert "ακινήτων" not in page


@pytest.mark.parametrize("kind", ["its own", "of its section"])
def test_a_copy_of_a_private_page_stands_in_no_list(client: Client, site: Site, kind: str) -> None:
    begins = NOW + timedelta(days=3)
    event, item = add_event(site.workshops, "Μυστική σύσκεψη", begins), add_news(site.news, "Μυστικό νέο")
    open_list = site.world.home_en.add_child(instance=WorkshopIndexPage(title="Events", locale=site.world.en))
    copies = [event.create_alias(parent=open_list, update_slug="copy-of-event")]
    section = site.news.create_alias(parent=site.world.home_en, recursive=True, update_slug="copy-of-news")
    below = add_news(section, "Κάτω από αντίγραφο")
    assert {page.pk for page in (*copies, below, section)} <= shown_keys()
    closed = (event, item, site.news) if kind == "its own" else (site.workshops, site.news)
    for page in closed:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not {page.pk for page in (*copies, below, section, *section.get_children(), event, item)} & shown_keys()
    for url in (open_list.url, f"{open_list.url}?month={begins:%Y-%m}", f"{open_list.url}ics/", "/sitemap.xml"):
        assert "copy-of-event" not in read(client, url), url


def shown_keys() -> set[int]:
    return set(Page.objects.live().exclude(is_restricted()).values_list("pk", flat=True))


def test_a_restricted_list_has_no_feed(client: Client, site: Site) -> None:
    PageViewRestriction.objects.create(page=site.news, restriction_type="login")
    assert client.get(f"{site.news.url}feed/").status_code == 302


def test_events_come_as_a_calendar(client: Client, site: Site) -> None:
    coming = add_event(site.workshops, "Αύριο; ναι, αύριο", NOW + timedelta(days=1), summary="Γραμμή\nκι άλλη")
    add_event(site.workshops, "Πέρυσι", NOW - timedelta(days=400))
    response = client.get(f"{site.workshops.url}ics/")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "events.ics" in response["Content-Disposition"]
    assert check_method(read_calendar(response.content)) == "PUBLISH"
    events = {str(event["SUMMARY"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}
    assert "Πέρυσι" not in events
    event = events["Αύριο; ναι, αύριο"]
    assert event.decoded("DTSTART") == coming.begins_at.replace(microsecond=0)
    assert str(event["URL"]) == coming.full_url
    assert str(event["STATUS"]) == "CONFIRMED"
    assert "ATTENDEE" not in event


def test_a_cancelled_event_says_so_in_the_calendar(client: Client, site: Site) -> None:
    add_event(site.workshops, "Ματαιώθηκε", NOW + timedelta(days=1), event_state="cancelled")
    events = Calendar.from_ical(client.get(f"{site.workshops.url}ics/").content).walk("VEVENT")
    assert [str(event["STATUS"]) for event in events if "Ματαιώθηκε" in event["SUMMARY"]] == ["CANCELLED"]


def test_a_postponed_event_has_no_hours_in_the_other_language_either(client: Client, site: Site) -> None:
    event = add_event(site.workshops, "Αναβλήθηκε", datetime(2026, 12, 5, 8, tzinfo=UTC))
    Desk.objects.create(translation_key=event.translation_key, status="postponed")
    with time_machine.travel(datetime(2026, 12, 1, tzinfo=UTC)):
        assert event.url not in read(client, f"{site.workshops.url}ics/")
        assert event.url not in read(client, site.workshops.url, month="2026-12")
        card = read(client, site.workshops.url).split(f'href="{event.url}"')[1].split("</article>")[0]
    assert "Αναβάλλεται" in card or "Αναβλήθηκε" in card
    assert "Δεκεμβρίου" not in card


def test_a_moved_and_a_postponed_event_stand_at_their_new_place_in_both_languages(client: Client, site: Site) -> None:
    """The page that leads the desk was edited; its translation still has the old hours."""
    english = site.world.home_en.add_child(instance=WorkshopIndexPage(title="Events", locale=site.world.en))
    december, january = (datetime(2026, 12, 5, 8, tzinfo=UTC), datetime(2027, 1, 15, 8, tzinfo=UTC))
    march = {"expected_on": date(2027, 3, 31), "event_state": "postponed", "date_precision": "month"}
    new_hours: dict[str, dict[str, Any]] = {
        "Moved": {"begins_at": january, "ends_at": january + timedelta(hours=2)},
        "Postponed": march,
        "Between": {"begins_at": datetime(2027, 2, 1, 8, tzinfo=UTC)},
    }
    urls = {}
    for title, hours in new_hours.items():
        old = add_event(site.workshops, title, december)
        urls[title] = old.url
        page = WorkshopPage(title=title, locale=site.world.en, translation_key=old.translation_key, **hours)
        english.add_child(instance=page)
        told = {"status": page.event_state, "expected_on": page.expected_on, "begins_at": page.begins_at}
        precision = "month" if page.expected_on else ""
        Desk.objects.create(
            translation_key=page.translation_key, leading_page=page, ends_at=page.ends_at, precision=precision, **told
        )
    with time_machine.travel(datetime(2026, 12, 20, tzinfo=UTC)):
        for index, words in (
            (site.workshops, ("15 Ιανουαρίου 2027", "Μάρτιο")),
            (english, ("15 January 2027", "March")),
        ):
            shown = read(client, index.url)
            order = sorted(new_hours, key=lambda title: shown.index(f">{title}</a>"))
            assert order == ["Moved", "Between", "Postponed"], index.url
            assert all(word in shown for word in words), index.url
            assert "Moved" in read(client, index.url, month="2027-01")
            assert "Moved" not in read(client, index.url, month="2026-12")
            assert "DTSTART;TZID=Europe/Athens:20270115T100000" in client.get(f"{index.url}ics/").content.decode()
        assert "2027-01-15T10:00:00+02:00" in read(client, urls["Moved"])
        assert "Μάρτιο" in (postponed := read(client, urls["Postponed"]))
        assert "5 Δεκεμβρίου 2026" not in postponed


def test_labs_are_narrowed_down_like_other_events_and_stand_in_the_same_calendar(client: Client, site: Site) -> None:
    data = Topic.objects.create(name_el="Δεδομένα", name_en="Data")
    labs = site.world.home.add_child(instance=LabIndexPage(title="Εργαστήρια", slug="ergastiria"))
    begins = datetime(2026, 12, 10, 8, tzinfo=UTC)
    dated = labs.add_child(instance=LabPage(title="Με ημέρα", begins_at=begins, filed_under=[data], delivery="online"))
    undated = labs.add_child(instance=LabPage(title="Χωρίς ημέρα", outcomes=[IDEA]))
    event = site.workshops.get_children().get()
    page = read(client, labs.url, topic="dedomena", year="2026", delivery="online")
    assert dated.url in page
    assert undated.url not in page
    assert IDEA[1]["text"] not in page
    assert IDEA[1]["text"] in read(client, labs.url)
    for index in (labs, site.workshops):
        month = read(client, index.url, month="2026-12")
        assert month.count(f'href="{dated.url}"') == month.count(f'href="{event.url}"') == 2
        assert undated.url not in month
        only = read(client, index.url, month="2026-12", topic="dedomena")
        assert dated.url in only
        assert event.url not in only
    with time_machine.travel(begins - timedelta(days=9)):
        calendar = Calendar.from_ical(client.get(f"{site.workshops.url}ics/").content)
    assert [str(one["URL"]) for one in calendar.walk("VEVENT")] == [event.full_url, dated.full_url]


def test_lists_lead_readers_and_calendars_to_their_feeds(client: Client, site: Site) -> None:
    page = read(client, site.news.url)
    assert 'type="application/atom+xml" title="Νέα" href="http://localhost/nea/feed/"' in page
    assert 'href="http://localhost/nea/rss/"' in page
    assert 'type="text/calendar"' in read(client, site.workshops.url)


def test_lists_months_and_feeds_cost_the_same_with_ten_times_the_items(client: Client, site: Site) -> None:
    urls = [
        (site.news.url, {"year": "2026"}),
        (site.workshops.url, {"month": "2026-12"}),
        (f"{site.news.url}feed/", {}),
        (f"{site.workshops.url}ics/", {}),
    ]
    few = [statements(client, url, **query) for url, query in urls]
    for number in range(20):
        add_news(site.news, f"Νέο {number}", unit=site.unit)
        add_event(site.workshops, f"Συζήτηση {number}", datetime(2026, 12, 5, 8, tzinfo=UTC), unit=site.unit)
    assert [statements(client, url, **query) for url, query in urls] == few
    assert max(few) <= 15
