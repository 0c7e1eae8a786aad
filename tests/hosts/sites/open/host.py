"""What the walk needs to know of the site."""

from io import StringIO

from tour.plan import Host
from tour.walk import ADDRESS, NAME

SETTINGS = "house.settings"
CODE = "k0dikos-of-the-house"
PAGES_OWN = {"id", "title", "meta"}


def prepare(walk):
    from django.core.management import call_command
    from front.models import FrontPage
    from wagtail.models import Page, Site

    from innovation_pages.models import NewsIndexPage

    root = Page.objects.get(depth=1)
    front = root.add_child(instance=FrontPage(title="Front", slug="front", locale=root.locale))
    Site.objects.update(root_page=front)
    call_command("setup_site", stdout=StringIO())
    return NewsIndexPage.objects.child_of(front).get()


def keeps_quiet_in_the_api(walk):
    """the API (version 2) tells of a page with a registration what it tells of any page"""
    page = walk.visitor.get(f"/api/v2/pages/{walk.page.pk}/", {"fields": "*"}).json()
    listed = walk.visitor.get("/api/v2/pages/", {"type": "innovation_pages.NewsPage", "fields": "*"}).json()
    assert [set(one) for one in (page, *listed["items"])] == [PAGES_OWN, PAGES_OWN]
    for name in ("registration_code", "questions", "registration_review", "change_said"):
        answer = walk.visitor.get("/api/v2/pages/", {"type": "innovation_pages.NewsPage", name: "x"})
        assert answer.status_code == 400, name
    assert_quiet(walk, ["/api/v2/pages/?fields=*", "/api/v2/images/?fields=*", "/api/v2/documents/?fields=*"])


def keeps_quiet_in_the_newer_api(walk):
    """the API (version 3) does so too"""
    from django.urls import NoReverseMatch, reverse

    try:
        reverse("wagtailapi_v3:api-root")
    except NoReverseMatch:
        raise AssertionError("Wagtail's newer API is not mounted.") from None
    page = walk.visitor.get(f"/api/v3/pages/{walk.page.pk}/")
    assert page.status_code == 200, page.status_code
    assert walk.page.title in page.content.decode()
    ours = [name for name in page.json() if name.startswith(("registration", "question", "change"))]
    assert ours == []
    schema = walk.visitor.get("/api/v3/openapi.json").content.decode()
    assert "registration_" not in schema
    assert_quiet(walk, ["/api/v3/pages/", f"/api/v3/pages/{walk.page.pk}/"])


def assert_quiet(walk, paths):
    for path in paths:
        answer = walk.visitor.get(path)
        assert answer.status_code == 200, path
        told = answer.content.decode()
        assert [word for word in (CODE, ADDRESS, NAME, "Your body") if word in told] == [], path


HOST = Host(
    apps=("front",),
    page_type="innovation_pages.newspage",
    fields={"date": "2026-01-19", "registration_code": CODE},
    prepare=prepare,
    more=(keeps_quiet_in_the_api, keeps_quiet_in_the_newer_api),
)
