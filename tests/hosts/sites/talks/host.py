"""What the walk needs to know of the site."""

from datetime import UTC, datetime, timedelta

from tour.plan import Host

SETTINGS = "house.settings"


def prepare(walk):
    from talks.models import FrontPage
    from wagtail.models import Page, Site

    root = Page.objects.get(depth=1)
    front = root.add_child(instance=FrontPage(title="Talks", slug="talks", locale=root.locale))
    Site.objects.update(root_page=front)
    return front


NEXT_MONTH = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d} 17:00"

HOST = Host(apps=("talks",), page_type="talks.talkpage", fields={"begins_at": NEXT_MONTH}, prepare=prepare)
