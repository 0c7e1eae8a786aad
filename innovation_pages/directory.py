"""What the directory of bodies tells: who is in it, by kind and country, and what one body does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex

from registrations.public import Organisation, OrganisationKind, slug

from .countries import alphabetical
from .queries import private_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from .models import OrganisationDirectoryPage

ADDRESS = re.compile(r"(\d{1,9})(?:-[a-z0-9-]*)?")
"""The last part of a body's address: its number, then its name in Latin letters for people to read."""

PER_PAGE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """What a body did in one role: the role in words, and the pages of the events."""

    role: str
    pages: tuple[Any, ...]


def address_of(organisation: Organisation) -> str:
    """The last part of the body's address, the same in every language, for example “12-gr-digigov-innohub”."""
    words = slug(organisation.short_name or organisation.name_en or organisation.name_el)[:60].strip("-")
    return "-".join(part for part in (str(organisation.pk), words) if part)


class KindForm(forms.Form):
    """Which kind of body is listed; an unknown kind lists all."""

    kind = forms.ChoiceField(label=_("Kind of body"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = dict(Organisation.objects.order_by().values_list("kind").annotate(number=Count("pk")))
        kinds = [(kind.value, f"{kind.label} ({counted[kind]})") for kind in OrganisationKind if kind in counted]
        everything = _("All kinds (%(count)s)") % {"count": sum(counted.values())}
        self.fields["kind"].choices = [("", everything), *kinds]  # type: ignore[attr-defined]  # it is a ChoiceField

    @property
    def chosen(self) -> str:
        """The kind that was chosen; empty for all."""
        return self.cleaned_data.get("kind", "") if self.is_valid() else ""


def listed(kind: str) -> list[Organisation]:
    """The bodies of a kind, or all: by country where they are hubs, otherwise by name. One statement.

    Sorted here and not by the database, which puts Άμφισσα before Αθήνα.
    """
    bodies = Organisation.objects.select_related("coordinator")
    if kind:
        bodies = bodies.filter(kind=kind)
    if kind == OrganisationKind.HUB:
        return sorted(bodies, key=alphabetical)
    return sorted(bodies, key=lambda body: alphabetical(body)[2:])


def addresses(organisations: Iterable[Organisation], page: Page | None, request: HttpRequest | None) -> dict[int, str]:
    """The addresses of bodies in the directory of the page's language, where visitors see one. Two statements."""
    if not isinstance(page, Page):
        return {}
    shown = Page.objects.live().public().filter(locale_id=page.locale_id)
    of_its_type = shown.filter(
        content_type__app_label="innovation_pages", content_type__model="organisationdirectorypage"
    )
    directory = of_its_type.select_related("locale").first()
    below = directory.get_url(request) if directory is not None else None
    return {body.pk: f"{below}{address_of(body)}/" for body in organisations} if below else {}


def parts_of(organisation: Organisation, page: OrganisationDirectoryPage) -> list[Part]:
    """What the body did for events, by role, and where it took part; only what visitors may see. Few statements."""
    from .models import OrganiserRole, Role  # noqa: PLC0415 — models read this module

    private = private_pages()
    found: list[tuple[str, Any]] = []
    for model in OrganiserRole.__subclasses__():
        rows = model._default_manager.filter(
            organisation=organisation, page__live=True, page__locale_id=page.locale_id
        ).exclude(page__in=Page.objects.filter(private))
        found += [(row.role, row.page) for row in rows.select_related("page__locale")]  # type: ignore[attr-defined]  # each has its page
    order = {role: place for place, role in enumerate(Role.values)}
    found.sort(key=lambda part: (order[part[0]], part[1].title))
    parts = [
        Part(str(Role(role).label), tuple(shown for _role, shown in members))
        for role, members in groupby(found, key=lambda part: part[0])
    ]
    guests = _mentioning(organisation, page, private)
    return [*parts, Part(str(_("Took part in")), guests)] if guests else parts


def _mentioning(organisation: Organisation, page: OrganisationDirectoryPage, private: Q) -> tuple[Page, ...]:
    """The public pages in whose stories the body is named, as Wagtail's index of references knows them."""
    references = ReferenceIndex.get_references_to(organisation).filter(model_path__startswith="body.")
    keys = [reference.object_id for reference in references if reference.object_id.isdigit()]
    named = Page.objects.live().filter(pk__in=keys, locale_id=page.locale_id).exclude(private)
    return tuple(named.select_related("locale").order_by("-first_published_at", "pk"))
