"""What the directory of bodies tells: who is in it, by kind and country, and what one body does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex

from registrations.public import Organisation, OrganisationKind, PersonKey, in_language, member_bodies, slug

from .countries import alphabetical
from .queries import is_restricted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
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


def address_of(organisation: Organisation, language: str) -> str:
    """The last part of the body's address: its number, then its name in this language, as in “3-perifereia-thessalias”.

    A short name is the same in every language; a name that is missing in one is read in Greek.
    """
    name = in_language(organisation.name_el, organisation.name_en, language)
    words = slug(organisation.short_name or name)[:60].strip("-")
    return "-".join(part for part in (str(organisation.pk), words) if part)


class KindForm(forms.Form):
    """Which kind of body is listed; an unknown kind lists all."""

    kind = forms.ChoiceField(label=_("Kind of body"), required=False)

    def __init__(self, *args: Any, among: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = dict(among.order_by().values_list("kind").annotate(number=Count("pk")))
        self.counts = [(kind.value, kind.label, counted[kind]) for kind in OrganisationKind if kind in counted]
        kinds = [(kind.value, f"{kind.label} ({counted[kind]})") for kind in OrganisationKind if kind in counted]
        everything = _("All kinds (%(count)s)") % {"count": sum(counted.values())}
        self.fields["kind"].choices = [("", everything), *kinds]  # type: ignore[attr-defined]  # it is a ChoiceField

    @property
    def total(self) -> int:
        """How many bodies there are of all kinds."""
        return sum(number for _kind, _label, number in self.counts)

    @property
    def chosen(self) -> str:
        """The kind that was chosen; empty for all."""
        return self.cleaned_data.get("kind", "") if self.is_valid() else ""


def listed(kind: str, among: QuerySet[Organisation]) -> list[Organisation]:
    """The bodies of a kind, or all of them: by country where they are hubs, otherwise by name. One statement.

    Sorted here and not by the database, which puts Άμφισσα before Αθήνα.
    """
    bodies = among.select_related("coordinator")
    if kind:
        bodies = bodies.filter(kind=kind)
    if kind == OrganisationKind.HUB:
        return sorted(bodies, key=alphabetical)
    return sorted(bodies, key=lambda body: alphabetical(body)[2:])


def members_told(page: Page, request: HttpRequest) -> tuple[str, int] | None:
    """Where the bodies that named members on a page are listed in its language, and how many there are; None where
    nobody lists them. The directory may name the page in any language: translations have one list of members.

    Two statements on a page with one registration per body, none on others.
    """
    if getattr(page, "registration_person_key", "") != PersonKey.ORGANISATION:
        return None
    shown = Page.objects.live().filter(locale_id=page.locale_id).exclude(is_restricted()).select_related("locale")
    directory = shown.filter(organisationdirectorypage__members_of__translation_key=page.translation_key).first()
    return (directory.get_url(request) or "", member_bodies(page).count()) if directory is not None else None


def addresses(organisations: Iterable[Organisation], page: Page | None, request: HttpRequest | None) -> dict[int, str]:
    """The addresses of bodies in the directory of the page's language, where visitors see one. One statement.

    Only a directory of all bodies counts: that of the members of a network has no page for the others.
    """
    if not isinstance(page, Page):
        return {}
    shown = Page.objects.live().filter(locale_id=page.locale_id).exclude(is_restricted())
    of_all = shown.filter(
        content_type__app_label="innovation_pages",
        content_type__model="organisationdirectorypage",
        organisationdirectorypage__members_of=None,
    )
    directory = of_all.select_related("locale").order_by("pk").first()
    below = directory.get_url(request) if directory is not None else None
    if directory is None or not below:
        return {}
    language = directory.locale.language_code
    return {body.pk: f"{below}{address_of(body, language)}/" for body in organisations}


def parts_of(organisation: Organisation, page: OrganisationDirectoryPage) -> list[Part]:
    """What the body did for events, by role, and where it took part; only what visitors may see. Three statements.

    It took part where a story names it, as Wagtail's index of references knows.
    """
    from .models import OrganiserRole, Role  # noqa: PLC0415 — models read this module

    rows = [model._default_manager.filter(organisation=organisation) for model in OrganiserRole.__subclasses__()]
    first, *others = [found.order_by().values_list("role", "page_id") for found in rows]
    by_role: dict[str, set[int]] = {}
    for role, key in first.union(*others):
        by_role.setdefault(role, set()).add(key)
    references = ReferenceIndex.get_references_to(organisation).filter(
        base_content_type=ContentType.objects.get_for_model(Page), model_path__startswith="body."
    )
    guest = {int(key) for key in references.values_list("object_id", flat=True) if key.isdigit()}
    public = Page.objects.live().filter(locale_id=page.locale_id).exclude(is_restricted())
    wanted = public.filter(pk__in=guest.union(*by_role.values())).select_related("locale")
    pages = list(wanted.order_by("-first_published_at", "pk"))
    parts = [(str(role.label), by_role.get(role.value, set())) for role in Role]
    found = [
        Part(role, tuple(shown for shown in pages if shown.pk in keys))
        for role, keys in [*parts, (str(_("Took part in")), guest)]
    ]
    return [part for part in found if part.pages]
