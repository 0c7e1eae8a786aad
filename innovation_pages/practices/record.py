"""The public face of one record: its facts as rows of words, ready for the template."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, ReferenceIndex

from innovation_pages.facts import by_role
from innovation_pages.queries import is_restricted
from registrations.public import date_text

from .vocabularies import Interaction, Month, TargetGroup, Technology, labels_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from innovation_pages.models import BestPractice

Row = tuple[str, str]

MONTHS_UNTIL_STALE = 18
"""So many months after its last check, or after its publication, the record says that nobody has looked lately."""


def context_of(practice: BestPractice, language: str, today: date) -> dict[str, Any]:
    """What the template of a record needs besides the record itself; also right for an unsaved draft."""
    published = timezone.localdate(practice.first_published_at) if practice.first_published_at else None
    return {
        "practice": practice,
        "facts": [row for row in fact_rows(practice, language) if row[1]],
        "certificate": certificate_text(practice, language, today),
        "partners": by_role(practice.partners.select_related("organisation")),
        "indicators": list(practice.indicators.all()),
        "practice_topics": list(practice.topics.all()),
        "verified": date_text(practice.last_verified_on, language) if practice.last_verified_on else "",
        "published": date_text(published, language) if published else "",
        "is_stale": is_stale(practice.last_verified_on or published, today),
    }


def fact_rows(practice: BestPractice, language: str) -> list[Row]:
    """The facts at the side: where, what, for whom, since when, how proven."""
    return [
        (_("Owner"), "\n".join(part for part in (str(practice.owner or ""), practice.unit_text) if part)),
        (_("Level of government"), practice.get_level_display()),
        (_("Region"), practice.get_region_display() or _("The whole country")),
        (_("Policy area"), practice.get_policy_area_display()),
        (_("Type of innovation"), practice.get_innovation_type_display()),
        (_("Whom it serves"), ", ".join(labels_of(TargetGroup, practice.target_groups))),
        (_("Between whom"), ", ".join(labels_of(Interaction, practice.interaction))),
        (_("Technology"), ", ".join(labels_of(Technology, practice.technologies))),
        (_("Began"), start_text(practice.start_year, practice.start_month)),
        (_("Stage"), practice.get_lifecycle_display()),
        (_("Still in operation"), _("Yes") if practice.in_operation else _("No")),
        (_("Evidence"), practice.get_evidence_display()),
        (_("Results"), practice.get_results_status_display()),
        (_("Can others repeat it?"), practice.get_replicability_display()),
        (_("Cost"), practice.get_cost_band_display() if practice.cost_band else ""),
        (_("Who paid"), practice.funding),
        (_("Work of own staff"), practice.get_staff_effort_display()),
        (_("How long it took"), practice.get_duration_display()),
        (_("Last verified"), date_text(practice.last_verified_on, language) if practice.last_verified_on else ""),
        (_("Reference code"), practice.reference),
    ]


def names_of(practice: BestPractice) -> list[str]:
    """The words of the record that are chosen and not typed: where, what, for whom, with whom, how far."""
    chosen = [
        practice.get_level_display(),
        practice.get_region_display(),
        practice.get_policy_area_display(),
        practice.get_innovation_type_display(),
        practice.get_evidence_display(),
        practice.get_lifecycle_display(),
        *labels_of(TargetGroup, practice.target_groups),
        *labels_of(Interaction, practice.interaction),
        *labels_of(Technology, practice.technologies),
        *(topic.name for topic in practice.topics.all()),
        *(str(partner.organisation) for partner in practice.partners.select_related("organisation")),
        practice.certification_number,
    ]
    return [str(words) for words in chosen if words]


def shown_on(keys: list[int], practice: BestPractice) -> QuerySet[Page]:
    """The public pages in its language whose story shows it or a translation of it, the newest first; one statement.

    `keys` are those of its translations too. Wagtail's index of references knows where a card stands.
    """
    references = ReferenceIndex.objects.filter(
        to_content_type=practice.get_base_content_type(),
        to_object_id__in=[str(key) for key in keys],
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        model_path__startswith="body.",
    )
    public: QuerySet[Page] = Page.objects.live().filter(Exists(references), locale_id=practice.locale_id)
    return public.exclude(is_restricted()).select_related("locale").order_by("-first_published_at", "pk")


def related_to(keys: list[int], practice: BestPractice) -> QuerySet[BestPractice]:
    """The published practices in its language that it, or a translation of it, names or is named by; one statement.

    `keys` are those of its translations too.
    """
    relations = apps.get_model("innovation_pages", "PracticeRelation").objects
    named = relations.filter(practice__in=keys).values("related__translation_key")
    naming = relations.filter(related__in=keys).values("practice__translation_key")
    same_language = type(practice)._default_manager.filter(locale_id=practice.locale_id, live=True)
    near = same_language.filter(Q(translation_key__in=named) | Q(translation_key__in=naming))
    return near.exclude(translation_key=practice.translation_key).order_by("title").only("title", "slug", "summary")


def start_text(year: int | None, month: int | None) -> str:
    """Month and year, or the year where only that is known: «March 2024», «2024»."""
    if not year:
        return ""
    return f"{Month(month).label} {year}" if month else str(year)


def certificate_text(practice: BestPractice, language: str, today: date) -> str:
    """One sentence about a certificate that holds today; empty without one."""
    if not practice.is_certified(today) or practice.certified_on is None:
        return ""
    words = {"number": practice.certification_number, "day": date_text(practice.certified_on, language)}
    if practice.certified_until is None:
        return _("Certificate %(number)s of %(day)s.") % words
    words["until"] = date_text(practice.certified_until, language)
    return _("Certificate %(number)s of %(day)s, valid until %(until)s.") % words


def is_stale(checked: date | None, today: date) -> bool:
    """Whether nobody has checked the record for a year and a half: since it was verified, or else since it was first
    published. A draft that was neither is not stale.
    """
    if checked is None:
        return False
    return (today.year - checked.year) * 12 + today.month - checked.month >= MONTHS_UNTIL_STALE


def count_text(number: int) -> str:
    """How many practices were found, in words."""
    return ngettext("%(number)s practice", "%(number)s practices", number) % {"number": number}
