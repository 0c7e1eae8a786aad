"""Changing answers until the deadline: the same questions, the old answers kept, nothing lost between two windows."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from registrations.domain.errors import Closed
from registrations.domain.states import State
from registrations.models import FormerAnswers, NoticeKind, Registration
from registrations.notices.links import personal_path
from registrations.services.actor import staff
from registrations.services.editing import change_answers, withdraw_consent
from registrations.services.reviewing import Decision, decide
from tests.factories.pages import Visitor, desk_of, publish_workshop, question
from tests.factories.registrations import confirm, last_letter, soon
from tests.factories.truths import assert_true_to_the_rules
from tests.rig.world import World


@pytest.fixture
def person(client: Client, world: World, settings: Any) -> Registration:
    """Somebody who answered two questions and confirmed the address."""
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0
    page = publish_workshop(
        world,
        registration_capacity=5,
        registration_review=True,
        registration_edits_reviewed=True,
        questions=[
            question("short_text", "Υπηρεσία", required=True),
            question("date", "Από"),
            question("yes_no", "Πρώτη φορά"),
            question("consent", "Φωτογραφίες"),
            question("consent", "Όροι", required=True),
        ],
    )
    keys = [block.id for block in page.questions]
    Visitor(client, page).sends(**dict(zip(keys, ("Δήμος", "27/3/2025", "yes", "on", "on"), strict=True)))
    return confirm(Registration.objects.get(desk=desk_of(page)))


def keys_of(person: Registration) -> list[str]:
    assert person.questionnaire is not None
    return [one["key"] for one in person.questionnaire.content["questions"]]


def saves(client: Client, person: Registration, seen: str = "0", **typed: str) -> HttpResponse:
    where, since, first, photos, terms = keys_of(person)
    form = {where: "Δήμος", since: "27/3/2025", first: "yes", photos: "on", terms: "on", "seen": seen}
    return client.post(personal_path(person) + "answers/", {**form, **typed})


def fresh(person: Registration) -> Registration:
    return Registration.objects.get(pk=person.pk)


def test_the_form_shows_what_was_answered_and_a_change_keeps_the_old_answers(
    client: Client, person: Registration, admin_user: Any
) -> None:
    where, since, *_rest = keys_of(person)
    accept = Decision(to=State.ACCEPTED)
    decide(registration=person, decision=accept, by=staff(admin_user), now=soon())
    assert "answers/" in client.get(personal_path(person)).content.decode()
    page = client.get(personal_path(person) + "answers/").content.decode()
    assert 'value="Δήμος"' in page
    assert 'value="27/03/2025"' in page
    assert "αποφασίζουμε" in page or "decide once more" in page
    saved = saves(client, person, **{where: "Περιφέρεια"})["Location"]
    assert "Οι απαντήσεις σας αποθηκεύτηκαν." in client.get(saved).content.decode()
    after = fresh(person)
    assert (after.answers[where], after.answers[since]) == ("Περιφέρεια", "2025-03-27")
    assert FormerAnswers.objects.get().answers[where] == "Δήμος"
    assert (after.state, after.places.get().holds_seat) == (State.IN_REVIEW, True)
    assert last_letter(after).kind == NoticeKind.CHANGED
    assert_true_to_the_rules()


def test_what_the_form_would_refuse_is_refused_here_and_the_same_answers_change_nothing(
    client: Client, person: Registration
) -> None:
    where, since, *_rest = keys_of(person)
    answer = saves(client, person, **{where: "", since: "31/2/2025"})
    assert (answer.status_code, answer["Cache-Control"]) == (422, "private, no-store")
    assert "31/2/2025" in answer.content.decode()
    assert saves(client, person).status_code == 302
    assert not FormerAnswers.objects.exists()
    assert fresh(person).version == person.version


def test_of_two_windows_the_second_is_told_and_keeps_what_was_typed(client: Client, person: Registration) -> None:
    where = keys_of(person)[0]
    assert saves(client, person, **{where: "Πρώτο"}).status_code == 302
    late = saves(client, person, **{where: "Δεύτερο"})
    assert late.status_code == 409
    assert "Δεύτερο" in late.content.decode()
    assert fresh(person).answers[where] == "Πρώτο"
    seen = late.context["form"].data["seen"]
    assert saves(client, person, seen=seen, **{where: "Δεύτερο"}).status_code == 302
    assert fresh(person).answers[where] == "Δεύτερο"


def test_after_the_deadline_nothing_can_be_changed(client: Client, person: Registration) -> None:
    type(person.desk).objects.filter(pk=person.desk_id).update(closes_at=soon(hours=-1))
    assert "answers/" not in client.get(personal_path(person)).content.decode()
    assert saves(client, person, **{keys_of(person)[0]: "Άλλο"}).status_code == 302
    assert not FormerAnswers.objects.exists()


def test_a_consent_that_is_optional_can_be_withdrawn_at_any_time_and_the_time_is_kept(
    client: Client, person: Registration
) -> None:
    _where, _since, _first, photos, terms = keys_of(person)
    type(person.desk).objects.filter(pk=person.desk_id).update(closes_at=soon(hours=-1))
    path = f"{personal_path(person)}withdraw/{photos}/"
    assert path in client.get(personal_path(person)).content.decode()
    assert client.get(path).status_code == 200
    assert fresh(person).answers[photos] is True
    assert "Η συγκατάθεσή σας ανακλήθηκε." in client.post(path, follow=True).content.decode()
    assert "ανακλήθηκε" not in client.post(path, follow=True).content.decode()  # pressed twice
    client.post(f"{personal_path(person)}withdraw/{terms}/")
    assert (fresh(person).answers[photos], fresh(person).answers[terms]) == (False, True)
    assert FormerAnswers.objects.get().ending == "withdrawn"


def test_a_change_comes_too_late_and_what_was_taken_back_stays_so(person: Registration) -> None:
    _where, _since, _first, photos, _terms = keys_of(person)
    person.desk.edits = "no"
    person.desk.save()
    with pytest.raises(Closed):
        change_answers(registration=person, answers={}, seen="0", now=soon())
    for _ in range(2):
        withdraw_consent(registration=person, key=photos, now=soon())
    assert fresh(person).answers[photos] is False
    assert FormerAnswers.objects.filter(registration=person).count() == 1
