"""After sending: the letter once more, a mistyped address corrected, and nobody learns who is registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Site

from registrations.domain.errors import LinkDead, Stale
from registrations.domain.states import State
from registrations.models import Notice, NoticeKind, Registration, UntakenForm
from registrations.notices.composing import compose
from registrations.notices.links import personal_path, verify_path
from registrations.notices.reasons import has_reason
from registrations.pages.section import DONE_COOKIE, DONE_SALT
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from registrations.services.editing import change_answers
from registrations.services.finding import answer_requests, send_links
from registrations.services.nominating import correct_member
from registrations.services.promoting import sweep
from registrations.services.readdressing import correct_address, forget_untaken, readdress, send_link
from registrations.services.registering import register
from registrations.services.reviewing import Decision, decide
from tests.factories.addresses import desk_url
from tests.factories.nominations import REGULAR, accept, make_network, name_members, nomination
from tests.factories.pages import Visitor, desk_of, publish_workshop
from tests.factories.registrations import confirm, make_desk, make_questionnaire, seated, sign_up
from tests.factories.staff import clerk, make_staff, signed_in
from tests.factories.truths import assert_true_to_the_rules
from tests.rig.world import World

WRONG, RIGHT, THIRD = "annna@example.org", "anna@example.org", "third@example.org"


@pytest.fixture
def visitor(client: Client, world: World, settings: Any) -> Visitor:
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0
    return Visitor(client, publish_workshop(world, registration_capacity=1, registration_waiting_list=True))


def wishes(visitor: Visitor, what: str, **typed: str) -> HttpResponse:
    """Press a button of the page after sending, and follow where it leads."""
    return visitor.client.post(f"{visitor.url}?done=1", {"after": what, **typed}, follow=True)


def kept_by(client: Client) -> list[str]:
    """Desk, nonce and address, as anybody may read them in their own browser: they are signed, not secret."""
    kept: list[str] = signing.loads(client.cookies[DONE_COOKIE].value, salt=DONE_SALT)
    return kept


def letters_to(address: str) -> list[str]:
    return list(Notice.objects.filter(recipient=address).order_by("pk").values_list("kind", flat=True))


def test_a_mistyped_address_is_corrected_and_keeps_number_and_seat_while_the_old_link_dies(visitor: Visitor) -> None:
    visitor.sends(email=WRONG)
    before = Registration.objects.get()
    dead = verify_path(before)
    shown = wishes(visitor, "address", email=RIGHT).content.decode()
    assert RIGHT in shown
    after = Registration.objects.get()
    assert (after.email, after.reference, after.places.get().holds_seat) == (RIGHT, before.reference, True)
    assert after.attendees.get().email == RIGHT
    assert (letters_to(WRONG), letters_to(RIGHT)) == ([NoticeKind.VERIFY], [NoticeKind.VERIFY])
    now = datetime.now(UTC)
    assert [has_reason(letter, now) for letter in Notice.objects.order_by("pk")] == [False, True]
    assert visitor.client.get(dead).status_code == 404
    assert visitor.client.get(verify_path(after)).status_code == 200
    confirm(after)
    assert_true_to_the_rules()


@pytest.mark.parametrize("wrong_is_known", [True, False])
@pytest.mark.parametrize("right_is_known", [True, False])
def test_known_or_not_the_page_is_the_same_and_the_right_address_gets_a_letter(
    visitor: Visitor, wrong_is_known: bool, right_is_known: bool
) -> None:
    desk = desk_of(visitor.page)
    desk.pools.update(capacity=None, ceiling=None)
    for address, known in ((WRONG, wrong_is_known), (RIGHT, right_is_known)):
        if known:
            seated(desk, email=address)
    before = {one.email: one.state for one in Registration.objects.all()}
    Notice.objects.all().delete()
    assert visitor.sends(email=WRONG, name="Άννα")["Location"].startswith(f"{visitor.url}?done=1")
    answer = visitor.client.post(f"{visitor.url}?done=1", {"after": "address", "email": RIGHT})
    assert (answer.status_code, answer["Location"].split("#")[0]) == (302, f"{visitor.url}?done=again")
    assert len(letters_to(WRONG)) == len(letters_to(RIGHT)) == 1
    live = Registration.objects.live().filter(email=RIGHT)
    assert live.count() == 1
    assert live.get().name == ("Άννα" if not right_is_known else live.get().name)
    for address, state in before.items():
        assert Registration.objects.live().get(email=address).state == state
    assert_true_to_the_rules()


@pytest.mark.parametrize("wrong_is_known", [True, False])
@pytest.mark.parametrize("right_is_known", [True, False])
def test_what_the_browser_keeps_of_a_form_does_not_tell_who_is_registered(
    visitor: Visitor, wrong_is_known: bool, right_is_known: bool
) -> None:
    desk = desk_of(visitor.page)
    desk.pools.update(capacity=None, ceiling=None)
    for address, known in ((WRONG, wrong_is_known), (RIGHT, right_is_known)):
        if known:
            seated(desk, email=address)
    visitor.sends(email=WRONG)
    first = kept_by(visitor.client)
    visitor.client.post(f"{visitor.url}?done=1", {"after": "address", "email": RIGHT})
    assert kept_by(visitor.client) == [*first[:2], RIGHT]
    visitor.client.post(f"{visitor.url}?done=1", {"after": "address", "email": THIRD})
    assert kept_by(visitor.client) == [*first[:2], THIRD]
    assert Registration.objects.live().filter(email=THIRD).count() == 1
    assert_true_to_the_rules()


def test_one_address_after_another_on_one_form_never_moves_the_number_of_seats(visitor: Visitor) -> None:
    desk = desk_of(visitor.page)
    desk.pools.update(capacity=2, ceiling=2)
    registered = seated(desk, email=RIGHT)
    visitor.sends(email=WRONG)
    tried = Registration.objects.get(email=WRONG)
    dead = verify_path(tried)
    for address in (THIRD, RIGHT, "fourth@example.org", RIGHT):
        wishes(visitor, "address", email=address)
        assert desk.pools.get().places.filter(holds_seat=True).count() == 2
    assert visitor.client.get(dead).status_code == 404
    assert letters_to(RIGHT)[-1] == NoticeKind.ALREADY_REGISTERED
    tried.refresh_from_db()
    assert (tried.email, tried.attendees.get().email) == ("", "")  # nobody's, so that nobody gets a link to it
    assert not any(has_reason(letter, datetime.now(UTC)) for letter in tried.notices.all())
    assert_true_to_the_rules()

    wishes(visitor, "address", email=THIRD)
    tried.refresh_from_db()
    assert tried.email == THIRD
    confirm(tried)
    assert Registration.objects.live().count() == 2
    registered.refresh_from_db()
    assert registered.email == RIGHT
    assert_true_to_the_rules()


def test_a_seat_that_is_held_for_nobody_runs_out_as_that_of_any_other_form(visitor: Visitor) -> None:
    desk = desk_of(visitor.page)
    desk.pools.update(capacity=2, ceiling=2)
    seated(desk, email=RIGHT)
    visitor.sends(email=WRONG)
    wishes(visitor, "address", email=RIGHT)
    sweep(now=datetime.now(UTC) + timedelta(hours=49))
    assert Registration.objects.get(email="").state == State.EXPIRED
    assert letters_to("") == []
    assert_true_to_the_rules()


def test_staff_see_that_a_form_has_no_address_and_give_it_one(visitor: Visitor) -> None:
    desk = desk_of(visitor.page)
    desk.pools.update(capacity=2, ceiling=2)
    seated(desk, email=RIGHT)
    visitor.sends(email=WRONG)
    wishes(visitor, "address", email=RIGHT)
    form, now = Registration.objects.get(email=""), datetime.now(UTC)
    page = signed_in(make_staff(visitor.page)).get(desk_url("inspect", form.pk)).content.decode()
    assert "corrected to an address that is registered already" in page
    assert "Send the link again" not in page
    with pytest.raises(Stale):
        send_link(registration=form, by=clerk(), now=now)
    decide(registration=form, decision=Decision(to=State.ACCEPTED), by=clerk(), now=now)
    assert not any(has_reason(letter, now + timedelta(hours=1)) for letter in form.notices.all())
    form.refresh_from_db()
    readdress(registration=form, email=THIRD, by=clerk(), now=now, version=form.version)
    assert letters_to(THIRD) == [NoticeKind.VERIFY]
    assert_true_to_the_rules()


def test_the_letter_is_sent_again_but_never_more_often_than_an_address_may_be_written_to(
    visitor: Visitor, settings: Any
) -> None:
    settings.REGISTRATIONS_LETTERS_PER_HOUR = 3
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        visitor.sends(email=RIGHT)
        for _ in range(6):
            assert RIGHT in wishes(visitor, "again").content.decode()
            clock.shift(timedelta(minutes=2))
    assert letters_to(RIGHT) == [NoticeKind.VERIFY] * 3


def test_somebody_who_was_registered_before_may_ask_for_the_letter_again(visitor: Visitor) -> None:
    seated(desk_of(visitor.page), email=RIGHT)
    visitor.sends(email=RIGHT)
    Notice.objects.all().delete()
    assert RIGHT in wishes(visitor, "again").content.decode()
    assert letters_to(RIGHT) == [NoticeKind.ALREADY_REGISTERED]


def test_the_same_address_once_more_is_the_wish_for_another_letter(visitor: Visitor) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        visitor.sends(email=RIGHT)
        clock.shift(timedelta(minutes=2))
        wishes(visitor, "address", email=RIGHT)
    assert letters_to(RIGHT) == [NoticeKind.VERIFY] * 2
    assert Registration.objects.count() == 1


@pytest.mark.django_db
def test_the_address_of_a_nomination_is_corrected_with_its_members_and_where_anybody_may_register_twice() -> None:
    now = datetime.now(UTC)
    for form in (
        register(desk=make_network(), submission=nomination(email=WRONG), now=now),
        sign_up(make_desk(person_key="nobody"), email=WRONG),
    ):
        named = list(form.attendees.members().values_list("name", flat=True))
        correct_address(desk=form.desk, nonce=form.nonce, email=RIGHT, now=now)
        form.refresh_from_db()
        assert form.email == RIGHT
        assert list(form.attendees.members().values_list("name", flat=True)) == named
        with pytest.raises(LinkDead):
            correct_address(desk=form.desk, nonce="never sent", email=RIGHT, now=now)


@pytest.mark.django_db
def test_a_form_corrected_when_its_time_to_be_confirmed_is_over_counts_as_sent_anew() -> None:
    now = datetime.now(UTC)
    desk, too_late = make_desk(), now + timedelta(hours=48)
    first = sign_up(desk, now=now, email=WRONG)
    correct_address(desk=desk, nonce=first.nonce, email=RIGHT, now=too_late)
    anew = Registration.objects.get(email=RIGHT)
    assert anew.pk != first.pk
    assert has_reason(anew.notices.get(), too_late)


@pytest.mark.django_db
def test_who_sent_a_form_with_somebody_elses_address_never_reads_what_its_owner_wrote_afterwards() -> None:
    now, desk = datetime.now(UTC), make_desk()
    form = {"questionnaire": make_questionnaire(desk, "Diet"), "answers": {"Diet": "none"}}
    owned = seated(desk, email=WRONG, **form)
    change_answers(registration=owned, answers={"Diet": "a secret"}, seen="0", now=now)
    correct_address(desk=desk, nonce=owned.nonce, email=RIGHT, now=now)
    copied = Registration.objects.get(email=RIGHT)
    assert copied.answers == {"Diet": "none"}

    body = accept(name_members(make_network(), email=WRONG))
    corrected = replace(REGULAR, email="secret@example.org")
    correct_member(registration=body, member=corrected, by=clerk(), now=now, reason="Asked for it")
    cancel(registration=body, by=PERSON, now=now)
    correct_address(desk=body.desk, nonce=body.nonce, email=RIGHT, now=now)
    assert not body.desk.registrations.filter(email=RIGHT).exists()


def test_an_address_that_is_none_is_refused_beside_its_field_and_keeps_the_page(visitor: Visitor) -> None:
    visitor.sends(email=WRONG)
    answer = visitor.client.post(f"{visitor.url}?done=1", {"after": "address", "email": "nobody"})
    assert answer.status_code == 422
    assert answer["Cache-Control"] == "private, no-store"
    assert "nobody" in answer.content.decode()
    assert Registration.objects.get().email == WRONG


def test_a_browser_that_sent_nothing_corrects_nothing(visitor: Visitor) -> None:
    visitor.sends(email=WRONG)
    answer = Client().post(f"{visitor.url}?done=1", {"after": "address", "email": RIGHT})
    assert answer.status_code == 302
    assert Registration.objects.get().email == WRONG


def test_forms_that_were_not_taken_are_forgotten_after_an_hour(visitor: Visitor) -> None:
    seated(desk_of(visitor.page), email=WRONG)
    visitor.sends(email=WRONG)
    now = datetime.now(UTC)
    assert forget_untaken(now=now) == 0
    assert forget_untaken(now=now + timedelta(hours=1, minutes=1)) == 1
    assert not UntakenForm.objects.exists()
    assert wishes(visitor, "again").status_code == 200


def asks(client: Client, email: str) -> HttpResponse:
    return client.post("/en/registration/find/", {"email": email})


def test_a_lost_link_comes_by_letter_and_the_page_says_the_same_to_everybody(client: Client, world: World) -> None:
    first, second = seated(make_desk(), email=RIGHT), sign_up(make_desk(), email=RIGHT)
    ended = seated(make_desk(), email=RIGHT)
    Registration.objects.filter(pk=ended.pk).update(state=State.CANCELLED)
    Notice.objects.all().delete()
    answers = [asks(client, RIGHT), asks(client, "stranger@example.org"), asks(client, RIGHT)]
    assert {(answer.status_code, answer["Location"], answer["Cache-Control"]) for answer in answers} == {
        (302, "/en/registration/find/?sent=1", "private, no-store")
    }
    assert not Notice.objects.exists()  # nothing was looked up: the time of the answer tells nothing
    assert [answer_requests(now=datetime.now(UTC)) for _ in range(2)] == [3, 0]
    owed = {notice.registration_id: notice for notice in Notice.objects.all()}
    assert {key: notice.kind for key, notice in owed.items()} == {
        first.pk: NoticeKind.LINK,
        second.pk: NoticeKind.VERIFY,
    }
    letter = compose(owed[first.pk])
    assert personal_path(first) in letter.body
    assert "You have asked for the link" in letter.body
    shown = client.get(answers[0]["Location"]).content.decode()
    assert "If somebody is registered with this address" in shown
    assert RIGHT not in shown


def test_a_desk_without_a_site_of_its_own_is_searched_from_the_default_site_alone(world: World) -> None:
    person, now = seated(make_desk(), email=RIGHT), datetime.now(UTC)
    Notice.objects.all().delete()
    other = Site.objects.create(hostname="other.example.org", root_page=world.home_en)
    owed = []
    for site in (other, world.site):
        send_links(email=RIGHT, site=site, now=now)
        owed.append(person.notices.count())
    assert owed == [0, 1]


def test_links_are_not_asked_for_without_end(client: Client, world: World, settings: Any) -> None:
    settings.REGISTRATIONS_ATTEMPTS_PER_HOUR = 2
    seated(make_desk(), email=RIGHT)
    assert [asks(client, RIGHT).status_code for _ in range(3)] == [302, 302, 429]
    assert client.put("/en/registration/find/").status_code == 405
    assert asks(Client(REMOTE_ADDR="10.1.1.1"), "nobody").status_code == 422
