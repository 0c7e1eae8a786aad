"""The smallest practice that may be published, and what differs from it."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale

from innovation_pages.models import BestPractice, PracticeIndicator, Topic
from registrations.public import Organisation

LEAST = {
    "summary": "Μία επίσκεψη αντί για τέσσερις.",
    "level": "municipality",
    "policy_area": "economy",
    "problem": "<p>Πολλά γραφεία.</p>",
    "solution": "<p>Ένα ραντεβού.</p>",
    "novelty": "<p>Η σειρά.</p>",
    "beneficiaries": "Επαγγελματίες",
    "results_status": "measured",
    "obstacles": "<p>Αλλαγές προσώπων.</p>",
    "lessons": "<p>Πρώτα το φύλλο.</p>",
    "lifecycle": "implementation",
}
"""All that a practice must have besides its title and owner."""


def owner() -> Organisation:
    """The body that owns the practices of the tests."""
    return Organisation.objects.get_or_create(name_el="Δήμος Δοκιμής", name_en="Test Town")[0]


def topic(name: str) -> Topic:
    """A topic by its Greek name."""
    return Topic.objects.get_or_create(name_el=name, defaults={"name_en": f"{name} in English"})[0]


def practice(title: str, locale: Locale, *, topics: tuple[str, ...] = (), **fields: Any) -> BestPractice:
    """A published practice; `live=False` leaves it a draft."""
    live = fields.pop("live", True)
    made = BestPractice(title=title, locale=locale, live=False, **{"owner": owner(), **LEAST, **fields})
    made.topics.set([topic(name) for name in topics])
    made.indicators.set([PracticeIndicator(name="Ημέρες", unit="ημέρες", baseline=41, value=12)])
    made.save()
    revision = made.save_revision()
    if live:
        revision.publish()
    return BestPractice.objects.get(pk=made.pk)
