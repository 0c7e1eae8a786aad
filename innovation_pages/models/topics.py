"""Topics: what practices, news and events are about."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from innovation_pages.queries import free_name
from registrations.public import in_language, slug


class Topic(index.Indexed, Orderable):
    """A subject that visitors filter by: one row with its name in both languages, in an order that editors choose."""

    name_el = models.CharField(_("name in Greek"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    slug = models.SlugField(
        _("name in addresses"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("In Latin letters. Empty: made from the Greek name."),
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldRowPanel(["name_el", "name_en"])],
            heading=_("Name"),
            help_text=_("One or two words that visitors would look for. A few wide topics serve better than many."),
        ),
        FieldPanel("slug"),
    ]
    search_fields: ClassVar = [
        index.SearchField("name_el"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_el"),
        index.AutocompleteField("name_en"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("sort_order", "name_el")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """The name in the language of the moment."""
        return in_language(self.name_el, self.name_en)

    def _free_slug(self) -> str:
        """The Greek name in Latin letters, with a number where another topic has it already."""
        wanted = slug(self.name_el) or "topic"
        others = Topic.objects.exclude(pk=self.pk).filter(slug__startswith=wanted)
        return free_name(wanted, set(others.values_list("slug", flat=True)))


class TopicFields(models.Model):
    """The topics that a page is filed under, so that visitors find it in a list and can follow one topic alone."""

    filed_under = ParentalManyToManyField(
        Topic,
        verbose_name=_("filed under"),
        blank=True,
        related_name="+",
        help_text=_("Topics of the site: visitors narrow lists and calendars down by them."),
    )

    topics_panel: ClassVar = FieldPanel("filed_under", widget=CheckboxSelectMultiple)

    class Meta:
        abstract = True

    def search_names(self) -> list[str]:
        """What the page is found by besides its own words: the topics in its language."""
        return [topic.name for topic in self.filed_under.all()]
