"""The editor's tabs of a practice, in the order in which one tells it, with a figure of what is still missing."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import SlugInput

from registrations.public import slug_formatters


class CompletenessPanel(Panel):
    """Says how complete the record was when it was last saved, and what a reviewer will ask for."""

    class BoundPanel(Panel.BoundPanel):
        """The figure of one record."""

        template_name = "innovation_pages/admin/completeness.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The panel's context with the figure."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "practice": self.instance, "completeness": self.instance.completeness}


def practice_tabs() -> TabbedInterface:
    """All tabs of a practice."""
    tabs: tuple[tuple[str | Promise, list[Any]], ...] = (
        (_("Identity"), _identity()),
        (_("Story"), _story()),
        (_("Results"), _results()),
        (_("For the next body"), _reuse()),
        (_("Standing"), _standing()),
    )
    return TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in tabs])


def _identity() -> list[Any]:
    return [
        CompletenessPanel(heading=_("How complete it is")),
        MultiFieldPanel(
            [
                TitleFieldPanel("title", targets=["slug"]),
                FieldPanel("slug", widget=SlugInput(formatters=slug_formatters(), locale="und")),
                FieldPanel("summary"),
            ],
            heading=_("Title"),
        ),
        MultiFieldPanel(
            [FieldPanel("lead_image"), FieldPanel("lead_image_alt"), FieldPanel("lead_image_credit")],
            heading=_("Lead picture"),
        ),
        MultiFieldPanel([FieldPanel("owner"), FieldPanel("unit_text"), FieldPanel("contact")], heading=_("Who")),
        InlinePanel(
            "partners",
            heading=_("Partners"),
            label=_("Partner"),
            help_text=_("Bodies that worked or paid for it. A missing body is first added under “Organisations”."),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["level", "region"])],
            heading=_("Where"),
            help_text=_("The level is that of the owner, also where partners are of another one."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["policy_area", "innovation_type"]),
                FieldPanel("target_groups"),
                FieldPanel("interaction"),
                FieldPanel("technologies"),
                FieldPanel("topics", widget=CheckboxSelectMultiple),
            ],
            heading=_("What"),
        ),
    ]


def _story() -> list[Any]:
    return [
        FieldPanel("problem"),
        FieldPanel("solution"),
        FieldPanel("novelty"),
        FieldPanel("making"),
        MultiFieldPanel([FieldPanel("beneficiaries"), FieldPanel("participation")], heading=_("People")),
    ]


def _results() -> list[Any]:
    return [
        FieldPanel("results_status"),
        InlinePanel(
            "indicators",
            heading=_("Indicators"),
            label=_("Indicator"),
            help_text=_("One good number with its value before, its value after and its source says more than ten."),
        ),
        FieldPanel("outcomes"),
        FieldPanel("proofs"),
        MultiFieldPanel(
            [FieldRowPanel(["cost_band", "funding"]), FieldRowPanel(["staff_effort", "duration"])], heading=_("Cost")
        ),
    ]


def _reuse() -> list[Any]:
    return [
        FieldPanel("conditions"),
        FieldPanel("obstacles"),
        FieldPanel("lessons"),
        FieldPanel("prerequisites"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "replicability",
                    help_text=_("“Ready” means: somebody who never met you could do it with your guide."),
                ),
                FieldPanel("replicability_text"),
            ],
            heading=_("Repeating it"),
        ),
        FieldPanel("assets"),
        FieldPanel("licence"),
        FieldPanel("laws"),
        InlinePanel(
            "relations",
            heading=_("Related practices"),
            label=_("Practice"),
            help_text=_("What its readers should know too. Both records show the other, each in its own language."),
        ),
        FieldPanel("external_case"),
    ]


def _standing() -> list[Any]:
    return [
        MultiFieldPanel(
            [
                FieldRowPanel(["start_year", "start_month"]),
                FieldPanel("lifecycle"),
                FieldPanel("in_operation", help_text=_("Take the tick away once nobody does it any more.")),
                FieldPanel("last_verified_on"),
            ],
            heading=pgettext_lazy("period of a practice", "Time"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("evidence"),
                FieldPanel(
                    "certification_number",
                    help_text=_("As on the certificate. Empty where there is none: then no day is needed either."),
                ),
                FieldRowPanel(["certified_on", "certified_until"]),
            ],
            heading=_("Evidence and certificate"),
        ),
    ]
