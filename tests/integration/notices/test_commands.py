"""The commands of those who run the site: sending letters, as a worker too, and checking the rules."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError, models
from django.utils.deconstruct import deconstructible
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition

from registrations.domain.digests import digest_of
from registrations.domain.states import State
from registrations.management.commands import send_notices
from registrations.management.commands.send_notices import Worker
from registrations.models import (
    AttendeeEnding,
    Notice,
    Place,
    Questionnaire,
    Registration,
    SeatPool,
    Transition,
)
from registrations.notices.delivering import Round
from registrations.queries.files import stores
from registrations.services.actor import staff
from registrations.services.reviewing import Decision, decide
from tests.factories.nominations import make_network, name_members
from tests.factories.registrations import make_desk, make_questionnaire, seated, sign_up, soon
from tests.rig.smtp import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's rows live in its own transaction: the worker must not take a fresh connection here."""
    monkeypatch.setattr(send_notices, "close_old_connections", lambda: None)
    monkeypatch.setattr(send_notices.connection, "close", lambda: None)


def run(name: str, **options: Any) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


def test_one_pass_sends_everything_and_says_how_much() -> None:
    desk = make_desk()
    late = sign_up(desk, now=soon(hours=-50))
    for _ in range(3):
        sign_up(desk)
    said = run("send_notices")
    assert "3 sent, 0 to be tried again, 0 failed, 1 no longer needed; 1 holds" in said
    assert Registration.objects.get(pk=late.pk).state == State.EXPIRED
    assert "0 sent" in run("send_notices")


def test_one_pass_says_how_many_letters_are_held_so_that_a_decision_may_be_taken_back(
    admin_user: Any, settings: Any
) -> None:
    settings.REGISTRATIONS_UNDO_MINUTES = 5
    applicant = seated(make_desk(needs_review=True))
    run("send_notices")
    decide(registration=applicant, decision=Decision(to=State.ACCEPTED), by=staff(admin_user), now=datetime.now(UTC))
    said = run("send_notices")
    assert said.startswith("0 sent, ")
    assert "; 1 letters held until later." in said


def test_one_pass_ends_when_there_is_no_mail_server(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    sign_up(make_desk())
    assert "0 sent, 1 to be tried again" in run("send_notices")


def test_the_worker_delivers_until_it_is_told_to_stop() -> None:
    sign_up(make_desk())
    killer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM))
    before = signal.getsignal(signal.SIGTERM)
    killer.start()
    call_command("send_notices", worker=True)
    killer.join()
    assert len(mail.outbox) == 1
    assert signal.getsignal(signal.SIGTERM) == before


def test_the_worker_rests_longer_while_something_is_away_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker()
    monkeypatch.setattr(send_notices, "deliver_due", lambda **_: Round(unreachable=True))
    rests = [worker.turn() for _ in range(3)]
    monkeypatch.setattr(send_notices, "deliver_due", _no_database)
    rests += [worker.turn() for _ in range(6)]
    assert rests == [2, 4, 8, 16, 32, 60, 60, 60, 60]
    monkeypatch.setattr(send_notices, "deliver_due", lambda **_: Round())
    assert worker.turn() == 1


def test_a_fault_in_one_turn_does_not_end_the_worker_and_its_words_stay_out_of_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: Any) -> Round:
        raise RuntimeError("maria@example.org")

    monkeypatch.setattr(send_notices, "deliver_due", fail)
    assert Worker().turn() == 2
    assert "RuntimeError (test_commands.py:" in caplog.text
    assert "maria" not in caplog.text


def _no_database(**_: Any) -> Round:
    raise OperationalError("the database system is shutting down")


def test_the_worker_sweeps_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[object] = []
    monkeypatch.setattr(send_notices, "sweep", lambda *, now: swept.append(now) or 0)
    worker = Worker()
    worker.turn()
    worker.turn()
    assert len(swept) == 1


def everything_in_order() -> Registration:
    desk = make_desk(capacity=1, waiting_list=True, sessions=["Morning", "Evening"])
    seated(desk, session_keys=("Morning",))
    seated(desk, session_keys=("Morning", "Evening"))
    sign_up(desk, session_keys=("Evening",))
    return seated(desk, session_keys=("Morning",))


def test_a_desk_in_order_passes_every_rule() -> None:
    everything_in_order()
    said = run("registrations_check")
    assert "I1  ok      pools count the seats that are taken: 0 of 2 are wrong" in said
    assert "broken" not in said


def _wrong_count(_registration: Registration) -> None:
    SeatPool.objects.filter(session_key="Evening").update(taken=0)


def _wrong_state(registration: Registration) -> None:
    Registration.objects.filter(pk=registration.pk).update(state=State.ACCEPTED)


def _lost_history(registration: Registration) -> None:
    Transition.objects.filter(place__registration=registration).delete()


def _wild_move(registration: Registration) -> None:
    place = registration.places.get()
    Transition.objects.create(place=place, from_state="rejected", to_state="waitlisted", actor="clock", at=soon())


def _stuck_letter(registration: Registration) -> None:
    Notice.objects.update(state="in_flight", claimed_at=soon() - timedelta(minutes=9))


def _number_never_given(registration: Registration) -> None:
    Place.objects.filter(registration=registration).update(position=99)


def _altered_question(registration: Registration) -> None:
    questionnaire = make_questionnaire(registration.desk, "Body")
    questionnaire.content["questions"][0]["words"]["el"]["label"] = "Something else"
    questionnaire.save()


def _answer_without_question(registration: Registration) -> None:
    questionnaire = make_questionnaire(registration.desk, "Body")
    facts = {"questionnaire": questionnaire, "answers": {"Gone": "12"}}
    Registration.objects.filter(pk=registration.pk).update(**facts)


def _option_without_words(registration: Registration) -> None:
    question = {"key": "Meal", "kind": "choices", "options": ["a", "b"], "words": {}}
    content = {"language": "el", "questions": [question]}
    questionnaire = Questionnaire.objects.create(desk=registration.desk, digest=digest_of(content), content=content)
    Registration.objects.filter(pk=registration.pk).update(questionnaire=questionnaire, answers={"Meal": ["a", "x"]})


def _left_and_still_there(registration: Registration) -> None:
    registration.attendees.update(ending=AttendeeEnding.CANCELLED)


def _untold_members(_registration: Registration) -> None:
    nomination = name_members(make_network())
    Registration.objects.filter(pk=nomination.pk).update(created_at=soon(days=-29))


def _lost_file(_registration: Registration) -> None:
    document = Document.objects.create(title="Agenda", file=ContentFile(b"agenda", "agenda.txt"))
    Path(document.file.path).unlink()


def _lost_row(_registration: Registration) -> None:
    old = Path(default_storage.path(default_storage.save("documents/left.txt", ContentFile(b"left"))))
    os.utime(old, (0, 0))


@pytest.mark.parametrize(
    ("breaks", "rule"),
    [
        (_altered_question, "I7  broken  questions stand as they were frozen: 1 of 1 are wrong"),
        (_answer_without_question, "I7  broken  answers have their question and the words of their options: 1 of 1"),
        (_option_without_words, "I7  broken  answers have their question and the words of their options: 1 of 1"),
        (_lost_file, "I5  broken  rows have their file: 1 of 1 are wrong"),
        (_lost_row, "I5  broken  files have their row: 1 of 1 are wrong"),
        (_wrong_count, "I1  broken  pools count the seats"),
        (_wrong_state, "I8  broken  registrations stand where their places say"),
        (_lost_history, "I8  broken  places stand where their history ends"),
        (_wild_move, "I8  broken  moves follow the graph"),
        (_stuck_letter, "I4  broken  no letter is stuck"),
        (_left_and_still_there, "I2  broken  who has left a party has no place any more: 1 of 1 are wrong"),
        (_untold_members, "L1  broken  members of bodies are told within a month: 2 of 2 are wrong"),
        (_number_never_given, "I6  broken  everybody in line has a position"),
    ],
)
def test_a_broken_rule_is_named_and_the_command_fails(breaks: Any, rule: str) -> None:
    breaks(everything_in_order())
    out = StringIO()
    with pytest.raises(CommandError, match="of the rules are broken") as failure:
        call_command("registrations_check", stdout=out)
    assert failure.value.returncode == 1
    assert rule in out.getvalue()


def test_orphans_are_named_and_only_removed_when_told_and_only_the_old_ones() -> None:
    kept = Document.objects.create(title="Agenda", file=ContentFile(b"agenda", "agenda.txt"))
    _lost_row(everything_in_order())
    default_storage.save("documents/just-now.txt", ContentFile(b"an upload that is under way"))
    assert "no row   documents/left.txt\n1 files without a row, 0 removed; 0 rows" in run("find_orphans")
    assert "1 files without a row, 1 removed" in run("find_orphans", delete=True)
    assert "0 files without a row, 0 removed; 0 rows without their file." in run("find_orphans", delete=True)
    assert default_storage.exists("documents/just-now.txt")
    assert default_storage.exists(kept.file.name)


def test_a_file_that_a_row_names_is_no_orphan_wherever_it_lies_and_whoever_hides_the_row(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    class Hidden(models.Manager):
        def get_queryset(self) -> models.QuerySet[Any]:
            return super().get_queryset().none()

    within = FileSystemStorage(location=Path(settings.MEDIA_ROOT) / "private")
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", within)
    kept = Document.objects.create(title="Agenda", file=ContentFile(b"agenda", "agenda.txt"))
    os.utime(kept.file.path, (0, 0))
    hidden = Hidden()
    hidden.model = Document
    monkeypatch.setattr(Document._meta, "default_manager", hidden)
    assert "0 files without a row, 0 removed; 0 rows" in run("find_orphans", delete=True)


@deconstructible
class Vault(Storage):
    """A store that tells how it was made, and nothing else."""

    def __init__(self, box: str) -> None: ...


def test_stores_that_name_no_place_are_told_apart_unless_they_were_made_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [(Document, "file"), (Image, "file"), (Rendition, "file")]
    for made, places in (([Storage(), Storage(), Storage()], 3), ([Vault("a"), Vault("b"), Vault("a")], 2)):
        for (model, name), storage in zip(files, made, strict=True):
            monkeypatch.setattr(model._meta.get_field(name), "storage", storage)
        assert len([store for store in stores() if store.storage in made]) == places


def test_a_row_without_its_file_is_named_with_the_row_and_the_command_fails() -> None:
    _lost_file(everything_in_order())
    with pytest.raises(CommandError, match="1 files are gone"):
        run("find_orphans")


def test_whoever_waits_beside_a_free_seat_is_promoted_in_order_and_whom_staff_put_there_stays() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    seated(desk)
    first, second = seated(desk), seated(desk)
    assert "0 promoted" in run("promote_places")
    SeatPool.objects.filter(desk=desk).update(capacity=2, ceiling=2)
    assert "1 promoted" in run("promote_places")
    assert [row.state for row in Registration.objects.filter(pk__in=[first.pk, second.pk]).order_by("pk")] == [
        State.ACCEPTED,
        State.WAITLISTED,
    ]
    SeatPool.objects.filter(desk=desk).update(capacity=5, ceiling=5)
    Place.objects.filter(registration=second).update(decided=True)
    assert "0 promoted" in run("promote_places")
