"""Practices of the library inside a story: one as a card, or those about a topic.

Nothing is drawn of a practice whose library does not stand open to everybody: it would be the same words elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model, prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, StructBlock, StructValue

from innovation_pages.languages import in_language, read_translations
from innovation_pages.practices.addresses import libraries
from innovation_pages.queries import CARD_PICTURE, fetch_renditions

from .choosers import SnippetBlock
from .preview import PREVIEW

MOST = 12


def _practices() -> Any:
    return apps.get_model("innovation_pages", "BestPractice").objects.all()


class PracticeCardBlock(SnippetBlock):
    """A card that leads to one practice, in the language of the page where there is one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("innovation_pages.BestPractice", **kwargs)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Read all cards of a story together, with their translations, owners and pictures."""
        chosen: list[Any] = super().bulk_to_python(values)
        practices = [practice for practice in chosen if practice is not None]
        prefetch_related_objects(practices, "owner", "lead_image", "locale")
        translated = read_translations(practices, "owner", "lead_image")
        fetch_renditions((practice.lead_image for practice in (*practices, *translated)), CARD_PICTURE)
        return chosen

    def get_context(self, value: Model | None, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give the template the practice that visitors may see."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        shown = in_language(value, context.get("page")) if value is not None else None
        url = libraries(context.get("request")).get(shown.locale_id, "") if shown else ""
        return {**context, "practice": shown if url else None, "library_url": url}

    def get_preview_value(self) -> Model | None:
        """The newest published practice."""
        newest: Model | None = _practices().filter(live=True).order_by("-pk").first()
        return newest

    class Meta:
        icon = "pick"
        label = _("Practice")
        template = "innovation_pages/blocks/practice.html"
        preview_template = PREVIEW
        description = _("A card that leads to one practice of the library.")


class PracticesByTopicBlock(StructBlock):
    """The newest practices about a topic; the list keeps itself up to date."""

    title = CharBlock(label=_("Title"), required=False, default="", max_length=255)
    topic = SnippetBlock("innovation_pages.Topic", label=_("Topic"))
    number = IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST)

    class Meta:
        icon = "list-ul"
        label = _("Practices about a topic")
        template = "innovation_pages/blocks/practices_by_topic.html"
        preview_template = PREVIEW
        description = _("Cards of the newest practices about a topic, with a link to all of them.")

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give the template the practices in the language of the page."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        page, topic = context.get("page"), value.get("topic")
        here = {"locale_id": page.locale_id} if page is not None else {"locale__language_code": get_language()}
        found = _practices().filter(live=True, topics=topic, **here) if topic else _practices().none()
        newest = found.select_related("owner", "lead_image").order_by("-first_published_at", "-pk")
        practices = list(newest[: min(value.get("number") or 1, MOST)])
        fetch_renditions((practice.lead_image for practice in practices), CARD_PICTURE)
        urls = libraries(context.get("request"))
        url = urls.get(practices[0].locale_id, "") if practices else ""
        return {**context, "practices": practices if url else [], "library_url": url}

    def get_preview_value(self) -> StructValue:
        """The first topic."""
        topic = apps.get_model("innovation_pages", "Topic").objects.first()
        return self.normalize({"title": str(_("Practices to learn from")), "topic": topic, "number": 2})
