"""The editor's form of a practice: a draft may be as empty as it likes, what is published must have been tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .completeness import is_filled
from .vocabularies import TOO_EARLY


class BestPracticeForm(WagtailAdminModelForm):
    """Refuses to publish or submit a mere idea; saving it as a draft is welcome."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self._ask_for_words(cleaned)
        if cleaned.get("lifecycle") in TOO_EARLY and not self.is_deferred_validation:
            self.add_error(
                "lifecycle",
                _("The library holds what was tried, at least in a pilot. Save it as a draft until then."),
            )
        return cleaned

    def _ask_for_words(self, cleaned: dict[str, Any]) -> None:
        """Refuse a text of empty paragraphs where words are required: the editor of rich text may send one."""
        for name, field in self.fields.items():
            if isinstance(cleaned.get(name), str) and field.required and not is_filled(cleaned[name]):
                self.add_error(name, field.error_messages["required"])
