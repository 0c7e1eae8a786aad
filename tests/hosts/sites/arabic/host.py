"""What the walk needs to know of the site."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from tour.plan import Host
from tour.reading import Reading

SETTINGS = "house.settings"
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
    more=(reads_from_right_to_left, has_no_side_in_its_styles),
)
