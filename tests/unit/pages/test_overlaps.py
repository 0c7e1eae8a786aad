"""Sessions at the same time."""

from datetime import UTC, datetime

from innovation_pages.overlaps import overlaps
from registrations.public import SessionFact


def session(title: str, begins: tuple[int, int] | None, ends: tuple[int, int] | None) -> SessionFact:
    def at(hour: tuple[int, int] | None) -> datetime | None:
        return datetime(2026, 1, 19, *hour, tzinfo=UTC) if hour else None

    return SessionFact(key=title, title=title, begins_at=at(begins), ends_at=at(ends))


def test_the_conference_and_the_lab_overlap_from_half_past_ten_to_half_past_twelve() -> None:
    conference, lab = session("conference", (9, 0), (12, 30)), session("lab", (10, 30), (16, 30))
    (found,) = overlaps([conference, lab])
    assert (found.first, found.second) == (conference, lab)
    assert (found.begins_at.hour, found.begins_at.minute) == (10, 30)
    assert (found.ends_at.hour, found.ends_at.minute) == (12, 30)


def test_sessions_that_only_touch_do_not_overlap() -> None:
    assert overlaps([session("a", (9, 0), (10, 0)), session("b", (10, 0), (11, 0))]) == ()


def test_a_session_without_hours_overlaps_with_nothing() -> None:
    assert overlaps([session("a", None, None), session("b", (9, 0), None), session("c", (9, 0), (17, 0))]) == ()


def test_three_sessions_at_once_are_three_pairs_earliest_first() -> None:
    sessions = [session("late", (11, 0), (17, 0)), session("early", (9, 0), (12, 0)), session("all", (9, 0), (17, 0))]
    assert [(o.first.title, o.second.title) for o in overlaps(sessions)] == [
        ("early", "all"),
        ("late", "early"),
        ("late", "all"),
    ]
