"""The hubs that took part in something, by country and with their counts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError

from innovation_pages.countries import by_country, hubs_and_countries
from innovation_pages.directory import addresses
from registrations.public import Organisation, OrganisationKind

from .choosers import SnippetBlock
from .preview import PREVIEW


class HubsValue(StructValue):
    """The hubs that the editor chose, each counted once."""

    @property
    def organisations(self) -> list[Organisation]:
        """The hubs that still exist, with their coordinators read in one statement."""
        chosen = {body.pk: body for body in self.get("hubs") or [] if body is not None}
        found = list(chosen.values())
        prefetch_related_objects(found, "coordinator")
        return found


class HubsBlock(StructBlock):
    """The hubs that took part: the page groups them by country and counts both."""

    title = CharBlock(label=_("Heading"), max_length=255, default=_("The hubs that took part"))
    hubs = ListBlock(SnippetBlock("registrations.Organisation", label=_("Hub")), label=_("Hubs"), min_num=1)

    class Meta:
        icon = "globe"
        label = _("Hubs by country")
        value_class = HubsValue
        template = "innovation_pages/blocks/hubs.html"
        preview_template = PREVIEW
        description = _("The innovation hubs that took part, grouped by country; the counts are worked out.")

    def get_preview_value(self) -> StructValue:
        """The first hubs of the site."""
        hubs = list(Organisation.objects.filter(kind=OrganisationKind.HUB)[:3])
        return self.normalize({"title": str(_("The hubs that took part")), "hubs": hubs})

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Group and count once for a drawing, and link each hub to its place in the directory, where there is one."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        organisations = value.organisations
        links = addresses(organisations, context.get("page"), context.get("request"))
        context["groups"] = [
            (group, [(body, links.get(body.pk, "")) for body in group.organisations])
            for group in by_country(organisations)
        ]
        context["counts"] = hubs_and_countries(organisations)
        return context

    def clean(self, value: StructValue) -> StructValue:
        """Refuse a hub that stands twice in the list: the counts would not match it."""
        cleaned = super().clean(value)
        keys = [body.pk for body in cleaned.get("hubs") or [] if body is not None]
        if len(keys) != len(set(keys)):
            raise StructBlockValidationError(
                {"hubs": ValidationError(_("A hub stands twice in this list. Remove one of the two."))}
            )
        return cleaned
