"""What publishing, unpublishing, copying, translating, moving and deleting a page means at its desk."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from wagtail.models import Page

from innovation_pages.models import WorkshopPage
from registrations import receivers
from registrations.domain.errors import NotHere
from registrations.domain.rules import Mode
from registrations.domain.states import State
from registrations.models import Desk, NoticeKind, Questionnaire, Registration, SeatPool
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from registrations.services.desks import find_desk, place_in_tree
from registrations.services.publishing import publish
from tests.factories.pages import desk_of, publish_news, publish_workshop, question, republish, soon, translate
from tests.factories.registrations import last_letter, seated, sign_up
from tests.factories.truths import assert_no_seat_is_kept_from_the_line, assert_true_to_the_rules
from tests.rig.world import World

LIMIT = {"registration_capacity": 1, "registration_waiting_list": True}


def sessions(*parts: dict[str, object]) -> str:
    return json.dumps([{"type": "session", "id": part.pop("key"), "value": part} for part in parts])


def session(title: str, key: str, **facts: object) -> dict[str, object]:
    begins, ends = soon(30).isoformat(), (soon(30) + timedelta(hours=1)).isoformat()
    return {"key": key, "title": title, "begins": begins, "ends": ends, "registration": "inherit", **facts}


def test_publishing_copies_the_rules_and_the_occasion(world: World) -> None:
    begins_at = soon(40)
    page = publish_workshop(
        world,
        title="Ημέρα καινοτομίας",
        begins_at=begins_at,
        registration_opens_on=date(2026, 1, 1),
        registration_closes_on=date(2030, 1, 31),
        registration_capacity=20,
        registration_waiting_list=False,
        registration_review=True,
        registration_applications_hold_seats=True,
        registration_verify_address=False,
        registration_person_key="email_and_name",
    )
    desk = desk_of(page)
    assert (desk.leading_page_id, desk.site_id, desk.is_published) == (page.pk, world.site.pk, True)
    assert (desk.title, desk.begins_at, desk.zone, desk.tree_path) == (
        "Ημέρα καινοτομίας",
        begins_at,
        "Europe/Athens",
        place_in_tree(page),
    )
    assert desk.opens_at == datetime(2025, 12, 31, 22, 0, tzinfo=UTC)
    assert desk.closes_at == datetime(2030, 1, 31, 22, 0, tzinfo=UTC)
    assert desk.rules == page.registration_rules()
    pool = desk.pools.get()
    assert (pool.session_key, pool.capacity, pool.ceiling, pool.taken) == ("", 20, 20, 0)
    assert desk.questionnaires.count() == 1


def test_a_page_whose_desk_cannot_take_it_is_not_published(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = publish_workshop(world, title="Πριν", **LIMIT)
    monkeypatch.setattr(receivers, "freeze", lambda **_facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        republish(page, title="Μετά", registration_capacity=5)
    assert WorkshopPage.objects.get(pk=page.pk).title == desk_of(page).title == "Πριν"
    assert desk_of(page).capacity == 1


def test_a_draft_changes_nothing_at_the_desk(world: World) -> None:
    page = publish_workshop(world, registration_capacity=20)
    page.registration_capacity = 1
    page.save_revision()
    assert desk_of(page).capacity == 20


def test_publishing_an_older_revision_puts_the_rules_back_and_leaves_the_people(world: World) -> None:
    page = publish_workshop(world, registration_capacity=20)
    older = page.latest_revision
    page = republish(page, registration_capacity=3)
    seated(desk_of(page))
    older.publish()
    pool = desk_of(page).pools.get()
    assert (pool.capacity, pool.taken) == (20, 1)


def test_publishing_twice_makes_one_desk_one_pool_and_one_questionnaire(world: World) -> None:
    page = republish(publish_workshop(world))
    assert (Desk.objects.count(), SeatPool.objects.count(), Questionnaire.objects.count()) == (1, 1, 1)
    assert desk_of(page).calendar_sequence == 0


def test_a_moved_event_raises_the_number_of_its_calendar_entry(world: World) -> None:
    page = publish_workshop(world)
    page = republish(page, begins_at=page.begins_at + timedelta(hours=1))
    assert desk_of(page).calendar_sequence == 1
    republish(page, registration_capacity=7)
    assert desk_of(page).calendar_sequence == 1


def test_a_capacity_lowered_below_what_is_taken_throws_nobody_out_and_falls_back(world: World) -> None:
    page = publish_workshop(world, registration_capacity=3, registration_waiting_list=True)
    people = [seated(desk_of(page)) for _ in range(3)]
    page = republish(page, registration_capacity=1)
    pool = desk_of(page).pools.get()
    assert (pool.capacity, pool.taken, pool.ceiling, pool.free) == (1, 3, 3, 0)
    assert seated(desk_of(page)).state == State.WAITLISTED
    cancel(registration=people[0], by=PERSON, now=datetime.now(UTC))
    pool.refresh_from_db()
    assert (pool.taken, pool.ceiling) == (2, 2)
    assert Registration.objects.filter(state=State.WAITLISTED).count() == 1
    assert_true_to_the_rules()


def test_a_capacity_of_zero_is_full_and_one_left_blank_has_no_limit(world: World) -> None:
    page = publish_workshop(world, registration_capacity=0, registration_waiting_list=True)
    waiting = [seated(desk_of(page)) for _ in range(2)]
    assert {one.state for one in waiting} == {State.WAITLISTED}
    republish(page, registration_capacity=None)
    assert {Registration.objects.get(pk=one.pk).state for one in waiting} == {State.ACCEPTED}
    assert desk_of(page).pools.get().ceiling is None
    assert_true_to_the_rules()


def test_a_limit_set_below_what_is_taken_keeps_everybody(world: World) -> None:
    page = publish_workshop(world)
    for _ in range(3):
        seated(desk_of(page))
    republish(page, registration_capacity=2)
    pool = desk_of(page).pools.get()
    assert (pool.taken, pool.ceiling) == (3, 3)


def test_more_seats_go_to_those_who_wait_in_their_order(world: World) -> None:
    page = publish_workshop(world, **LIMIT)
    _sitting, first, second, third = (seated(desk_of(page)) for _ in range(4))
    republish(page, registration_capacity=3)
    states = [Registration.objects.get(pk=one.pk).state for one in (first, second, third)]
    assert states == [State.ACCEPTED, State.ACCEPTED, State.WAITLISTED]
    assert last_letter(first).kind == NoticeKind.ACCEPTED
    assert_no_seat_is_kept_from_the_line(datetime.now(UTC))
    assert_true_to_the_rules()


def test_unpublishing_closes_the_desk_and_republishing_opens_it(world: World) -> None:
    page = publish_workshop(world)
    registration = seated(desk_of(page))
    page.unpublish()
    assert not desk_of(page).is_published
    with pytest.raises(NotHere):
        sign_up(desk_of(page))
    registration.refresh_from_db()
    assert registration.state == State.ACCEPTED
    republish(WorkshopPage.objects.get(pk=page.pk))
    assert desk_of(page).is_published
    sign_up(desk_of(page))


def test_deleting_the_page_keeps_the_desk_and_its_people(world: World) -> None:
    page = publish_workshop(world, title="Χάθηκε")
    seated(desk_of(page))
    key, place = page.translation_key, place_in_tree(page)
    page.delete()
    desk = Desk.objects.get(translation_key=key)
    assert (desk.leading_page_id, desk.is_published, desk.title, desk.tree_path) == (None, False, "Χάθηκε", place)
    assert desk.registrations.count() == 1
    with pytest.raises(NotHere):
        sign_up(desk)


@pytest.mark.parametrize("as_plain_page", [True, False])
def test_deleting_a_section_keeps_the_desks_below_it(world: World, as_plain_page: bool) -> None:
    page = publish_workshop(world)
    seated(desk_of(page))
    parent = page.get_parent()
    (parent if as_plain_page else parent.specific).delete()
    desk = Desk.objects.get(translation_key=page.translation_key)
    assert (desk.leading_page_id, desk.is_published) == (None, False)
    assert desk.registrations.count() == 1


def test_a_page_that_was_moved_and_deleted_is_remembered_at_its_last_place(world: World) -> None:
    page = publish_workshop(world)
    section = world.home.add_child(instance=type(page.get_parent().specific)(title="Άλλα", slug="others"))
    page.move(section, pos="last-child")
    WorkshopPage.objects.get(pk=page.pk).delete()
    assert desk_of(page).tree_path.endswith(f"/{section.pk}/")


def test_a_page_that_moved_keeps_its_desk(world: World) -> None:
    page = publish_workshop(world)
    desk = desk_of(page)
    section = world.home.add_child(instance=type(page.get_parent().specific)(title="Άλλα", slug="others"))
    page.move(section, pos="last-child")
    assert find_desk(WorkshopPage.objects.get(pk=page.pk)) == desk


def test_a_copy_starts_with_nobody_and_its_own_seats(world: World) -> None:
    page = publish_workshop(world, registration_capacity=1, questions=[question("short_text", "Φορέας")])
    seated(desk_of(page))
    copy = page.copy(update_attrs={"slug": "copy", "title": "Αντίγραφο"})
    copy = republish(copy, begins_at=soon(400), ends_at=soon(401))  # a copy begins without days, as a draft
    own = desk_of(copy)
    assert own != desk_of(page)
    assert (own.registrations.count(), own.pools.get().taken) == (0, 0)
    assert [block.id for block in copy.questions] == [block.id for block in page.questions]
    assert seated(own).state == State.ACCEPTED
    assert own.questionnaires.get().content["questions"][0]["key"] == page.questions[0].id


def test_a_copied_draft_has_no_desk_until_it_is_published(world: World) -> None:
    page = publish_workshop(world)
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert find_desk(copy) is None
    republish(copy, begins_at=soon(400), ends_at=soon(401))
    assert desk_of(copy).leading_page_id == copy.pk


def test_a_translation_shares_the_desk_and_gives_words_only(world: World) -> None:
    page = publish_workshop(world, registration_capacity=2, questions=[question("short_text", "Φορέας")])
    english = translate(page, world.en, title="Workshop", registration_capacity=99, slug="workshop")
    english.questions[0].value["label"] = "Body"
    english = republish(english)
    desk = desk_of(page)
    assert desk_of(english) == desk
    assert (desk.leading_page_id, desk.capacity, desk.title) == (page.pk, 2, page.title)
    words = desk.questionnaires.order_by("pk").last().content["questions"][0]["words"]
    assert {language: text["label"] for language, text in words.items()} == {"el": "Φορέας", "en": "Body"}


def test_a_leading_page_that_is_unpublished_closes_every_language(world: World) -> None:
    page = publish_workshop(world)
    english = translate(page, world.en, slug="workshop")
    page.unpublish()
    with pytest.raises(NotHere):
        sign_up(desk_of(english))
    english = WorkshopPage.objects.get(pk=english.pk)
    assert english.live
    republish(english)  # still not the leading page
    assert not desk_of(english).is_published


def test_an_unpublished_translation_leaves_the_desk_open(world: World) -> None:
    page = publish_workshop(world)
    translate(page, world.en, slug="workshop").unpublish()
    assert desk_of(page).is_published


def test_the_first_language_that_registers_here_leads(world: World) -> None:
    page = publish_workshop(world, registration_mode="none")
    assert desk_of(page).mode == Mode.NONE
    english = translate(page, world.en, slug="workshop", registration_mode="here", registration_capacity=4)
    desk = desk_of(page)
    assert (desk.leading_page_id, desk.mode, desk.capacity) == (english.pk, Mode.HERE, 4)
    republish(page)
    assert desk_of(page).leading_page_id == english.pk


def test_after_the_leading_page_is_deleted_the_next_published_language_leads(world: World) -> None:
    page = publish_workshop(world)
    english = translate(page, world.en, slug="workshop")
    page.delete()
    english = republish(WorkshopPage.objects.get(pk=english.pk))
    desk = desk_of(english)
    assert (desk.leading_page_id, desk.is_published) == (english.pk, True)


def test_an_alias_uses_the_desk_of_its_source(world: World) -> None:
    page = publish_workshop(world, registration_capacity=1)
    alias = page.create_alias(update_slug="alias")
    assert alias.translation_key != page.translation_key
    assert find_desk(alias) == desk_of(page)
    page = republish(page, title="Νέος τίτλος")
    assert Desk.objects.count() == 1
    assert desk_of(page).leading_page_id == page.pk
    assert Page.objects.get(pk=alias.pk).title == "Νέος τίτλος"


def test_an_alias_of_an_alias_finds_the_same_desk(world: World) -> None:
    page = publish_workshop(world)
    alias = page.create_alias(update_slug="alias").create_alias(update_slug="alias-2")
    assert find_desk(alias) == desk_of(page)


def test_the_publication_of_an_alias_opens_no_second_desk(world: World) -> None:
    page = publish_workshop(world)
    alias = page.create_alias(update_slug="alias")
    publish(page=alias, rules=alias.registration_rules(), occasion=alias.occasion(), now=datetime.now(UTC))
    assert Desk.objects.count() == 1
    assert desk_of(page).leading_page_id == page.pk


A, B = "0b7bb3ff-9a0a-4a44-9c5e-0a6f0a1f8f01", "0b7bb3ff-9a0a-4a44-9c5e-0a6f0a1f8f02"


def test_each_session_that_registers_here_has_its_own_seats(world: World) -> None:
    page = publish_workshop(
        world,
        registration_capacity=5,
        sessions=sessions(
            session("Πρωί", A, capacity=2),
            session("Απόγευμα", B),
            session("Ανοικτή", "0b7bb3ff-9a0a-4a44-9c5e-0a6f0a1f8f03", registration="none"),
        ),
    )
    pools = desk_of(page).pools.order_by("session_key")
    assert [(pool.session_key, pool.title, pool.capacity) for pool in pools] == [(A, "Πρωί", 2), (B, "Απόγευμα", 5)]


def test_a_session_that_disappears_closes_its_pool_and_comes_back_with_its_people(world: World) -> None:
    page = publish_workshop(world, sessions=sessions(session("Πρωί", A), session("Απόγευμα", B)), **LIMIT)
    sitting, waiting = (seated(desk_of(page), session_keys=(A,)) for _ in range(2))
    page = republish(page, sessions=sessions(session("Απόγευμα", B)))
    pool = desk_of(page).pools.get(session_key=A)
    assert (pool.is_closed, pool.taken) == (True, 1)
    with pytest.raises(NotHere):
        sign_up(desk_of(page), session_keys=(A,))
    cancel(registration=sitting, by=PERSON, now=datetime.now(UTC))
    waiting.refresh_from_db()
    assert waiting.state == State.WAITLISTED
    republish(page, sessions=sessions(session("Πρωί", A), session("Απόγευμα", B)))
    waiting.refresh_from_db()
    assert waiting.state == State.ACCEPTED
    assert_true_to_the_rules()


def test_the_pool_of_the_whole_event_closes_when_sessions_come(world: World) -> None:
    page = publish_workshop(world)
    seated(desk_of(page))
    republish(page, sessions=sessions(session("Πρωί", A)))
    pools = {pool.session_key: pool for pool in desk_of(page).pools.all()}
    assert (pools[""].is_closed, pools[""].taken, pools[A].is_closed) == (True, 1, False)


def test_a_page_without_hours_registers_too(world: World) -> None:
    page = publish_news(world, registration_mode="here", **LIMIT)
    desk = desk_of(page)
    assert (desk.begins_at, desk.pools.get().capacity) == (None, 1)
    assert [seated(desk).state for _ in range(2)] == [State.ACCEPTED, State.WAITLISTED]


def test_with_review_staff_keep_the_seats_that_were_free_already(world: World) -> None:
    page = publish_workshop(world, registration_review=True, registration_capacity=2)
    desk = desk_of(page)
    people = [seated(desk) for _ in range(2)]
    for one in people:
        one.places.update(state=State.WAITLISTED, position=one.pk, decided=True)
    desk.pools.update(next_position=people[1].pk + 1)
    republish(page, title="Νέος τίτλος")
    assert set(desk.pools.get().places.values_list("state", flat=True)) == {State.WAITLISTED}
    republish(page, registration_capacity=3)
    assert sorted(desk.pools.get().places.values_list("state", flat=True)) == [State.ACCEPTED, State.WAITLISTED]
    republish(page, registration_capacity=None)
    assert set(desk.pools.get().places.values_list("state", flat=True)) == {State.ACCEPTED}
