"""Takes the pictures of the docs from a running demo site: `make screenshots`, or python docs/screenshots.py [ADDRESS].

The site and this script share a machine and a database: what the pictures show is looked up here.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms_site.settings.dev")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop beside the database

import django
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

django.setup()

from django.contrib.auth.models import User
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.users.models import UserProfile

from innovation_pages.models import BestPractice, WorkshopPage
from registrations.domain.states import State
from registrations.models import Desk, Registration
from registrations.services.actor import staff
from registrations.services.asking import answer, ask
from tests.browser.chromium import find

IMAGES = ROOT / "docs" / "images"
DESK, PHONE = {"width": 1366, "height": 900}, {"width": 360, "height": 780}
COLOURS, LARGEST = 128, 250_000  # bytes
HOW_TO_COLOURS, HOW_TO_LARGEST = 48, 150_000


class Album:
    """The pictures, each under its name in docs/images."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address.rstrip("/")

    @contextmanager
    def window(self, size: dict[str, int], user: str = "", language: str = "el") -> Iterator[Page]:
        """A fresh browser window, where `user` is signed in and reads the admin in `language`."""
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
        with reading(user, language):
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
        file.parent.mkdir(exist_ok=True)
        colours, largest = (HOW_TO_COLOURS, HOW_TO_LARGEST) if "/" in name else (COLOURS, LARGEST)
        shot.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
        size = file.stat().st_size
        print(f"{name}.png: {shot.width} × {shot.height}, {size // 1000} kB")
        if size > largest:
            sys.exit(f"{file} is larger than {largest // 1000} kB.")


@contextmanager
def reading(user: str, language: str) -> Iterator[None]:
    """The admin speaks `language` to `user` meanwhile, and afterwards what it spoke before."""
    profiles = UserProfile.objects.filter(user__username=user)
    if user:
        UserProfile.get_for_user(User.objects.get(username=user))
    before = profiles.values_list("preferred_language", flat=True).first()
    profiles.update(preferred_language=language)
    try:
        yield
    finally:
        profiles.update(preferred_language=before or "")


def public_page(album: Album) -> None:
    """A workshop that is open, with its form."""
    workshop = WorkshopPage.objects.get(slug="ypiresies-mazi-me-tous-polites")
    with album.window({**DESK, "height": 2_350}) as page:
        page.goto(f"{album.address}{workshop.url}")
        page.locator(".ip-layout").evaluate("one => scrollTo(0, one.offsetTop - 24)")
        album.keep(page, "workshop")


def how_to_screens(album: Album) -> None:
    """The screens that the how-tos speak of, for those who read Greek and for those who read English."""
    for language in ("el", "en"):
        editors_how_to(album, language)
        reviewers_how_to(album, language)


def editors_how_to(album: Album, language: str) -> None:
    """Parts of the page editor, the screen of an online meeting, and the library of practices."""
    workshop = WorkshopPage.objects.get(slug="ergastirio-prototypon" if language == "el" else "prototype-lab")
    elsewhere = WorkshopPage.objects.get(
        slug="koinoniki-kainotomia-larisa" if language == "el" else "social-innovation-larissa"
    )
    online = Desk.objects.filter(join_links__isnull=False).earliest("begins_at")
    practice = BestPractice.objects.filter(locale__language_code=language, live=True).order_by("pk").first()
    with album.window(DESK, "editor", language) as page:
        for name, event, tab, field in [
            ("editor-event", workshop, 1, "begins_at"),
            ("editor-rules", workshop, 2, "registration_capacity"),
            ("editor-questions", workshop, 2, "questions-count"),
            ("editor-change", workshop, 2, "registration_change_reason"),
            ("editor-elsewhere", elsewhere, 2, "registration_link"),
        ]:
            page.goto(f"{album.address}/admin/pages/{event.pk}/edit/")
            page.get_by_role("tab").nth(tab).click()
            page.wait_for_load_state("networkidle")  # fields grow until then
            page.wait_for_timeout(800)
            part = page.locator(f"[role=tabpanel] section.w-panel:has([name={field}])").last
            part.evaluate(
                "one => { one.style.scrollMarginTop = '110px'; one.scrollIntoView({ behavior: 'instant' }); }"
            )
            album.keep(page, f"{language}/{name}")
        if online is not None:
            page.goto(f"{album.address}/admin/registrations/desk/meeting/{online.pk}/")
            album.keep(page, f"{language}/meeting")
    if practice is not None:
        with album.window(DESK, "administrator", language) as page:
            page.goto(f"{album.address}{AdminURLFinder().get_edit_url(practice)}")
            album.keep(page, f"{language}/practice")


def asked(language: str) -> Registration:
    """Somebody of the demo who was asked something and has answered: they are asked now, where nobody was before."""
    words = {
        "el": ("Ποια από τις δύο ημέρες σάς βολεύει;", "Η πρώτη, αν γίνεται."),
        "en": ("Which of the two days suits you?", "The first, if I may choose."),
    }
    question, reply = words[language]
    known = Registration.objects.filter(messages__text=question).first()
    if known is not None:
        return known
    waiting = Registration.objects.filter(state=State.IN_REVIEW, messages=None).order_by("-pk").first()
    if waiting is None:
        sys.exit("Nobody of the demo waits for a decision: load the demo first.")
    now, by = datetime.now(UTC), staff(User.objects.get(username="reviewer"))
    ask(registration=waiting, text=question, by=by, now=now)
    answer(registration=waiting, text=reply, now=now)
    return waiting


def reviewers_how_to(album: Album, language: str) -> None:
    """The desk: list, one registration, many at once, letters, and the door on a phone."""
    waiting = list(Registration.objects.filter(state=State.IN_REVIEW).order_by("pk")[:3])
    nomination = Registration.objects.filter(attendees__role="alternate").order_by("pk").first()
    desk = f"{album.address}/admin/registrations"
    with album.window(DESK, "reviewer", language) as page:
        page.goto(f"{desk}/registration/?state=in_review")
        for box in page.locator("tbody input[type=checkbox]").all()[:3]:
            box.check()
        album.keep(page, f"{language}/desk-list")
        page.goto(f"{desk}/registration/inspect/{waiting[0].pk}/")
        album.keep(page, f"{language}/registration", whole=True, longest=1_300)
        page.goto(f"{desk}/registration/inspect/{asked(language).pk}/")
        page.locator("#messages-section").evaluate("one => one.scrollIntoView({ behavior: 'instant' })")
        page.mouse.wheel(0, -120)
        page.wait_for_timeout(300)
        album.keep(page, f"{language}/question")
        page.goto(f"{desk}/registration/decide/{waiting[0].pk}/?to=accepted")
        album.keep(page, f"{language}/decision", whole=True, longest=1_200)
        if nomination is not None:
            page.goto(f"{desk}/registration/inspect/{nomination.pk}/")
            album.keep(page, f"{language}/nomination", whole=True, longest=1_300)
        page.goto(f"{desk}/notice/")
        album.keep(page, f"{language}/letters")
    busy = Desk.objects.filter(registrations__state=State.ACCEPTED).order_by("pk").first()
    with album.window(PHONE, "door", language) as page:
        page.goto(f"{desk}/desk/check_in/{busy.pk if busy else 0}/")
        album.keep(page, f"{language}/door")


ALL: list[Callable[[Album], None]] = [public_page, how_to_screens]


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
