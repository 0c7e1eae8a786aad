"""Loading the demo: what is missing is made, what is there stays as it is."""

from __future__ import annotations

import io
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from registrations.public import WayIn, keep_link, staff

from . import accounts, furniture, labs, nominations, practices, unfolding, writing
from .keys import key_of
from .reading import LANGUAGES, ORDER, PageFile, read_page, read_people, read_shared
from .shelf import CannotLoad, Shelf
from .visiting import Visitor

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator
    from datetime import date

Visit = tuple[Visitor, PageFile]


def load(say: Callable[[str], None], today: date | None = None) -> Counter[str]:
    """Bring the demo into the database as it would be on `today`; returns how many of each kind were made.

    Raises CannotLoad where the demo is not allowed or the site is somebody else's.
    """
    if not (settings.DEBUG or getattr(settings, "DEMO_ALLOWED", False)):
        raise CannotLoad(
            "The demo has users whose passwords are their names, so it is not loaded with these settings. "
            "Use cms_site.settings.dev, or set DEMO_ALLOWED = True on a machine that nobody else reaches."
        )
    day = today or timezone.localdate()
    shared, files = read_shared(), {name: read_page(name) for name in ORDER}
    shelf = _shelf()
    with transaction.atomic():
        say("What pages share: bodies, venues, pictures, documents ...")
        furniture.furnish(shelf, shared)
    say(f"Pages: {len(files)} in {len(LANGUAGES)} languages ...")
    for page_file in files.values():
        with transaction.atomic():
            writing.write(page_file, shelf, day)
    furniture.point_to_statement(shelf, shared)
    say("Labs, reports and bodies ...")
    with transaction.atomic():
        labs.load(shelf, day)
        _hang_last("contact", shelf)
    say("The library of best practices ...")
    with transaction.atomic():
        practices.load(shelf, day)
    say("Users and groups ...")
    with transaction.atomic():
        accounts.open_accounts(shelf, shared)
        call_command("setup_site", site=shelf.site.hostname, stdout=io.StringIO())
    _keep_links(files)
    say("People sign up ...")
    with _open_house(shelf):
        _let_people_in(shelf, files, read_people())
        _let_bodies_in(shelf)
    say("Some plans change ...")
    with transaction.atomic():
        unfolding.unfold(files, shelf, day)
    return +shelf.made


def _shelf() -> Shelf:
    """An empty shelf for the default site, with a locale for each language. Raises CannotLoad without a site."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        raise CannotLoad("There is no default site. Run “manage.py migrate” first, or mark a site as the default.")
    locales = {language: Locale.objects.get_or_create(language_code=language)[0] for language in LANGUAGES}
    return Shelf(site=site, locales=locales)


def _hang_last(name: str, shelf: Shelf) -> None:
    """Hang a page behind its siblings, where menus end, if this run has made any page."""
    for language in LANGUAGES if shelf.made["pages"] else ():
        page = Page.objects.get(pk=shelf.page(name, language).pk)
        page.move(page.get_parent(), pos="last-child")


@contextmanager
def _open_house(shelf: Shelf) -> Iterator[None]:
    """No person fills a form in within a second, nor from this machine: the loader's visitors do."""
    logging.disable(logging.INFO)
    try:
        with override_settings(REGISTRATIONS_MINIMUM_SECONDS=0, ALLOWED_HOSTS=[shelf.site.hostname]):
            yield
    finally:
        logging.disable(logging.NOTSET)


def _keep_links(files: dict[str, PageFile]) -> None:
    """Keep the way into each online meeting at its desk, where there is none yet."""
    for name, page_file in files.items():
        desk = apps.get_model("registrations", "Desk").objects.filter(translation_key=key_of(name)).first()
        if desk is None or "meeting" not in page_file.facts or desk.join_links.exists():
            continue
        way, by = WayIn(**page_file.facts["meeting"]), staff(accounts.find_user("editor"))
        keep_link(desk=desk, session_key="", way=way, by=by, now=timezone.now())


def _let_people_in(shelf: Shelf, files: dict[str, PageFile], people: dict[str, Any]) -> None:
    """Let everybody sign up, the early ones first; the letters of the late ones are left to the worker."""
    undisturbed = not _waiting_letters()
    browser = Client(SERVER_NAME=shelf.site.hostname, SERVER_PORT=str(shelf.site.port))
    early: list[Visit] = []
    late: list[Visit] = []
    for first, event in enumerate(people.values()):
        for number, entry in enumerate(event["people"], start=100 * first):
            (late if entry.get("late") else early).append((Visitor(entry, number, browser), files[event["page"]]))
    _let_in(shelf, early, _deliver if undisturbed else _leave)
    _let_in(shelf, late, _leave)


def _let_bodies_in(shelf: Shelf) -> None:
    """Let the bodies of the network name their members; their letters of 2024 went out then."""
    with transaction.atomic():
        shelf.made["registrations"] += nominations.load(shelf)


def _let_in(shelf: Shelf, visits: list[Visit], letters: Callable[[], None]) -> None:
    """Everybody sends the form, then confirms the address, then hears a decision; `letters` go out after each step."""
    sent = sum(visitor.sign_up(page_file, shelf) for visitor, page_file in visits)
    shelf.made["registrations"] += sent
    if sent:
        letters()
    confirmed = [(visitor, page_file) for visitor, page_file in visits if visitor.confirm(page_file, shelf)]
    if confirmed:
        letters()
    for visitor, page_file in confirmed:
        visitor.be_decided(page_file, shelf)
    if confirmed:
        letters()


def _waiting_letters() -> bool:
    """Whether letters wait that are not the demo's, so that they must not be taken for it."""
    waiting: bool = apps.get_model("registrations", "Notice").objects.filter(state__in=["queued", "retry"]).exists()
    return waiting


def _deliver() -> None:
    """Deliver the letters of invented people into the void: nobody has their addresses."""
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
        call_command("send_notices", stdout=io.StringIO())


def _leave() -> None:
    """Leave the letters to the worker."""
