"""What the walk needs to know of the site."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from urllib.parse import urlencode

from tour.plan import Host
from tour.reading import Reading
from tour.walk import ADDRESS, TITLE

SETTINGS = "house.settings"
ENGLISH = {TITLE: "A talk for visitors", "Your body": "Your organisation"}
NEXT_MONTH = datetime.now(UTC) + timedelta(days=30)


def prepare(walk):
    from django.core.management import call_command
    from front.models import FrontPage
    from wagtail.models import Page, Site

    from innovation_pages.models import WorkshopIndexPage

    root = Page.objects.get(depth=1)
    front = root.add_child(instance=FrontPage(title="Front", slug="front", locale=root.locale))
    Site.objects.update(root_page=front)
    call_command("setup_site", stdout=StringIO())
    return WorkshopIndexPage.objects.child_of(front).get()


def is_translated(walk):
    """an editor translates the page with wagtail-localize; keys, desk, seats and people are those of both languages"""
    from django.urls import reverse
    from wagtail.models import Locale
    from wagtail_localize.models import StringSegment, Translation

    english = Locale.objects.get(language_code="en")
    submit = reverse("wagtail_localize:submit_page_translation", args=[walk.page.pk])
    submitted = walk.staff.post(submit, {"locales": english.pk})
    assert submitted.status_code == 302, submitted.status_code
    translation = Translation.objects.get(source__object_id=walk.page.translation_key, target_locale=english)
    segments = StringSegment.objects.filter(source=translation.source, string__data__in=ENGLISH)
    assert {segment.string.data for segment in segments} == {*ENGLISH}
    for segment in segments:
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        words = urlencode({"value": ENGLISH[segment.string.data]})
        answer = walk.staff.put(address, words, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 201, answer.status_code
    edit = reverse("wagtailadmin_pages:edit", args=[walk.page.get_translation(english).pk])
    assert walk.staff.post(edit, {"action": "publish"}).status_code == 302
    translated = walk.page.get_translation(english)
    for parent in translated.get_ancestors().filter(live=False):  # the site's own front page, made by setup_site
        parent.specific.save_revision().publish()
    assert (translated.live, translated.title) == (True, ENGLISH[TITLE])
    shown = walk.seen(translated.get_url())
    assert ENGLISH["Your body"] in shown
    assert ENGLISH[TITLE] in shown
    assert [block.id for block in translated.questions] == [block.id for block in walk.page.questions]


def takes_people_in_both_languages(walk):
    """who registers on the translation stands beside the others at the desk, with the same answer under the same key"""
    from wagtail.models import Locale

    from registrations.models import Registration

    arabic, walk.page = walk.page, walk.page.get_translation(Locale.objects.get(language_code="en"))
    address = "second@example.org"
    answer = walk.visitor.post(walk.page.get_url(), {**walk.filled_in(), "name": "Second", "email": address})
    assert answer.status_code == 302, answer.status_code
    walk.page = arabic
    first, second = (Registration.objects.get(email=email) for email in (ADDRESS, address))
    assert (first.desk_id, first.answers, second.language) == (second.desk_id, second.answers, "en")
    table = walk.exported("csv")
    assert address in table
    assert ADDRESS in table
    assert table.count(ENGLISH["Your body"]) + table.count("Your body") == 1  # one column for both languages


def reads_from_right_to_left(walk):
    """every page names its language and its direction"""
    for path in (walk.page.get_url(), walk.personal):
        (root,) = [found for tag, found in Reading(walk.seen(path)).elements if tag == "html"]
        assert root == {"lang": "ar", "dir": "rtl"}, path


def has_no_side_in_its_styles(walk):
    """no style names left or right, so that the pages mirror"""
    import re
    from pathlib import Path

    from django.contrib.staticfiles import finders

    for name in ("registrations/registrations.css", "innovation_pages/innovation_pages.css"):
        sheet = Path(finders.find(name)).read_text(encoding="utf-8")
        sides = r"(?:margin|padding|border|inset)-(?:left|right)\b|[;{]\s*(?:left|right)\s*:|:\s*(?:left|right)\b"
        assert re.findall(sides, sheet) == [], name


HOST = Host(
    apps=("front",),
    page_type="innovation_pages.workshoppage",
    fields={"begins_at": f"{NEXT_MONTH:%Y-%m-%d} 17:00", "ends_at": f"{NEXT_MONTH:%Y-%m-%d} 19:00"},
    prepare=prepare,
    more=(is_translated, takes_people_in_both_languages, reads_from_right_to_left, has_no_side_in_its_styles),
)
