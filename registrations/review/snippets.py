"""Bodies and privacy notices among Wagtail's snippets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from registrations.domain.people import NotAnAddress, normalise_email
from registrations.models import Organisation, PrivacyNotice

from .finding import FoldedSnippets


class DomainsField(forms.CharField):
    """Mail domains, one a line, kept as a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """A stored list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip().lstrip("@") for line in (super().clean(value) or "").splitlines() if line.strip()]
        return [_domain(line) for line in lines]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class OrganisationForm(WagtailAdminModelForm):
    """Lets editors write mail domains one a line."""

    mail_domains = DomainsField(
        label=_("Mail domains"),
        required=False,
        help_text=_("The part after the @ of the body's addresses, one a line, for example ypes.gov.gr."),
    )


class OrganisationViewSet(FoldedSnippets, SnippetViewSet):
    """The list of bodies."""

    model = Organisation
    icon = "home"
    list_display = ["__str__", "short_name", "kind", "country", "parent"]
    list_filter = ["kind", "country"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name_el", help_text=_("In full, in the nominative, as the body signs its letters.")),
                    FieldPanel("name_en", help_text=_("Empty: English pages show the Greek name.")),
                    FieldPanel(
                        "short_name",
                        help_text=_("As people say it, for example “ΥΠ.ΕΣ.”: the body is found by it too."),
                    ),
                ],
                heading=_("Name"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "kind", help_text=_("The directory counts by it. An innovation hub is a kind of its own.")
                    ),
                    FieldPanel("parent", help_text=_("For a unit: the body that it is a part of.")),
                    FieldPanel("country", help_text=_("Hubs are counted by country; choose Greece for Greek bodies.")),
                    FieldPanel("coordinator"),
                    FieldPanel("website", help_text=_("The front page, beginning with https://.")),
                ],
                heading=_("Body"),
                help_text=_("One row for each body: pages, practices and registrations all refer to it."),
            ),
            FieldPanel("mail_domains"),
        ],
        base_form_class=OrganisationForm,
    )


class PrivacyNoticeViewSet(SnippetViewSet):
    """The wordings that forms show about personal data."""

    model = PrivacyNotice
    icon = "lock"
    list_display = ["name", "summary"]
    panels = [FieldPanel("name"), FieldPanel("summary"), FieldPanel("text")]


def _domain(text: str) -> str:
    """One domain in its one spelling. Raises ValidationError."""
    try:
        return normalise_email(f"a@{text}").partition("@")[2]
    except NotAnAddress as problem:
        raise forms.ValidationError(_("“%(text)s” is not a mail domain.") % {"text": text}) from problem
