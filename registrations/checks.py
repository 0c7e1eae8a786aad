"""Contradictions in a host's set-up, found at start, each with the line that mends it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import global_settings, settings
from django.core import checks
from django.db import connections
from django.urls import NoReverseMatch, reverse

from registrations.conf import app_settings
from registrations.domain.windows import is_zone

_MANY_FIELDS = 10_000
_LONGEST_BOUNCE_NAME = 23
"""Characters before the @ that leave room for a plus sign and a code of 40 (RFC 5321 §4.5.3.1.1: 64 in all)."""
_NEEDED_APPS = (
    "wagtail",
    "wagtail.admin",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.contrib.settings",
    "wagtail_modeladmin",
)
_NEEDED_ADDRESSES = {
    "wagtailadmin_home": ("E008", "The addresses of Wagtail's editor", 'path("admin/", include("wagtail.admin.urls"))'),
    "wagtail_serve": ("E009", "The addresses of pages", 'path("", include("wagtail.urls")) as the last of all'),
}
"""Of Wagtail itself: by name, the id of the message, what is missing, and the line that brings it."""


@checks.register()
def check_page_types(**_kwargs: Any) -> list[checks.CheckMessage]:
    """The mixin stands left of Page and RoutablePageMixin, and the page form inherits from ours."""
    from wagtail.contrib.routable_page.models import RoutablePageMixin  # noqa: PLC0415 — needs loaded apps
    from wagtail.models import Page  # noqa: PLC0415 — needs loaded apps

    from registrations.pages import RegistrationPageForm, RegistrationPageMixin  # noqa: PLC0415 — needs loaded apps

    found: list[checks.CheckMessage] = []
    for model in apps.get_models():
        if not issubclass(model, RegistrationPageMixin):
            continue
        order = model.__mro__
        for later in (Page, RoutablePageMixin):
            if issubclass(model, later) and order.index(later) < order.index(RegistrationPageMixin):
                found.append(_wrong_order(model, later))
        if not issubclass(model.base_form_class, RegistrationPageForm):
            found.append(
                checks.Error(
                    f"{model.__name__}.base_form_class does not inherit from RegistrationPageForm.",
                    hint="from registrations.public import RegistrationPageForm, and let the form inherit from it.",
                    obj=model,
                    id="registrations.E002",
                )
            )
        if model.occasion is RegistrationPageMixin.occasion:
            found.append(
                checks.Error(
                    f"{model.__name__} does not say its occasion().",
                    hint="Define occasion() and return registrations.public.Occasion(title=self.title, …).",
                    obj=model,
                    id="registrations.E003",
                )
            )
    return found


def _wrong_order(model: type[Any], later: type[Any]) -> checks.CheckMessage:
    return checks.Error(
        f"{model.__name__}: RegistrationPageMixin stands right of {later.__name__}, so its form would never be used.",
        hint=f"class {model.__name__}(RegistrationPageMixin, …, {later.__name__}): put the mixin first.",
        obj=model,
        id="registrations.E001",
    )


@checks.register()
def check_settings(**_kwargs: Any) -> list[checks.CheckMessage]:
    """The apps that are needed are installed, instants have a zone, and large question forms can be saved."""
    found: list[checks.CheckMessage] = [
        checks.Error(
            f"The app {name} is not installed.",
            hint=f'Add "{name}" to INSTALLED_APPS.',
            id="registrations.E004",
        )
        for name in _NEEDED_APPS
        if not apps.is_installed(name)
    ]
    if not settings.USE_TZ:
        found.append(
            checks.Error(
                "USE_TZ is off: deadlines and letters need instants with a time zone.",
                hint="USE_TZ = True",
                id="registrations.E006",
            )
        )
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if limit is not None and limit < _MANY_FIELDS:
        found.append(
            checks.Warning(
                f"DATA_UPLOAD_MAX_NUMBER_FIELDS is {limit}: pages with more than about 40 questions cannot be saved.",
                hint=f"DATA_UPLOAD_MAX_NUMBER_FIELDS = {_MANY_FIELDS}",
                id="registrations.W001",
            )
        )
    return found


@checks.register()
def check_options(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Every option is of its type, and means something."""
    found = list(app_settings.messages())
    if app_settings.fits("ZONE") and not is_zone(app_settings.ZONE):
        found.append(
            checks.Error(
                f"REGISTRATIONS_ZONE is no time zone: {app_settings.ZONE}.",
                hint='REGISTRATIONS_ZONE = "Europe/Athens", or any name of the IANA list.',
                id="registrations.E011",
            )
        )
    if app_settings.fits("BOUNCE_ADDRESS") and not _takes_a_code(app_settings.BOUNCE_ADDRESS):
        found.append(
            checks.Error(
                "REGISTRATIONS_BOUNCE_ADDRESS is no address to which a code can be added.",
                hint=f'REGISTRATIONS_BOUNCE_ADDRESS = "bounces@example.org", with at most {_LONGEST_BOUNCE_NAME} '
                "characters before the @",
                id="registrations.E007",
            )
        )
    if app_settings.fits("BOUNCE_IMAP") and not _is_mailbox(app_settings.BOUNCE_IMAP):
        found.append(
            checks.Error(
                "REGISTRATIONS_BOUNCE_IMAP is no address of a mailbox.",
                hint='REGISTRATIONS_BOUNCE_IMAP = "imaps://user:password@host/INBOX", the name and the password with '
                "%40 for @ and %2F for /.",
                id="registrations.E012",
            )
        )
    return found


def _takes_a_code(address: str) -> bool:
    """Whether an address has room for a code; so does none at all."""
    local, at, _host = address.partition("@")
    return not address or (bool(at) and len(local) <= _LONGEST_BOUNCE_NAME)


def _is_mailbox(address: str) -> bool:
    """Whether an address names a server and how it speaks; none at all may stay empty."""
    try:
        where = urlsplit(address)
        return not address or (where.scheme in {"imap", "imaps"} and bool(where.hostname) and where.port != 0)
    except ValueError:  # a port that is no number, or a bracket that stays open
        return False


@checks.register()
def check_database(**_kwargs: Any) -> list[checks.CheckMessage]:
    """On SQLite, people who register in the same moment wait for each other instead of being turned away."""
    return [
        checks.Warning(
            f"Database {alias}: of people who register in the same moment, one succeeds; the others must send again.",
            hint=f'DATABASES["{alias}"]["OPTIONS"] = {{"transaction_mode": "IMMEDIATE", "timeout": 20}}',
            id="registrations.W005",
        )
        for alias, database in connections.settings.items()
        if database["ENGINE"].endswith("sqlite3")
        and str(database["OPTIONS"].get("transaction_mode")).upper() not in {"IMMEDIATE", "EXCLUSIVE"}
    ]


@checks.register()
def check_urls(**_kwargs: Any) -> list[checks.CheckMessage]:
    """The personal links, the editor and the pages lead somewhere."""
    found: list[checks.CheckMessage] = []
    if not _leads_somewhere("registrations:personal", "token"):
        found.append(
            checks.Error(
                "The addresses of personal links are not included.",
                hint='path("registration/", include("registrations.urls")) before the addresses of Wagtail.',
                id="registrations.E005",
            )
        )
    for name, (number, what, line) in _NEEDED_ADDRESSES.items():
        if not _leads_somewhere(name, *([""] if name == "wagtail_serve" else [])):
            found.append(checks.Error(f"{what} are not included.", hint=f"{line}.", id=f"registrations.{number}"))
    return found


def _leads_somewhere(name: str, *args: str) -> bool:
    try:
        reverse(name, args=args)
    except NoReverseMatch:
        return False
    return True


@checks.register()
def check_templates(**_kwargs: Any) -> list[checks.CheckMessage]:
    """The tag that draws a registration finds the request in the context."""
    needed = "django.template.context_processors.request"
    configured: list[dict[str, Any]] = settings.TEMPLATES
    engines = [engine for engine in configured if engine["BACKEND"].endswith("DjangoTemplates")]
    if any(needed in engine.get("OPTIONS", {}).get("context_processors", ()) for engine in engines):
        return []
    return [
        checks.Error(
            "Templates do not know the request.",
            hint=f'Add "{needed}" to the context_processors of TEMPLATES.',
            id="registrations.E010",
        )
    ]


@checks.register()
def check_forgery_page(**_kwargs: Any) -> list[checks.CheckMessage]:
    """A form without its token is shown again as it was typed, instead of being lost."""
    if settings.CSRF_FAILURE_VIEW != global_settings.CSRF_FAILURE_VIEW:
        return []
    return [
        checks.Warning(
            "A visitor whose page was open for long loses what was typed.",
            hint='CSRF_FAILURE_VIEW = "registrations.views.csrf_failure"',
            id="registrations.W002",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def check_sender(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Letters come from an address that exists."""
    if app_settings.FROM_EMAIL != global_settings.DEFAULT_FROM_EMAIL:
        return []
    return [
        checks.Warning(
            f"Letters are sent from {app_settings.FROM_EMAIL}, which other mail servers refuse.",
            hint='DEFAULT_FROM_EMAIL = "Our department <desk@example.org>", or REGISTRATIONS_FROM_EMAIL.',
            id="registrations.W003",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def check_proxies(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Behind a proxy, the limit of forms counts visitors and not the proxy."""
    behind = settings.SECURE_PROXY_SSL_HEADER is not None or settings.USE_X_FORWARDED_HOST
    if not behind or app_settings.TRUSTED_PROXIES:
        return []
    return [
        checks.Warning(
            "The site stands behind a proxy, and all visitors share one limit of "
            f"{app_settings.ATTEMPTS_PER_HOUR} forms an hour.",
            hint="REGISTRATIONS_TRUSTED_PROXIES = 1, or as many of your proxies as add to X-Forwarded-For.",
            id="registrations.W004",
        )
    ]


@checks.register(deploy=True)
def check_paper(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Who expects the attendance sheet finds out here why there is no button for it."""
    from registrations.outputs.attendance import is_installed  # noqa: PLC0415 — needs loaded apps

    if is_installed():
        return []
    return [
        checks.Info(
            "The desk offers no attendance sheet as PDF: the package typst is not installed.",
            hint="pip install 'wagtail-innovation-desk[pdf]', or nothing at all where nobody prints.",
            id="registrations.I001",
        )
    ]
