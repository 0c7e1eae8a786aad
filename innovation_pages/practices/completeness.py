"""How complete a record is: what a reviewer will ask for, and how much of it is there. Plain values in, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

Words = str | Promise

WANTED: tuple[tuple[str, int, Words], ...] = (
    ("title", 3, _("a title")),
    ("summary", 3, _("a summary")),
    ("owner", 3, _("the organisation that owns the practice")),
    ("level", 2, _("the level of government")),
    ("policy_area", 2, _("the policy area")),
    ("innovation_type", 1, _("the type of innovation")),
    ("target_groups", 1, _("whom it serves")),
    ("topics", 1, _("topics")),
    ("problem", 3, _("the problem")),
    ("solution", 3, _("the solution")),
    ("novelty", 3, _("what is new")),
    ("making", 1, _("how it was made")),
    ("beneficiaries", 2, _("who benefits")),
    ("participation", 1, _("how people took part in the making")),
    ("results_status", 2, _("how much of the results is known")),
    ("outcomes", 2, _("the outcomes")),
    ("indicators", 2, _("at least one indicator with its value")),
    ("conditions", 2, _("the conditions for success")),
    ("obstacles", 3, _("obstacles and failures")),
    ("lessons", 3, _("lessons learned")),
    ("prerequisites", 1, _("what must be there before one begins")),
    ("cost_band", 1, _("about how much it cost")),
    ("replicability", 2, _("how easily others can repeat it")),
    ("replicability_text", 1, _("what another body needs to repeat it")),
    ("start_year", 1, _("the year in which it began")),
    ("lifecycle", 2, _("how far it has come")),
    ("last_verified_on", 2, _("the day on which somebody last checked that all this is true")),
    ("contact", 1, _("whom to ask")),
    ("lead_image", 1, _("a picture")),
)
"""What a full record has: the name of the field, how much it weighs, and what it is called in a sentence."""

DEPENDENT: tuple[tuple[str, str, int, Words], ...] = (
    ("lead_image", "lead_image_alt", 1, _("what the picture shows, in words")),
    ("lead_image", "lead_image_credit", 1, _("who made the picture")),
)
"""What is wanted only where something else is there."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a record is there (0 to 100), and what is missing, the weightiest first."""

    percent: int
    missing: tuple[Words, ...]


def is_filled(value: Any) -> bool:
    """Whether a value says something: blank lines and rich text without a word do not."""
    if isinstance(value, str):
        return bool(strip_tags(value).replace("\xa0", " ").strip())
    if isinstance(value, bool):
        return True
    return bool(value)


def completeness(values: Mapping[str, Any]) -> Completeness:
    """Weigh what a record has against what it should have; `values` maps each field to its value or its list of rows.

    An indicator counts once it has a value; a replicability that is not known does not count.
    """
    known = {name: is_filled(value) for name, value in values.items()}
    rows = values.get("indicators") or ()
    known["indicators"] = any(is_filled(row.get("value")) for row in rows)
    known["replicability"] = values.get("replicability") not in (None, "", "unknown")
    wanted = [*WANTED, *((name, weight, words) for on, name, weight, words in DEPENDENT if known.get(on))]
    missing = sorted((entry for entry in wanted if not known.get(entry[0])), key=lambda entry: -entry[1])
    total = sum(weight for _name, weight, _words in wanted)
    lost = sum(weight for _name, weight, _words in missing)
    return Completeness(percent=(total - lost) * 100 // total, missing=tuple(words for _n, _w, words in missing))
