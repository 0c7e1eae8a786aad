"""The parts of an innovation lab: what it asks, how it works, who comes, and what it leaves behind."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    TextBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock

from .media import size_text
from .preview import PREVIEW


class Sector(models.TextChoices):
    """The part of society that a body belongs to."""

    PUBLIC = "public", _("Public sector")
    PRIVATE = "private", _("Private sector")
    THIRD = "third", _("Third sector")


class OutcomeKind(models.TextChoices):
    """What a lab can leave behind, in the order in which a page shows it."""

    ACTION = "action", _("New actions")
    COLLABORATION = "collaboration", _("New collaborations")
    ENRICHED = "enriched_action", _("Actions made richer")
    FIELD = "field", _("New fields of cooperation")
    IDEA = "idea", _("Ideas to work on further")
    CULTURE = "culture", _("Culture of cooperation")


class ChallengeBlock(CharBlock):
    """A question that the lab tries to answer."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        super().__init__(**kwargs)

    class Meta:
        icon = "help"
        label = pgettext_lazy("of a lab", "Question")
        template = "innovation_pages/blocks/challenge.html"
        preview_template = PREVIEW
        preview_value = _("How can bodies of different sectors work for one aim?")
        description = _("A question that the lab tries to answer, with its question mark.")


class ChallengeStream(StreamBlock):
    """The questions that the lab tries to answer."""

    question = ChallengeBlock()


class PrincipleBlock(StructBlock):
    """One of the principles by which the lab works."""

    title = CharBlock(label=_("Principle"), max_length=255)
    text = TextBlock(label=_("What it means"), required=False, default="", rows=3)

    class Meta:
        icon = "key"
        label = _("Principle")
        template = "innovation_pages/blocks/principle.html"
        preview_template = PREVIEW
        preview_value = {"title": _("Cooperation"), "text": _("We look for answers together and share what we learn.")}
        description = _("One of the principles by which the lab works, with a sentence about what it means.")


class PrincipleStream(StreamBlock):
    """The principles by which the lab works."""

    principle = PrincipleBlock()


class ParticipantsValue(StructValue):
    """The kinds of bodies that one sector sends."""

    @property
    def sector_label(self) -> str:
        """The sector in words; empty while none is chosen."""
        return str(dict(Sector.choices).get(self.get("sector") or "", ""))


class ParticipantsBlock(StructBlock):
    """Who takes part from one sector: kinds of bodies, never people."""

    sector = ChoiceBlock(label=_("Sector"), choices=Sector.choices)
    bodies = ListBlock(
        CharBlock(label=_("Kind of body"), max_length=255),
        label=_("Kinds of bodies"),
        min_num=1,
        help_text=_("Kinds of bodies, not people: for example “municipalities”, “software firms”."),
    )

    class Meta:
        icon = "group"
        label = _("Participants of a sector")
        value_class = ParticipantsValue
        template = "innovation_pages/blocks/participants.html"
        preview_template = PREVIEW
        preview_value = {"sector": Sector.PUBLIC.value, "bodies": [_("Ministries"), _("Municipalities")]}
        description = _("The kinds of bodies that take part from one sector.")


class ParticipantsStream(StreamBlock):
    """Who takes part, sector by sector."""

    participants = ParticipantsBlock()


class OutcomeBlock(StructBlock):
    """One thing that came out of the lab."""

    kind = ChoiceBlock(label=_("Kind"), choices=OutcomeKind.choices)
    text = TextBlock(label=_("What came out"), rows=2)

    class Meta:
        icon = "success"
        label = _("Outcome")
        template = "innovation_pages/blocks/outcome.html"
        preview_template = PREVIEW
        preview_value = {"kind": OutcomeKind.IDEA.value, "text": _("A shared calendar of trainings for all bodies.")}
        description = _("One thing that came out of the lab: an action, a collaboration, an idea.")


class OutcomeStream(StreamBlock):
    """What came out of the lab; the page groups it by kind."""

    outcome = OutcomeBlock()


class ProductValue(StructValue):
    """A document that the lab produced."""

    @property
    def meta(self) -> str:
        """Year and theme on one line."""
        return " · ".join(str(part) for part in (self.get("year"), self.get("theme")) if part)

    @property
    def extension(self) -> str:
        """The type of the file as people say it, for example PDF; empty without a file."""
        document = self.get("document")
        return document.file_extension.upper() if document else ""

    @property
    def size(self) -> str:
        """The size of the file in words, as noted when it was uploaded; empty without a file."""
        document = self.get("document")
        return size_text(document.file_size) if document else ""


class ProductBlock(StructBlock):
    """A plan or another document that the lab produced, with or without its file."""

    title = CharBlock(label=_("Title"), max_length=255)
    year = IntegerBlock(label=_("Year it is for"), required=False, min_value=1990, max_value=2100)
    theme = CharBlock(label=_("Theme"), required=False, default="", max_length=255)
    note = TextBlock(label=_("Note"), required=False, default="", rows=2)
    document = DocumentChooserBlock(label=_("Document"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document produced")
        value_class = ProductValue
        template = "innovation_pages/blocks/product.html"
        preview_template = PREVIEW
        preview_value = {"title": _("Joint action plan"), "year": 2026, "theme": _("Digital skills"), "note": ""}
        description = _("A plan or another document that the lab produced: title, year, theme, file.")


class ProductStream(StreamBlock):
    """The documents that the lab produced."""

    product = ProductBlock()
