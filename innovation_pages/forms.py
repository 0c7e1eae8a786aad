"""The editor's form of a page: an address may be left empty, it then follows the title in Latin letters."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from registrations.public import RegistrationPageForm, slug

from .proofreading.weekdays import ProofreadForm
from .queries import free_slug


class SitePageForm(ProofreadForm, WagtailAdminPageForm):
    """Fills an empty address, also where no script of the browser does, and reads the weekdays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        typed: str = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title", "")
        if typed or not title:
            return typed
        wanted = slug(title)
        if not wanted:
            raise ValidationError(_("No address can be made from this title. Write one in Latin letters and digits."))
        return free_slug(wanted, parent=self.parent_page or self.instance.get_parent(), own=self.instance.pk)


class RegistrationSitePageForm(RegistrationPageForm, SitePageForm):
    """The form of a page that takes registrations."""
