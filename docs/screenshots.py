"""Takes the pictures of the docs from a running demo site: `make screenshots`, or python docs/screenshots.py [ADDRESS].

The site and this script share a machine and a database: the personal page is opened with a link made here.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms_site.settings.dev")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop beside the database

import django
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

django.setup()

from django.contrib.auth.models import Group

from innovation_pages.models import WorkshopPage
from registrations.domain.states import State
from registrations.models import Registration
from registrations.notices.links import personal_path
from tests.browser.chromium import find

IMAGES = ROOT / "docs" / "images"
DESK, PHONE = {"width": 1366, "height": 900}, {"width": 360, "height": 780}
COLOURS, LARGEST = 128, 250_000  # bytes


class Album:
    """The pictures, each under its name in docs/images."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address.rstrip("/")

    @contextmanager
    def window(self, size: dict[str, int], user: str = "") -> Iterator[Page]:
        """A fresh browser window, where `user` is signed in."""
        context: BrowserContext = self.browser.new_context(
            viewport=size, locale="el-GR", timezone_id="Europe/Athens", reduced_motion="reduce"
        )
        page = context.new_page()
        if user:
            page.goto(f"{self.address}/admin/login/")
            page.locator("[name=username]").fill(user)
            page.locator("[name=password]").fill(user)
            page.locator("[name=password]").press("Enter")
            page.wait_for_url(f"{self.address}/admin/")
        yield page
        context.close()

    def keep(self, page: Page, name: str, *, whole: bool = False, longest: int = 2_400) -> None:
        """Store what the window shows, or the `whole` page down to `longest` pixels, with few colours."""
        page.wait_for_load_state("networkidle")
        if whole:
            page.evaluate("scrollTo(0, 0)")
        shot = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB")
        shot = shot.crop((0, 0, shot.width, min(shot.height, longest)))
        file = IMAGES / f"{name}.png"
        shot.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
        size = file.stat().st_size
        print(f"{name}.png: {shot.width} × {shot.height}, {size // 1000} kB")
        if size > LARGEST:
            sys.exit(f"{file} is larger than {LARGEST // 1000} kB.")


def page_of(slug: str) -> WorkshopPage:
    """The workshop of the demo with this address."""
    return WorkshopPage.objects.get(slug=slug)


def public_pages(album: Album) -> None:
    """Home, workshops open, elsewhere and full, and the form with errors on a phone."""
    with album.window(DESK) as page:
        page.goto(f"{album.address}/")
        album.keep(page, "home", whole=True, longest=1_800)
        page.goto(f"{album.address}{page_of('ypiresies-mazi-me-tous-polites').url}")
        page.set_viewport_size({**DESK, "height": 2_350})
        page.locator(".ip-layout").evaluate("one => scrollTo(0, one.offsetTop - 24)")
        album.keep(page, "workshop")
        page.set_viewport_size(DESK)
        page.goto(f"{album.address}{page_of('koinoniki-kainotomia-larisa').url}")
        album.keep(page, "larissa", whole=True)
        page.goto(f"{album.address}{page_of('apli-glossa').url}")
        page.locator(".rg-section--framed").first.evaluate("one => scrollTo(0, one.offsetTop - 24)")
        album.keep(page, "full")
    with album.window(PHONE) as page:
        page.goto(f"{album.address}{page_of('ergastirio-prototypon').url}")
        page.wait_for_timeout(2_500)  # a form that comes back sooner is asked for once more
        page.locator("form.rg-form button[type=submit]").click()
        page.locator("[data-rg-error-summary]").wait_for()
        page.locator("[data-rg-error-summary]").evaluate(
            "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 16)"
        )
        album.keep(page, "errors-phone")


def personal_page(album: Album) -> None:
    """The page of somebody who has a seat."""
    seated = Registration.objects.filter(state=State.ACCEPTED, language="el", desk__needs_review=True).first()
    if seated is None:
        sys.exit("Nobody of the demo has a seat: load the demo first.")
    with album.window(DESK) as page:
        page.goto(f"{album.address}{personal_path(seated)}")
        album.keep(page, "personal", whole=True, longest=1_500)


def desk_screens(album: Album) -> None:
    """The list with a filter, and a decision with its letter."""
    waiting = Registration.objects.filter(state=State.IN_REVIEW).order_by("pk").first()
    if waiting is None:
        sys.exit("Nobody of the demo waits for a decision: load the demo first.")
    desk = f"{album.address}/admin/registrations/registration"
    with album.window(DESK, "reviewer") as page:
        page.goto(f"{desk}/?state=in_review")
        album.keep(page, "desk-list")
        page.goto(f"{desk}/decide/{waiting.pk}/?to=accepted")
        album.keep(page, "decision", whole=True, longest=1_400)


def editor_screens(album: Album) -> None:
    """The registration tab of the page editor."""
    with album.window(DESK, "editor") as page:
        page.goto(f"{album.address}/admin/pages/{page_of('ergastirio-prototypon').pk}/edit/")
        page.get_by_role("tab").nth(2).click()
        album.keep(page, "editor")


def group_screen(album: Album) -> None:
    """The rights at the desk in the group screen."""
    group = Group.objects.filter(desk_permissions__isnull=False).first()
    if group is None:
        sys.exit("No group of the demo has rights at the desk: load the demo first.")
    with album.window(DESK, "administrator") as page:
        page.goto(f"{album.address}/admin/groups/edit/{group.pk}/")
        page.locator("#desk-permissions-section").scroll_into_view_if_needed()
        album.keep(page, "group")


ALL: list[Callable[[Album], None]] = [public_pages, personal_page, desk_screens, editor_screens, group_screen]


def main() -> int:
    """Take every picture from the site at the address that is given, by default that of `make run`."""
    address = sys.argv[1] if len(sys.argv) > 1 else f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    chromium = find()
    if chromium is None:
        sys.exit("The pictures need Chromium: run `make browser`.")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        album = Album(browser, address)
        for take in ALL:
            take(album)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
