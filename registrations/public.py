"""The front door of the booking office: all that another app may import from it."""

from registrations.domain.members import Member, Role
from registrations.domain.occasion import EventStatus, Occasion, SessionFact, effective_mode
from registrations.domain.rules import MOST_SEATS, Mode, PersonKey, Rules
from registrations.domain.states import State
from registrations.models import Organisation, OrganisationKind, PrivacyNotice, RegistrationSettings
from registrations.models.bilingual import in_language
from registrations.models.labels import language_name
from registrations.notices.sender import organizer_of
from registrations.options import Options, Positive
from registrations.outputs.door import DoorList
from registrations.outputs.exporters import DoorExporter, Exporter
from registrations.outputs.ics import CalendarEntry, calendar_file
from registrations.pages import ReadinessLine, RegistrationPageForm, RegistrationPageMixin
from registrations.queries.bodies import member_bodies
from registrations.queries.changes import HOURS_OF_DESK, Told, with_desk
from registrations.queries.outbox import oldest_due_letter
from registrations.questions.blocks import QuestionBlock
from registrations.questions.content import Question
from registrations.questions.fields import OwnBlocksField, QuestionsField, StepsField
from registrations.questions.inputs import TextInput
from registrations.questions.kinds import QuestionKind
from registrations.review.finding import FoldedSnippets
from registrations.services.actor import staff
from registrations.services.limiting import network_address
from registrations.services.meetings import WayIn, keep_link
from registrations.services.registering import Submission, register
from registrations.services.reviewing import Decision, decide
from registrations.services.verifying import verify
from registrations.signals import place_moved
from registrations.text import (
    Precision,
    closes_in_text,
    counts,
    date_range_text,
    date_text,
    day_and_hours_text,
    fold,
    has_controls,
    hours_text,
    last_day_of,
    month_text,
    period,
    slug,
    slug_formatters,
    stem,
    terms,
    tidy_line,
    tidy_text,
    time_text,
    vague_text,
    with_synonyms,
    without_controls,
    words,
    wrong_weekdays,
)

__all__ = [
    "HOURS_OF_DESK",
    "MOST_SEATS",
    "CalendarEntry",
    "Decision",
    "DoorExporter",
    "DoorList",
    "EventStatus",
    "Exporter",
    "FoldedSnippets",
    "Member",
    "Mode",
    "Occasion",
    "Options",
    "Organisation",
    "OrganisationKind",
    "OwnBlocksField",
    "PersonKey",
    "Positive",
    "Precision",
    "PrivacyNotice",
    "Question",
    "QuestionBlock",
    "QuestionKind",
    "QuestionsField",
    "ReadinessLine",
    "RegistrationPageForm",
    "RegistrationPageMixin",
    "RegistrationSettings",
    "Role",
    "Rules",
    "SessionFact",
    "State",
    "StepsField",
    "Submission",
    "TextInput",
    "Told",
    "WayIn",
    "calendar_file",
    "closes_in_text",
    "counts",
    "date_range_text",
    "date_text",
    "day_and_hours_text",
    "decide",
    "effective_mode",
    "fold",
    "has_controls",
    "hours_text",
    "in_language",
    "keep_link",
    "language_name",
    "last_day_of",
    "member_bodies",
    "month_text",
    "network_address",
    "oldest_due_letter",
    "organizer_of",
    "period",
    "place_moved",
    "register",
    "slug",
    "slug_formatters",
    "staff",
    "stem",
    "terms",
    "tidy_line",
    "tidy_text",
    "time_text",
    "vague_text",
    "verify",
    "with_desk",
    "with_synonyms",
    "without_controls",
    "words",
    "wrong_weekdays",
]
