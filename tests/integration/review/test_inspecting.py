"""One registration on one page, and the notes of staff."""

from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

from registrations.models import Desk, Questionnaire, Registration, RegistrationLogEntry, StaffNote
from tests.factories.addresses import desk_url
from tests.factories.branches import Branches
from tests.factories.registrations import make_questionnaire
from tests.factories.staff import make_staff, signed_in


def test_everything_about_one_person_stands_on_one_page(reviewer: Client, branches: Branches) -> None:
    asked = make_questionnaire(branches.desk, "Why do you come?")
    registration = branches.sign_up(
        name="Μαρία", email="maria@example.org", questionnaire=asked, answers={"Why do you come?": "To learn."}
    )
    registration.notices.update(state="failed", error="550 <maria@example.org>: unknown")
    page = reviewer.get(desk_url("inspect", registration.pk)).content.decode()
    for part in ("Μαρία", registration.reference, "maria@example.org", "Northern lab", "Why do you come?", "To learn."):
        assert part in page
    assert "550 &lt;m***@example.org&gt;: unknown" in page
    assert f"{desk_url('decide', registration.pk)}?to=accepted" in page


def test_days_and_hours_are_those_of_the_place_where_the_event_is_held(reviewer: Client, branches: Branches) -> None:
    late = datetime(2026, 1, 18, 12, 30, tzinfo=UTC)
    registration = branches.sign_up()
    Desk.objects.filter(pk=branches.desk.pk).update(begins_at=late, zone="Pacific/Auckland")
    registration.places.get().pool.desk.pools.update(begins_at=late)
    assert "19 January 2026, 1:30" in reviewer.get(desk_url("inspect", registration.pk)).content.decode()
    assert "(19/01/2026)" in reviewer.get(desk_url()).content.decode()


def test_answers_keep_the_words_they_were_given_under(reviewer: Client, branches: Branches) -> None:
    old = make_questionnaire(branches.desk, "Old words")
    registration = branches.sign_up(questionnaire=old, answers={"Old words": "Yes"})
    Questionnaire.objects.create(
        desk=branches.desk,
        digest="new",
        content={
            "language": "el",
            "questions": [{"key": "Old words", "kind": "text", "words": {"el": {"label": "New"}}}],
        },
    )
    assert "Old words" in reviewer.get(desk_url("inspect", registration.pk)).content.decode()


def test_markup_of_a_visitor_is_shown_as_text(reviewer: Client, branches: Branches) -> None:
    asked = make_questionnaire(branches.desk, "Why?")
    evil = "<svg/onload=alert(1)>"
    registration = branches.sign_up(name=evil, questionnaire=asked, answers={"Why?": evil})
    reviewer.post(desk_url("note", registration.pk), {"text": evil})
    for address in (
        desk_url(),
        desk_url("inspect", registration.pk),
        desk_url("decide", registration.pk, to="accepted"),
        desk_url(model="notice"),
        desk_url("inspect", registration.notices.first().pk, model="notice"),
    ):
        assert evil not in reviewer.get(address).content.decode()


def test_a_note_is_kept_with_its_author_and_logged(branches: Branches) -> None:
    user = make_staff(branches.north)
    client, registration = signed_in(user), branches.sign_up()
    response = client.post(desk_url("note", registration.pk), {"text": "  Called on Monday. "})
    assert response.url.startswith(desk_url("inspect", registration.pk))
    note = StaffNote.objects.get()
    assert (note.text, note.author) == ("Called on Monday.", user)
    assert "Called on Monday." in client.get(desk_url("inspect", registration.pk)).content.decode()
    assert RegistrationLogEntry.objects.filter(action="registrations.noted", registration=registration).exists()


def test_an_empty_note_or_one_with_controls_is_refused(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up()
    for text in ("", "   ", "a\x0bb", "a\x00b", "x" * 3_000):
        reviewer.post(desk_url("note", registration.pk), {"text": text})
    assert not StaffNote.objects.exists()


def test_a_note_as_long_as_allowed_is_kept_though_browsers_send_two_characters_for_each_line_break(
    reviewer: Client, branches: Branches
) -> None:
    registration = branches.sign_up()
    text = "\r\n".join(["a" * 199] * 10)
    assert reviewer.post(desk_url("note", registration.pk), {"text": text}).status_code == 302
    assert StaffNote.objects.get().text == text.replace("\r\n", "\n")


def test_a_question_that_comes_too_late_is_still_in_its_box(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up()
    sent = {"text": "Do you need an interpreter?", "version": registration.version - 1}
    answer = reviewer.post(desk_url("ask", registration.pk), sent)
    assert answer.status_code == 422
    box = answer.context["question_form"]
    assert "Do you need an interpreter?" in answer.content.decode()
    assert int(box["version"].value()) == Registration.objects.get(pk=registration.pk).version
    assert not registration.messages.exists()
    assert (
        reviewer.post(desk_url("ask", registration.pk), {**sent, "version": box["version"].value()}).status_code == 302
    )


def test_a_note_is_written_by_posting_only(reviewer: Client, branches: Branches) -> None:
    assert reviewer.get(desk_url("note", branches.sign_up().pk)).status_code == 405
