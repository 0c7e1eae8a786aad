"""What the editor is told before visitors read it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.files.images import ImageFile
from django.test import Client, RequestFactory
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from innovation_pages.models import NewsPage
from innovation_pages.proofreading.checker import PageChecker, use_page_checker
from innovation_pages.proofreading.passages import Passage
from innovation_pages.proofreading.remarks import is_shouting, links_of, remarks
from innovation_pages.proofreading.weekdays import known_days
from tests.factories.pages import publish_news, publish_workshop
from tests.integration.editing.conftest import typed
from tests.rig.world import World

WRONG, RIGHT = "Τρίτη 19 Ιανουαρίου 2026", "Monday 19 January 2026"


def errors_of(page: NewsPage, **fields: object) -> dict[str, list[str]]:
    form = NewsPage.get_edit_handler().get_form_class()(
        typed(page, registration_mode="none", date="2026-01-01", **fields), instance=page
    )
    return form.errors


@pytest.fixture
def news(world: World) -> NewsPage:
    return publish_news(world)


def test_a_title_or_a_summary_with_a_wrong_weekday_is_not_published(news: NewsPage) -> None:
    errors = errors_of(news, title=f"Ημερίδα {WRONG}", summary=f"Την {WRONG}")
    assert "weekday" in str(errors["title"]) or "19" in str(errors["title"])
    assert "19" in str(errors["summary"])
    assert not {"title", "summary"} & errors_of(news, title="Δευτέρα 19 Ιανουαρίου 2026").keys()


def test_a_wrong_weekday_in_the_story_stands_at_its_block(news: NewsPage) -> None:
    story = {
        "body-count": "2",
        "body-0-type": "quote",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value-text": "Καλημέρα",
        "body-0-value-who": "",
        "body-1-type": "quote",
        "body-1-order": "1",
        "body-1-deleted": "",
        "body-1-id": "",
        "body-1-value-text": f"Την {WRONG}",
        "body-1-value-who": "",
    }
    (error,) = errors_of(news, **story).as_data()["body"]
    assert set(error.block_errors) == {1}


def test_publishing_is_refused_and_a_draft_is_kept_with_a_warning(editor: Client, news: NewsPage) -> None:
    address = f"/admin/pages/{news.pk}/edit/"
    sent = typed(news, registration_mode="none", date="2026-01-01", summary=f"Την {WRONG}")
    refused = editor.post(address, {**sent, "action-publish": "1"})
    assert RIGHT in refused.content.decode()
    assert not NewsPage.objects.get(pk=news.pk).has_unpublished_changes

    kept = editor.post(address, sent, follow=True)
    assert RIGHT in kept.content.decode()
    assert NewsPage.objects.get(pk=news.pk).has_unpublished_changes


def test_nothing_is_said_while_the_editor_saves_by_itself(editor: Client, news: NewsPage) -> None:
    sent = typed(news, registration_mode="none", date="2026-01-01", summary=f"Την {WRONG}")
    answer = editor.post(f"/admin/pages/{news.pk}/edit/", sent, headers={"accept": "application/json"})
    assert answer.json()["success"]
    assert RIGHT not in editor.get(f"/admin/pages/{news.pk}/edit/").content.decode().partition("<form")[0]


def test_the_days_of_the_event_lend_their_year(world: World) -> None:
    late = datetime(2026, 1, 18, 22, 30, tzinfo=UTC)  # already the 19th in Athens
    page = publish_workshop(world, begins_at=late, summary="Τρίτη 19 Ιανουαρίου")
    assert date(2026, 1, 19) in known_days(vars(page))
    assert "19" in remarks(page)[0]


@pytest.mark.parametrize("text", ["εδώ", "ΕΔΩ", "Πατήστε εδώ.", "here", "Click here", "Read more …", "περισσότερα »"])
def test_a_link_must_say_where_it_leads(text: str) -> None:
    (found,) = links_of(Passage("body", 0, f'<p>Δείτε <a href="/x/">{text}</a></p>'))
    assert text.strip() in found


@pytest.mark.parametrize(
    "html", ["<p>Στο https://example.org/a.</p>", '<a href="https://example.org/a">https://example.org/a</a>']
)
def test_a_bare_address_is_pointed_out_once(html: str) -> None:
    (found,) = links_of(Passage("body", 0, html))
    assert "https://example.org/a " in found


def test_a_good_link_is_left_alone() -> None:
    assert not list(
        links_of(Passage("body", 0, '<p>Δείτε <a href="https://example.org/">τον οδηγό εδώ και τώρα</a></p>'))
    )


def test_capitals_are_shouting_unless_they_are_an_acronym() -> None:
    assert is_shouting("ΔΙΚΤΥΟ ΚΑΙΝΟΤΟΜΙΑΣ ΔΗΜΟΣΙΟΥ ΤΟΜΕΑ")
    assert not any(is_shouting(title) for title in ("ΕΚΔΔΑ", "ΕΚΔΔΑ ΙΝΕΠ", "Δίκτυο Καινοτομίας ΔΙΚΑΔΗΤ", ""))


def test_pictures_and_headings_are_read_too(world: World) -> None:
    image = get_image_model().objects.create(
        title="x", file=ImageFile(get_test_image_file(filename="omada.png"), name="omada.png")
    )
    story = [("heading", {"text": "Μέρος", "level": "3"}), ("text", RichText("<h4>Πολύ βαθιά</h4>"))]
    page = publish_news(world, lead_image=image, lead_image_alt="omada.png", body=story)
    found = " ".join(remarks(page))
    assert "omada.png" in found
    assert "Μέρος" in found
    assert "Πολύ βαθιά" not in found
    page.lead_image_alt = ""
    assert "omada.png" not in " ".join(remarks(page))
    assert len(remarks(page)) == 2


def test_a_page_in_order_has_no_remarks(world: World) -> None:
    assert remarks(publish_news(world, title="Νέο δίκτυο", body=[("text", RichText("<h3>Μέρος</h3>"))])) != []
    assert remarks(publish_news(world, title="Νέο δίκτυο", body=[("quote", {"text": "Καλό", "who": ""})])) == []


def test_the_checker_in_the_page_is_ours_unless_the_host_has_its_own() -> None:
    class HostChecker(ContentCheckerItem):
        pass

    items = [ContentCheckerItem(in_editor=True), HostChecker()]
    use_page_checker(RequestFactory().get("/"), items, None)
    assert [type(item) for item in items] == [PageChecker, HostChecker]
    settled = items[0].get_axe_configuration(RequestFactory().get("/"))
    assert {"image-alt", "heading-order"} <= set(settled["options"]["runOnly"])
