"""The registration form of another page, inside a story."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from innovation_pages.languages import in_language
from innovation_pages.queries import own_type_of
from registrations.public import RegistrationPageMixin

from .pages import TranslatedPageBlock
from .preview import PREVIEW


class RegistrationPageBlock(TranslatedPageBlock):
    """Shows the registration of another page where the reader is, for example below a news item about a workshop."""

    @cached_property
    def target_models(self) -> list[type[Page]]:
        """Every page type that takes registrations, the host's own too."""
        return [model for model in get_page_models() if issubclass(model, RegistrationPageMixin)]

    @cached_property
    def target_model(self) -> type[Page]:
        """Pages are looked up as plain pages, whatever their number of types."""
        return Page

    def clean(self, value: Page | None) -> Page | None:
        """Refuse a page that takes no registrations, for example one chosen before its type changed."""
        page = super().clean(value)
        if page is not None and not issubclass(page.specific_class or Page, RegistrationPageMixin):
            raise ValidationError(_("This page takes no registrations. Choose a page with a “Registration” tab."))
        return page

    def get_context(self, value: Page | None, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give the template the page with its form, in the language of the page around it where there is one, unless
        the visitor reads it already.
        """
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["registration_page"] = self._shown(value, context.get("page"))
        return context

    @staticmethod
    def _shown(chosen: Page | None, around: Page | None) -> Page | None:
        shown = in_language(chosen, around) if chosen is not None else None
        if shown is None or (around is not None and shown.pk == around.pk):
            return None
        page = own_type_of(shown)
        return page if isinstance(page, RegistrationPageMixin) else None

    class Meta:
        icon = "form"
        label = _("Registration of another page")
        template = "innovation_pages/blocks/registration.html"
        preview_template = PREVIEW
        preview_value = None
        description = _("The registration form (or link) of a workshop or another page, below the words about it.")
