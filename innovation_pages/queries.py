"""Reads that pages, lists and tags share: each one statement, whatever the number of items."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, JSONObject, TruncDate
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site

from registrations.public import HOURS_OF_DESK, with_desk

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import InnovationPagesSettings

PICTURE = "max-1440x960"
CARD_PICTURE = "fill-480x270"
GALLERY_PICTURE = "max-800x800"
SHARED_PICTURE = "fill-1200x630|format-jpeg"
"""The picture of a social card; JPEG, because some networks read nothing else."""


def free_slug(wanted: str, *, parent: Page | None, own: int | None) -> str:
    """The slug, with a number where a page below `parent`, other than the one with the key `own`, already has it, or
    where the word means something else there.
    """
    if parent is None:
        return wanted
    siblings = parent.get_children().exclude(pk=own).filter(slug__startswith=wanted)
    return free_name(wanted, {*siblings.values_list("slug", flat=True), *own_words_of(parent)})


def own_words_of(parent: Page | None) -> frozenset[str]:
    """The words that mean something else below a page than a page with this slug, for example its feeds."""
    words: frozenset[str] = getattr(parent and parent.specific_class, "own_words", frozenset())
    return words


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name, with the first number from 2 that makes it one that is not taken."""
    numbered = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(name for name in numbered if name not in taken)


def own_type_of(page: Page, **asked: Any) -> Page | None:
    """The page as its own type, with the relations that the type names; nothing where its type is gone.

    The same statement says whether somebody may have restricted it, whether there are organisers to read, and whatever
    else is `asked`, each an attribute of the page.
    """
    model = page.content_type.model_class()
    if model is None:
        return None
    related = model._default_manager.select_related(*getattr(model, "relations", ("locale",)))
    known = {**asked, "perhaps_restricted": Exists(perhaps_restricting(page))}
    if hasattr(model, "organisers"):
        rows = model.organisers.rel.related_model._default_manager.filter(page=OuterRef("pk"))
        known["has_organisers"] = Exists(rows)
    found: Page | None = related.annotate(**known).filter(pk=page.pk).first()
    return found


def perhaps_restricting(page: Page) -> QuerySet[Any]:
    """The page and those above it that have a restriction, or are copies whose original may have one."""
    line = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    found: QuerySet[Any] = Page.objects.filter(path__in=line)
    return found.filter(Q(alias_of__isnull=False) | Q(view_restrictions__isnull=False))


def fetch_renditions(images: Iterable[Any], *filters: str) -> None:
    """Read the renditions of all these images at once, so that the template's image tags find them in memory."""
    rendition = get_image_model().get_rendition_model()
    wanted = Prefetch(
        "renditions", queryset=rendition.objects.filter(filter_spec__in=filters), to_attr="prefetched_renditions"
    )
    prefetch_related_objects([image for image in images if image is not None], wanted)


def is_restricted(by: Collection[int] | None = None) -> Exists:
    """Whether not everybody may see a page, worked out by the database in the statement that asks it; `by` names the
    restrictions that count, all where it is left out.

    A copy (alias) is as private as its original, and so is what stands below a copy: Wagtail looks there too.
    """
    own, original = (ExpressionWrapper(OuterRef(path), output_field=CharField()) for path in ("path", "alias_of__path"))
    counting = PageViewRestriction.objects.all() if by is None else PageViewRestriction.objects.filter(pk__in=by)
    return Exists(
        counting.annotate(own=own, original=original).filter(
            Q(own__startswith=F("page__path"))
            | Q(original__startswith=F("page__path"))
            | Q(own__startswith=F("page__aliases__path"))
        )
    )


def hidden_from(request: HttpRequest, pages: Iterable[Any]) -> frozenset[int]:
    """The keys of the pages that this visitor may not see, of pages with the answer `restricted`.

    No statement where all are open to everybody, or where the visitor came without a session; else three.
    """
    closed = {page.pk for page in pages if page.restricted}
    if not closed or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return frozenset(closed)
    restrictions = PageViewRestriction.objects.prefetch_related("groups")
    refused = [restriction.pk for restriction in restrictions if not restriction.accept_request(request)]
    return frozenset(Page.objects.filter(is_restricted(refused), pk__in=closed).values_list("pk", flat=True))


def visible(pages: Any) -> QuerySet[Any]:
    """Published pages that are open to everybody, with what their address and their card need."""
    shown: QuerySet[Any] = pages.live().exclude(is_restricted()).defer_streamfields()
    return shown.select_related(*getattr(pages.model, "card_relations", ("locale",)))


def with_day(events: QuerySet[Any]) -> QuerySet[Any]:
    """Events with the hours that count, `held_from`, `held_until` and `held_about` (the last day of the expected
    period), and the `day` that they are sorted by: that of their begin, or the last one of that period.

    The hours of a translation are those of the page that leads the desk, as `as_told` tells them.
    """
    names = {"held_from": "begins_at", "held_until": "ends_at", "held_about": "expected_on"}
    known = with_desk(events)
    hours = {
        name: Case(When(desk_led=True, then=F(f"desk_{field}")), default=F(field), output_field=_field(events, field))
        for name, field in names.items()
    }
    return known.annotate(**hours).annotate(
        day=Coalesce(TruncDate("held_from"), "held_about", output_field=DateField())
    )


def _field(events: QuerySet[Any], name: str) -> Any:
    return type(events.model._meta.get_field(name))()


def as_told(events: Iterable[Any]) -> list[Any]:
    """Events that were read `with_day`, each with the hours that count: a translation that nobody has edited since the
    event was moved or postponed tells the same as the page that was. They are for showing, not for saving.
    """
    found = list(events)
    for event in found:
        if event.desk_led:
            event.take_hours(**{name: getattr(event, f"desk_{name}") for name in HOURS_OF_DESK})
    return found


def over(now: datetime) -> Q:
    """Events `with_day` that have ended, or whose expected period has passed without a date. A lab may have no end."""
    ended = Q(held_until__lt=now) | Q(held_until__isnull=True, held_from__lt=now)
    return ended | Q(held_from__isnull=True, held_about__lt=timezone.localdate(now))


def upcoming_first(workshops: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """Workshops that are not over, the next one first; then those that are, the latest first. Adds `is_past`.

    One that is expected in some period comes after those on days of it; one without any date comes last.
    """
    found = with_day(workshops).annotate(is_past=Case(When(over(now), then=Value(True)), default=Value(False)))
    coming = When(is_past=False, then=F("day"))
    return found.order_by(
        "is_past",
        Case(coming, default=None).asc(nulls_last=True),
        F("day").desc(nulls_last=True),
        Case(When(is_past=False, then=F("held_from")), default=None).asc(nulls_last=True),
        F("held_from").desc(nulls_last=True),
        "pk",
    )


def upcoming(workshops: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """Workshops that are not over, the next one first."""
    found = with_day(workshops).exclude(over(now))
    return found.order_by(F("day").asc(nulls_last=True), F("held_from").asc(nulls_last=True), "pk")


def dated_first(labs: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """Labs that come, the next one first; then those that were held, the latest first; then those without a date, the
    latest publication first. Adds `stage`: 0, 1 or 2 in this order. A lab without an end is over when it has begun;
    one that is expected, or postponed without a date, is to come.
    """
    postponed = Q(event_state="postponed") | Q(desk_status="postponed")
    waits = Q(held_from__isnull=True) & (Q(held_about__gte=timezone.localdate(now)) | postponed)
    stage = Case(
        When(waits, then=Value(0)),
        When(held_from__isnull=True, then=Value(2)),
        When(over(now), then=Value(1)),
        default=Value(0),
    )
    return (
        with_day(labs)
        .annotate(stage=stage)
        .order_by(
            "stage",
            Case(When(stage=0, then=F("day")), default=None).asc(nulls_last=True),
            F("held_from").desc(nulls_last=True),
            F("first_published_at").desc(nulls_last=True),
            "-pk",
        )
    )


def newest(news: QuerySet[Any]) -> QuerySet[Any]:
    """News by date, the latest first."""
    return news.order_by("-date", "-pk")


def settings_of(request: HttpRequest) -> InnovationPagesSettings:
    """The site's settings, or empty ones: unlike Wagtail's own look-up this one writes no row when a visitor reads."""
    from .models import InnovationPagesSettings  # noqa: PLC0415 — models read this module

    kept: InnovationPagesSettings | None = getattr(request, "_innovation_pages_settings", None)
    if kept is None:
        site = Site.find_for_request(request)
        rows = InnovationPagesSettings.base_queryset().filter(site=site).annotate(shared_rendition=_shared_rendition())
        kept = (rows.first() if site else None) or InnovationPagesSettings(site=site)
        if kept.shared_image is not None:
            made: dict[str, Any] | None = kept.shared_rendition  # of the row just read
            model = get_image_model().get_rendition_model()
            found = [model(image=kept.shared_image, filter_spec=SHARED_PICTURE, **made)] if made else []
            kept.shared_image.prefetched_renditions = found
        request._innovation_pages_settings = kept  # type: ignore[attr-defined]
    return kept


def _shared_rendition() -> Subquery:
    """The newest rendition of the picture for shared links, read in the statement that reads the settings."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec=SHARED_PICTURE)
    own = renditions.filter(image=OuterRef("shared_image")).order_by("-pk")
    facts = JSONObject(file="file", width="width", height="height", focal_point_key="focal_point_key")
    return Subquery(own.values(facts=facts)[:1])
