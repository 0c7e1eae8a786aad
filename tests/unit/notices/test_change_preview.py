"""The words of one language with the facts of a change."""

from __future__ import annotations

from datetime import UTC, datetime

from registrations.domain.changes import ChangeKind, Facts, SessionHours
from registrations.domain.occasion import Occasion, SessionFact
from registrations.models import DeskChange
from registrations.notices.change_preview import with_new_facts

OLD, NEW = datetime(2026, 12, 10, 8, tzinfo=UTC), datetime(2026, 12, 11, 8, tzinfo=UTC)


def test_sessions_have_their_new_hours_in_a_language_that_nobody_has_edited_yet() -> None:
    known, unknown = (SessionFact(key=key, title=key, begins_at=OLD, room="Room A") for key in ("morning", "walk"))
    english = Occasion(title="Workshop", begins_at=OLD, sessions=(known, unknown))
    after = Facts(begins_at=NEW, sessions={"morning": SessionHours(NEW, None, "Αίθουσα Β")})
    told = with_new_facts(english, DeskChange(kinds=[ChangeKind.DATE], after=after.as_json()))
    assert told.begins_at == NEW
    assert [(one.begins_at, one.room) for one in told.sessions] == [(NEW, "Room A"), (OLD, "Room A")]
