"""The steps of the walk: from `check` to a person with a seat, all through the doors that people use."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks, mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from .plan import Host
from .reading import Form, Reading

OURS = ("registrations", "innovation_pages")
NAME, ADDRESS = "Ιφιγένεια Ξενάκη", "iphigenia@example.org"
TITLE, ANSWER = "A talk for guests", "abk-1234"


class Walk:
    """One walk through a site, and what was found on the way."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.page: Any = None
        self.visitor, self.staff = Client(), Client()
        self.personal = ""

    # -- the set-up ----------------------------------------------------------------------------------------------------

    def stands_alone(self) -> None:
        """the plugin comes from the wheel, and the repository cannot be imported"""
        from registrations import public

        assert Path(public.__file__).is_relative_to(sys.prefix), public.__file__
        assert [name for name in ("cms_site", "tests", "manage") if find_spec(name) and name != "manage"] == []

    def checks(self) -> None:
        """check finds nothing"""
        assert self._messages() == []

    def checks_for_deployment(self) -> None:
        """check --deploy finds nothing that is about the plugin"""
        ours = [message for message in self._messages(include_deployment_checks=True) if message.startswith(OURS)]
        assert ours == []

    def _messages(self, **options: Any) -> list[str]:
        found = checks.run_checks(**options)
        about = [(_app_of(message), message) for message in found if message.id not in self.host.expected_checks]
        return [f"{app}: {message}" for app, message in about]

    def migrates(self) -> None:
        """migrations of the site are made, and all of them run"""
        call_command("makemigrations", *self.host.apps, verbosity=0, interactive=False)
        call_command("migrate", verbosity=0, interactive=False)

    def has_no_change_left(self) -> None:
        """makemigrations --check: nothing is left to migrate, neither of the site nor of the plugin"""
        said = StringIO()
        try:
            call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)
        except SystemExit as change:
            raise AssertionError(said.getvalue()) from change

    def collects_static(self) -> None:
        """collectstatic names every file that a page asks for"""
        assert not settings.DEBUG
        call_command("collectstatic", verbosity=0, interactive=False)

    # -- the editor ----------------------------------------------------------------------------------------------------

    def greets(self) -> None:
        """the site's own front page is as it was"""
        self._prepare()
        front = Reading(self.seen("/"))
        for words in (self.host.header, self.host.greets, self.host.footer):
            assert words in front.markup, words
        assert front.having("rg-form") == []

    def _prepare(self) -> None:
        from wagtail.models import Locale

        from registrations.public import PrivacyNotice, RegistrationSettings

        self.user = get_user_model()._default_manager.create_superuser(**self.host.superuser, password="secret-1-word")
        self.staff.force_login(self.user)
        self.parent = self.host.prepare(self)
        locale = Locale.objects.get(language_code=self.parent.locale.language_code)
        notice = PrivacyNotice.objects.create(name="Ours", locale=locale, summary="We ask.", text="<p>All.</p>")
        kept = RegistrationSettings.for_site(self.parent.get_site())
        kept.privacy_notice = notice
        kept.save()

    def publishes(self) -> None:
        """an editor creates a page with a question in the admin, and publishes it"""
        app_label, model = self.host.page_type.split(".")
        address = reverse("wagtailadmin_pages:add", args=[app_label, model, self.parent.pk])
        form = Reading(self.seen(address, self.staff)).form(id="page-edit-form")
        question = {
            "questions-count": "1", "questions-0-type": "short_text", "questions-0-deleted": "",
            "questions-0-order": "0", "questions-0-id": "", "questions-0-value-label": "Your body",
            "questions-0-value-hint": "",
        }  # fmt: skip
        words = {"title": TITLE, "slug": "talk", "registration_mode": "here", "registration_review": "on"}
        sent = {**form.values, **words, **question, **self.host.fields, "action-publish": "action-publish"}
        answer = self.staff.post(address, sent)
        if answer.status_code != 302:
            form = answer.context["form"]
            complaints = {
                **form.errors.get_json_data(),
                **{k: v.errors for k, v in form.formsets.items() if any(v.errors)},
            }
            raise AssertionError(f"{answer.status_code}: {complaints}")
        self.page = apps.get_model(self.host.page_type).objects.get(title=TITLE)
        assert self.page.live

    # -- the visitor ---------------------------------------------------------------------------------------------------

    def shows_the_form(self) -> None:
        """the page stands between the site's header and footer, with its form and nothing inline"""
        page = Reading(self.seen(self.page.get_url()))
        assert page.form(class_="rg-form")
        self.frames(page)

    def frames(self, page: Reading) -> None:
        """Fail unless a public page is framed by the site, and clean."""
        begins, ends = page.markup.index(self.host.header), page.markup.index(self.host.footer)
        ours = page.markup.find('class="rg-section')
        assert begins < ours < ends, "The words of the plugin stand outside of the frame."
        assert (page.count("main"), page.count("h1"), page.count("html")) == (1, 1, 1)
        assert page.inline == []

    def refuses(self) -> None:
        """a form with mistakes comes back with an error summary, and the title of the window begins with the problem"""
        form = Reading(self.seen(self.page.get_url())).form(class_="rg-form")
        answer = self.visitor.post(self.page.get_url(), {**form.values, "email": "nonsense"})
        page = Reading(answer.content.decode())
        assert answer.status_code == 422, answer.status_code
        assert page.having("rg-error-summary")
        prefix = answer.context["error_title_prefix"].strip()
        (title,) = re.findall(r"<title>(.*?)</title>", page.markup, re.S)
        assert prefix, "Nothing is put before the title."
        assert title.strip().startswith(prefix), title
        self.frames(page)

    def registers(self) -> None:
        """a visitor registers, and is thanked on the page"""
        sent = {**self.filled_in(), "name": NAME, "email": ADDRESS}
        answer = self.visitor.post(self.page.get_url(), sent)
        assert answer.status_code == 302, _complaints(answer)
        thanks = self.seen(answer["Location"])
        assert ADDRESS in thanks

    def filled_in(self) -> dict[str, Any]:
        """What a visitor sends who has answered the question, but not said who they are."""
        form: Form = Reading(self.seen(self.page.get_url())).form(class_="rg-form")
        question = next(name for name in form.values if re.fullmatch(r"[0-9a-f-]{36}", name))
        return {**form.values, question: ANSWER}

    def confirms(self) -> None:
        """the letter leads to the page that confirms the address"""
        path = self._letter_link()
        confirmation = Reading(self.seen(path))
        self.frames(confirmation)
        answer = self.visitor.post(path, confirmation.form(class_="rg-form").values)
        assert answer.status_code == 302, answer.status_code
        self.personal = answer["Location"]
        self.frames(Reading(self.seen(self.personal)))

    def _letter_link(self) -> str:
        mail.outbox.clear()
        call_command("send_notices", stdout=StringIO())
        (letter,) = [letter for letter in mail.outbox if ADDRESS in letter.to]
        root = self.parent.get_site().root_url
        links = [word for word in letter.body.split() if word.startswith(f"{root}/")]
        return next(urlsplit(link).path for link in links if self.page.slug not in link)

    def is_decided(self) -> None:
        """staff find the person at the desk, and accept them"""
        from registrations.models import Registration

        assert NAME in self.seen(reverse("registrations_registration_modeladmin_index"), self.staff)
        registration = Registration.objects.get(email=ADDRESS)
        decide = reverse("registrations_registration_modeladmin_decide", args=[registration.pk]) + "?to=accepted"
        form = Reading(self.seen(decide, self.staff)).form(class_="rg-form")
        answer = self.staff.post(decide, form.values)
        assert answer.status_code == 302, _complaints(answer)
        registration.refresh_from_db()
        assert registration.state == "accepted"
        assert self._letter_link()
        personal = Reading(self.seen(self.personal))
        assert registration.reference in personal.markup
        assert personal.having("rg-banner--success")

    def is_exported(self) -> None:
        """the export holds the person and the answer"""
        table = self.exported("csv")
        assert NAME in table
        assert ADDRESS in table
        assert ANSWER in table.lower()

    def exported(self, kind: str) -> str:
        """All registrations as a file of a kind."""
        desk = reverse("registrations_registration_modeladmin_index")
        answer = self.staff.get(desk, {"export": kind, "desk": self.desk.pk})
        assert answer.status_code == 200, answer.status_code
        return b"".join(answer.streaming_content).decode("utf-8-sig")

    @property
    def desk(self) -> Any:
        """The desk of the page."""
        from registrations.models import Desk

        return Desk.objects.get(translation_key=self.page.translation_key)

    def finds_its_books_right(self) -> None:
        """registrations_check finds nothing wrong"""
        call_command("registrations_check", stdout=StringIO())

    # -- what others see -----------------------------------------------------------------------------------------------

    def seen(self, path: str, who: Client | None = None) -> str:
        """The page at `path` as somebody sees it. Raises AssertionError where there is none."""
        answer = (who or self.visitor).get(path, follow=True)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        content: str = answer.content.decode()
        return content

    steps = (
        stands_alone, checks, checks_for_deployment, migrates, has_no_change_left, collects_static, greets, publishes,
        shows_the_form, refuses, registers, confirms, is_decided, is_exported, finds_its_books_right,
    )  # fmt: skip


def _app_of(message: checks.CheckMessage) -> str:
    """The app that a message is about: that of its model, otherwise that of its id."""
    about = getattr(message.obj, "_meta", None) or getattr(getattr(message.obj, "model", None), "_meta", None)
    return about.app_label if about is not None else str(message.id).partition(".")[0]


def _complaints(answer: Any) -> str:
    page = Reading(answer.content.decode())
    words = re.findall(r'class="(?:rg-error|error-message)[^"]*"[^>]*>(.*?)</', page.markup, re.S)
    return f"{answer.status_code}: {words}"


def host_here() -> Host:
    """The site in whose directory the walk was started."""
    found: Host = import_module("host").HOST
    return found
