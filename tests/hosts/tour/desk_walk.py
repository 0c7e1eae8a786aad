"""Every address that the plugin adds to the admin, and what comes of it where somebody tries them without a right.

The security tests and the walk through somebody's site try the same: the addresses are found, never listed by hand, and
each must be classified here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

OURS = ("registrations", "innovation_pages")

LISTS = {
    "registrations_registration_modeladmin_index",
    "registrations_registration_modeladmin_index_results",
    "registrations_notice_modeladmin_index",
    "registrations_notice_modeladmin_index_results",
    "registrations_deskchange_modeladmin_index",
    "registrations_deskchange_modeladmin_index_results",
}
"""Lists of people: they open for reviewers, and hold only whom these may see."""

OF_EVENTS = {"registrations_desk_modeladmin_index"}
"""Lists of events without anybody in them; they hold the events at which one may do something."""

ABOUT_AN_EVENT = {
    "registrations_desk_modeladmin_inspect",
    "registrations_desk_modeladmin_check_in",
    "registrations_desk_modeladmin_meeting",
    "registrations_desk_modeladmin_news",
    "registrations_desk_modeladmin_wording",
}

ABOUT_A_REGISTRATION = {
    "registrations_registration_modeladmin_inspect",
    "registrations_registration_modeladmin_decide",
    "registrations_registration_modeladmin_ask",
    "registrations_registration_modeladmin_again",
    "registrations_registration_modeladmin_address",
    "registrations_registration_modeladmin_note",
    "registrations_registration_modeladmin_members",
}
ABOUT_A_LETTER = {"registrations_notice_modeladmin_act", "registrations_notice_modeladmin_inspect"}
OF_SETTINGS = {"registrations_wording_of_site"}
"""Screens without anybody in them, for those who may change the settings of registrations."""

ABOUT_A_CHANGE = {"registrations_deskchange_modeladmin_inspect"}

CLASSIFIED = LISTS | OF_EVENTS | ABOUT_AN_EVENT | ABOUT_A_REGISTRATION | ABOUT_A_LETTER | OF_SETTINGS | ABOUT_A_CHANGE

WAGTAILS_SNIPPETS = {
    "list", "list_results", "add", "edit", "delete", "usage", "history", "history_results", "copy",
    "reorder", "inspect", "choose", "choose_results", "chosen", "chosen_multiple", "create",
    "workflow_history", "workflow_history_detail", "revisions_view", "revisions_compare", "revisions_revert",
    "workflow_action", "workflow_preview", "collect_workflow_action_data", "confirm_workflow_cancellation",
    "revisions_unschedule", "unpublish", "preview_on_add", "preview_on_edit", "lock", "unlock",
}  # fmt: skip
"""Views of Wagtail's snippets, guarded by Wagtail with model permissions; none of these snippets is a person."""


def walk(patterns: list[Any], route: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """All addresses as (full name, route)."""
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name or ""]), whole
        else:
            namespace = (pattern.namespace,) if pattern.namespace else ()
            yield from walk(pattern.url_patterns, whole, names + namespace)


def our_addresses() -> list[str]:
    """The names of the admin addresses that carry the name of one of our apps."""
    admin = reverse("wagtailadmin_home").lstrip("/")
    found = walk(get_resolver().url_patterns)
    return [name for name, route in found if route.startswith(admin) and any(app in name + route for app in OURS)]


def is_snippet(name: str) -> bool:
    """Whether an address is a view of Wagtail's on a snippet of ours."""
    namespace, _colon, view = name.partition(":")
    ours = namespace.startswith(tuple(f"wagtailsnippet{kind}_{app}_" for kind in ("s", "choosers") for app in OURS))
    return ours and view in WAGTAILS_SNIPPETS


def unclassified() -> list[str]:
    """Addresses that nobody has thought about, and names here that lead nowhere."""
    there = our_addresses()
    return [name for name in there if name not in CLASSIFIED and not is_snippet(name)] + sorted(CLASSIFIED - {*there})


def addresses_about(person: Any) -> list[str]:
    """Every address of the desk that is about a registration: itself, its letter, its event, a change, in bulk."""
    from registrations.domain.changes import Facts

    single = [reverse(name, args=[person.pk]) for name in sorted(ABOUT_A_REGISTRATION)]
    decide = reverse("registrations_registration_modeladmin_decide", args=[person.pk])
    single += [f"{decide}?to={to}" for to in ("accepted", "rejected", "cancelled", "waitlisted")]
    single += [reverse(name, args=[person.notices.first().pk]) for name in sorted(ABOUT_A_LETTER)]
    single += [reverse(name, args=[person.desk_id]) for name in sorted(ABOUT_AN_EVENT)]
    change = person.desk.changes.create(
        kinds=["date"], before=Facts().as_json(), after=Facts().as_json(), nature="pending", created_at=timezone.now()
    )
    single += [reverse(name, args=[change.pk]) for name in sorted(ABOUT_A_CHANGE)]
    return single + [
        f"{reverse('wagtail_bulk_action', args=['registrations', 'registration', action.action_type])}?"
        f"{urlencode({'id': chosen})}"
        for action in bulk_action_registry.get_bulk_actions_for_model("registrations", "registration")
        for chosen in (person.pk, "all")
    ]


def figures() -> dict[str, Any]:
    """What nobody without a right may change: the rows of our apps, and where everybody stands."""
    from registrations.models import Place, Registration

    rows = {
        model._meta.label: model._default_manager.count()
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    }
    return {
        **rows,
        "states": sorted(Registration.objects.values_list("pk", "state", "version")),
        "present": sorted(Place.objects.values_list("pk", "attendance")),
    }


def trespasses(cast: Mapping[str, Client], person: Any, secrets: Iterable[str]) -> Iterator[str]:
    """Let everybody try everything about somebody who is not theirs; what got through, as lines to read."""
    addresses, before = addresses_about(person), figures()
    sent = {
        "version": person.version,
        "reason": "x",
        "text": "x",
        "seen": f"{person.pk}:{person.version}",
        "place": person.places.first().pk,
        "event-url": "https://example.org/taken-over",
    }
    for who, client in cast.items():
        for address in addresses:
            for response in (client.get(address), client.head(address), client.post(address, sent)):
                if response.status_code not in {302, 403, 404, 405}:
                    yield f"{who}: {address} answers {response.status_code}"
                content = response.content.decode()
                yield from (f"{who}: {address} shows {secret}" for secret in secrets if secret in content)
        if figures() != before:
            yield f"{who} changed something"
