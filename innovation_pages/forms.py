"""The editor's form of a page: an address may be left empty, it then follows the title in Latin letters."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets import SlugInput

from registrations.public import RegistrationPageForm, slug, slug_formatters

from .proofreading.weekdays import ProofreadForm
from .queries import free_slug, own_words_of


class SitePageForm(ProofreadForm, WagtailAdminPageForm):
    """Fills an empty address, also where no script of the browser does, and reads the weekdays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        typed: str = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title", "")
        parent = self.parent_page or self.instance.get_parent()
        if typed in own_words_of(parent):
            raise ValidationError(
                _("“%(word)s” after the address of the list leads to its feed or calendar. Choose another word.")
                % {"word": typed}
            )
        if typed or not title:
            return typed
        wanted = slug(title)
        if not wanted:
            raise ValidationError(_("No address can be made from this title. Write one in Latin letters and digits."))
        return free_slug(wanted, parent=parent, own=self.instance.pk)


class SiteCopyForm(CopyForm):
    """Wagtail's form of a copy: its address is written in Latin letters while one types, as in the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].widget = SlugInput(formatters=slug_formatters(), locale="und")


class RegistrationSitePageForm(RegistrationPageForm, SitePageForm):
    """The form of a page that takes registrations."""


class EventPageForm(RegistrationSitePageForm):
    """The form of an event: it is published with a day or with a period in which it is expected."""

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing; drafts may be incomplete."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and "begins_at" in self.fields:
            self._ask_when(cleaned)
        return cleaned

    def _ask_when(self, cleaned: dict[str, Any]) -> None:
        exact = cleaned.get("date_precision") == "exact"
        if not exact and not cleaned.get("expected_on"):
            self.add_error("expected_on", ValidationError(_("Say which: choose any day in the expected period.")))
        if not exact or cleaned.get("event_state") == "postponed":
            return
        if not self.instance.needs_date:
            if cleaned.get("ends_at") and not cleaned.get("begins_at") and "begins_at" not in self.errors:
                words = _("The event has an end and no beginning: fill in the beginning too, or empty the end.")
                self.add_error("begins_at", ValidationError(words))
            return
        for name in ("begins_at", "ends_at"):
            if not cleaned.get(name) and name not in self.errors:
                words = _("Say when, or choose below how exactly the date is known.")
                self.add_error(name, ValidationError(words))
