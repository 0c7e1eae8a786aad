"""What the booking office remembers."""

from .access import desks_open_to, may_at_desk, visible_registrations
from .attempt import Attempt
from .change import DeskChange
from .desk import Desk, Questionnaire, SeatPool
from .former import AnswersEnding, FormerAnswers
from .join_link import JoinLink
from .link_request import LinkRequest
from .log import RegistrationLogEntry
from .members import MemberChange, MemberChangeKind
from .message import Message
from .notice import Notice, NoticeKind, NoticeState
from .organisation import Organisation, OrganisationKind
from .permissions import DeskPermission, Right
from .privacy import PrivacyNotice, PrivacyNoticeVersion
from .registration import (
    Attendance,
    Attendee,
    AttendeeEnding,
    AttendeeRole,
    Place,
    Registration,
    StaffNote,
    Transition,
)
from .site_settings import LetterSignature, RegistrationSettings
from .untaken import UntakenForm
from .watcher import Rhythm, Watcher
from .wording import LetterWording

__all__ = [
    "AnswersEnding",
    "Attempt",
    "Attendance",
    "Attendee",
    "AttendeeEnding",
    "AttendeeRole",
    "Desk",
    "DeskChange",
    "DeskPermission",
    "FormerAnswers",
    "JoinLink",
    "LetterSignature",
    "LetterWording",
    "LinkRequest",
    "MemberChange",
    "MemberChangeKind",
    "Message",
    "Notice",
    "NoticeKind",
    "NoticeState",
    "Organisation",
    "OrganisationKind",
    "Place",
    "PrivacyNotice",
    "PrivacyNoticeVersion",
    "Questionnaire",
    "Registration",
    "RegistrationLogEntry",
    "RegistrationSettings",
    "Rhythm",
    "Right",
    "SeatPool",
    "StaffNote",
    "Transition",
    "UntakenForm",
    "Watcher",
    "desks_open_to",
    "may_at_desk",
    "visible_registrations",
]
