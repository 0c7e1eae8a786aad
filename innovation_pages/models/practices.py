"""The record of a best practice: drafts, revisions, workflow, preview, translation and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from innovation_pages import linked_data
from innovation_pages.practices import record
from innovation_pages.practices.completeness import Completeness, completeness
from innovation_pages.practices.forms import BestPracticeForm
from innovation_pages.practices.panels import practice_tabs
from innovation_pages.practices.references import next_reference, year_prefix
from innovation_pages.practices.vocabularies import Replicability
from innovation_pages.queries import CARD_PICTURE, PICTURE, SHARED_PICTURE, free_name, settings_of
from registrations.public import fold, slug, tidy_line

from .practice_fields import PracticeIdentity, PracticeReuse, PracticeStanding, PracticeStory
from .practice_parts import FormerSlug

if TYPE_CHECKING:
    from django.http import HttpRequest

TRIES = 5
"""How often a record that two people save at once looks for a free number and address."""


class BestPractice(  # type: ignore[django-manager-missing]  # Wagtail's and modelcluster's managers carry no types
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    PracticeIdentity,
    PracticeStory,
    PracticeReuse,
    PracticeStanding,
    ClusterableModel,
):
    """One innovation of one public body, told so that another body can repeat it or learn why not to."""

    topics = ParentalManyToManyField(
        "innovation_pages.Topic", verbose_name=_("topics"), blank=True, related_name="practices"
    )
    search_text = models.TextField(blank=True, editable=False)
    """Title, code, summary, unit and problem, folded: what the search box of the library looks into."""

    exclude_fields_in_copy: ClassVar = [
        "slug", "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
        "latest_revision", "locked", "locked_at", "locked_by", "go_live_at", "expire_at", "expired",
    ]  # fmt: skip
    """A translation begins as a draft of its own."""

    base_form_class = BestPracticeForm
    edit_handler = practice_tabs()
    search_fields: ClassVar = [
        index.SearchField("title", boost=3),
        index.SearchField("summary", boost=2),
        index.SearchField("reference"),
        index.SearchField("unit_text"),
        *(index.SearchField(name) for name in ("problem", "solution", "novelty", "making", "beneficiaries", "lessons")),
        *(index.SearchField(name) for name in ("obstacles", "prerequisites", "funding", "assets", "laws", "proofs")),
        index.SearchField("search_text"),
        index.AutocompleteField("title"),
        index.AutocompleteField("search_text"),
        index.RelatedFields("owner", [index.SearchField("name_el"), index.SearchField("name_en")]),
        *(index.FilterField(name) for name in ("locale", "live", "level", "region", "policy_area", "evidence")),
        index.FilterField("lifecycle"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("best practice")
        verbose_name_plural = _("best practices")
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "slug"], name="innovation_pages_practice_slug_once"),
            models.UniqueConstraint(fields=["locale", "reference"], name="innovation_pages_practice_code_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.reference or str(self._meta.verbose_name)

    def clean(self) -> None:
        """Refuse what contradicts itself."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.slug and self._others().filter(slug=self.slug).exists():
            errors["slug"] = _("Another practice has this address. Write another one, or leave it empty.")
        if self.certification_number and not self.certified_on:
            errors["certified_on"] = _("Give the day of the certificate.")
        if self.certified_on and not self.certification_number:
            errors["certification_number"] = _("Give the number of the certificate.")
        if self.certified_on and self.certified_until and self.certified_until < self.certified_on:
            errors["certified_until"] = _("The certificate must end after it begins. Correct one of the two days.")
        if self.is_stopped and self.in_operation:
            errors["in_operation"] = _("A practice that stopped is no longer in operation. Correct one of the two.")
        if self.replicability == Replicability.REPEATED and not self.replicability_text.strip():
            errors["replicability_text"] = _("Say who repeated it.")
        if self.start_month and not self.start_year:
            errors["start_year"] = _("Give the year too.")
        if errors:
            raise ValidationError(errors)

    def copy_for_translation(self, locale: Any, exclude_fields: list[str] | None = None) -> Any:
        """An unsaved draft in another language."""
        copy = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        copy.live = False
        return copy

    def save(self, **kwargs: Any) -> None:
        """Save with a free address and, the first time, the next reference code."""
        if kwargs.get("update_fields") is not None:
            super().save(**kwargs)
            return
        if not self.locale_id:
            self.locale = self.get_default_locale()
        before = type(self)._default_manager.filter(pk=self.pk, live=True).values_list("slug", flat=True).first()
        code_given = bool(self.reference)
        for left in reversed(range(TRIES)):
            self._take_names()
            try:
                with transaction.atomic():
                    super().save(**kwargs)
                break
            except IntegrityError:  # somebody else took the number or the address in this moment
                if not left:
                    raise
                self.reference = self.reference if code_given else ""
        if before and before != self.slug:
            FormerSlug.objects.get_or_create(practice=self, slug=before)

    def _take_names(self) -> None:
        """Fill in the code, the address and the folded text."""
        self.title = tidy_line(self.title)
        self.reference = self.reference or self._reference()
        wanted = slug(self.slug or self.title) or self.reference.lower()
        others = self._others().filter(slug__startswith=wanted)
        self.slug = free_name(wanted, set(others.values_list("slug", flat=True)))
        words = (self.title, self.reference, self.summary, self.unit_text, strip_tags(self.problem))
        self.search_text = fold(" ".join(words))

    def _others(self) -> models.QuerySet[Any]:
        return BestPractice.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)

    def _reference(self) -> str:
        """The code of its translations, otherwise the next one of the year."""
        same: str | None = (
            BestPractice.objects.filter(translation_key=self.translation_key)
            .exclude(pk=self.pk)
            .values_list("reference", flat=True)
            .first()
        )
        if same:
            return same
        year = timezone.localdate().year
        taken = BestPractice.objects.filter(reference__startswith=year_prefix(year))
        return next_reference(year, taken.values_list("reference", flat=True))

    @property
    def approved_schedule(self) -> bool:
        """Whether a day of publication is set; the list of editors has read it for all its rows (`is_scheduled`)."""
        known: bool | None = self.__dict__.get("is_scheduled")
        return bool(super().approved_schedule) if known is None else known

    @cached_property
    def completeness(self) -> Completeness:
        """How much of the newest version, draft or not, is there."""
        newest = self.latest_revision
        return completeness(newest.content if newest is not None else self.serializable_data())

    def search_names(self) -> list[str]:
        """What the site's search finds it by besides its own words: its vocabulary in its language, its partners."""
        return record.names_of(self)

    @property
    def language(self) -> str:
        """The code of its language; that of the moment for a preview of what was never saved."""
        code: str = self.locale.language_code if self.locale_id else get_language() or "el"
        return code

    @property
    def is_now_certified(self) -> bool:
        """Whether it holds a certificate today."""
        return self.is_certified(timezone.localdate())

    def shared_picture(self) -> tuple[Any, str] | None:
        """Its picture and what that shows."""
        return (self.lead_image, self.lead_image_alt) if self.lead_image else None

    def wanted_renditions(self) -> list[tuple[Any, tuple[str, ...]]]:
        """Its picture in the sizes of the record, the card and shared links."""
        return [(self.lead_image, (PICTURE, CARD_PICTURE, SHARED_PICTURE))] if self.lead_image else []

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The record as a text of its owner."""
        node = linked_data.article(self, author=self.owner)
        return [{**node, "license": self.licence_address} if self.licence_address else node]

    def get_full_url(self) -> str | None:
        """The whole address, where there is a library in its language and the practice is in it."""
        library = self._library()
        base = library.get_full_url() if library is not None and self.live else None
        return f"{base}{self.slug}/" if base else None

    full_url = property(get_full_url)

    def _library(self) -> Any:
        pages = apps.get_model("innovation_pages", "PracticeLibraryPage").objects.live()
        return pages.filter(locale__language_code=self.language).select_related("locale").order_by("path").first()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> SimpleTemplateResponse:
        """Draw the preview in the language of the record, whatever the editor's own is."""
        response: SimpleTemplateResponse = super().serve_preview(request, mode_name)
        with override(self.language):
            response.context_data = self.get_preview_context(request, mode_name)
            return response.render()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "innovation_pages/practice_record.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        contact = self.contact or settings_of(request).contact
        context |= {"page": self._library(), "contact": contact}
        return {**context, **record.context_of(self, self.language, timezone.localdate())}


setattr(BestPractice._meta.get_field("title"), "required_on_save", True)  # noqa: B010 — Wagtail's forms read it
