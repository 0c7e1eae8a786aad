"""Greek and English text in plain Python: folding, stems, addresses, days and hours, tidying. No Django, no clock."""

from registrations.text.clean import has_controls, tidy_line, tidy_text, without_controls
from registrations.text.dates import (
    closes_in_text,
    date_range_text,
    date_text,
    day_and_hours_text,
    days_left_text,
    hours_text,
    month_after_preposition,
    month_text,
    parse_clock,
    parse_day,
    time_text,
)
from registrations.text.fold import fold
from registrations.text.plain import plain_text, without_links
from registrations.text.slug import RULES, slug, slug_formatters
from registrations.text.stem import counts, stem, terms, words
from registrations.text.synonyms import with_synonyms
from registrations.text.vague import Precision, last_day_of, period, vague_text
from registrations.text.weekdays import WrongWeekday, wrong_weekdays

__all__ = [
    "RULES",
    "Precision",
    "WrongWeekday",
    "closes_in_text",
    "counts",
    "date_range_text",
    "date_text",
    "day_and_hours_text",
    "days_left_text",
    "fold",
    "has_controls",
    "hours_text",
    "last_day_of",
    "month_after_preposition",
    "month_text",
    "parse_clock",
    "parse_day",
    "period",
    "plain_text",
    "slug",
    "slug_formatters",
    "stem",
    "terms",
    "tidy_line",
    "tidy_text",
    "time_text",
    "vague_text",
    "with_synonyms",
    "without_controls",
    "without_links",
    "words",
    "wrong_weekdays",
]
