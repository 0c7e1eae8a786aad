"""One decision for several registrations."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.contrib.messages import get_messages
from django.test import Client

from registrations.models import Notice, Registration
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from tests.factories.addresses import bulk_url, desk_url
from tests.factories.branches import SECRET, Branches, desk_at
from tests.factories.registrations import seated, sign_up, soon
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World


def state(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def decide(client: Client, action: str, ids: list, **values):
    """Look at the page, then press its button."""
    address = bulk_url(action, id=ids)
    page = client.get(address)
    return client.post(address, {**page.context["form"].initial, **values})


def test_the_page_shows_how_many_and_the_letter_and_changes_nothing(reviewer: Client, branches: Branches) -> None:
    some = [branches.sign_up() for _ in range(3)]
    response = reviewer.get(bulk_url("accept", id=[one.pk for one in some]))
    page = response.content.decode()
    assert "Accept: 3" in page
    assert "Northern lab" in response.context["letter"].subject
    assert {state(one) for one in some} == {"in_review"}


@pytest.mark.parametrize(
    ("action", "after"),
    [("accept", "accepted"), ("reject", "rejected"), ("wait", "waitlisted"), ("cancel", "cancelled")],
)
def test_all_of_them_move_and_each_gets_a_letter(reviewer: Client, branches: Branches, action: str, after: str) -> None:
    some = [branches.sign_up() for _ in range(3)]
    response = decide(reviewer, action, [one.pk for one in some], reason="Together.")
    assert response.status_code == 302
    assert {state(one) for one in some} == {after}
    assert {one.notices.order_by("-pk").first().kind for one in some} == {after}
    assert "3 registrations" in told(response)


def test_one_that_everybody_looked_at_before_is_skipped_by_name(reviewer: Client, branches: Branches) -> None:
    first, second = branches.sign_up(), branches.sign_up()
    address = bulk_url("accept", id=[first.pk, second.pk])
    shown = reviewer.get(address).context["form"].initial
    decide(reviewer, "reject", [first.pk])
    response = reviewer.post(address, shown)
    assert (state(first), state(second)) == ("rejected", "accepted")
    assert first.reference in told(response)
    assert second.reference not in told(response)


def test_seats_go_to_those_who_came_first_and_the_rest_is_named(
    reviewer: Client, branches: Branches, world: World
) -> None:
    desk = desk_at(branches.north, world, capacity=2, needs_review=True, title="Small room")
    some = [seated(desk) for _ in range(4)]
    address = bulk_url("accept", id=[one.pk for one in reversed(some)])
    page = reviewer.get(address)
    assert [seats for _pool, seats in page.context["short"]] == [4]
    response = reviewer.post(address, page.context["form"].initial)
    assert [state(one) for one in some] == ["accepted", "accepted", "in_review", "in_review"]
    assert all(one.reference in told(response) for one in some[2:])
    assert desk.pools.get().taken == 2


def test_those_whose_state_does_not_allow_it_are_said_beforehand(reviewer: Client, branches: Branches) -> None:
    done, open_one = branches.sign_up(), branches.sign_up()
    decide(reviewer, "reject", [done.pk])
    page = reviewer.get(bulk_url("reject", id=[done.pk, open_one.pk]))
    assert page.context["unfit"] == [done]
    assert page.context["ready"] == [open_one]
    response = decide(reviewer, "reject", [done.pk, open_one.pk])
    assert done.reference in told(response)
    assert state(open_one) == "rejected"


def test_those_who_did_not_confirm_their_address_are_counted(reviewer: Client, branches: Branches) -> None:
    some = [sign_up(branches.desk), branches.sign_up()]
    page = reviewer.get(bulk_url("accept", id=[one.pk for one in some]))
    assert page.context["number_unconfirmed"] == 1
    assert "has not confirmed" in page.content.decode()


def test_all_of_the_list_means_what_the_list_shows(reviewer: Client, branches: Branches) -> None:
    wanted, other = branches.sign_up(name="Wanted"), branches.sign_up(name="Other")
    address = bulk_url("reject", id="all", q="wanted", state="in_review")
    response = reviewer.post(address, reviewer.get(address).context["form"].initial)
    assert response.status_code == 302
    assert (state(wanted), state(other), state(branches.stranger)) == ("rejected", "in_review", "in_review")


@pytest.mark.parametrize("query", [{"state": "bogus"}, {"desk": "999999"}, {"q": "a\x00"}, {"q": "x" * 300}])
def test_all_of_a_list_whose_filter_is_wrong_is_nobody(reviewer: Client, branches: Branches, query: dict) -> None:
    branches.sign_up()
    response = reviewer.get(bulk_url("reject", id="all", **query))
    assert response.url == desk_url()
    assert "Nothing was changed" in told(response)


def test_nobody_is_decided_on_who_came_after_the_page(reviewer: Client, branches: Branches) -> None:
    seen = branches.sign_up()
    address = bulk_url("reject", id="all")
    shown = reviewer.get(address).context["form"].initial
    late = branches.sign_up()
    reviewer.post(address, shown)
    assert (state(seen), state(late)) == ("rejected", "in_review")


def test_more_than_the_limit_are_cut_and_said(reviewer: Client, branches: Branches, settings) -> None:
    settings.REGISTRATIONS_BULK_LIMIT = 2
    some = [branches.sign_up() for _ in range(3)]
    address = bulk_url("reject", id="all")
    page = reviewer.get(address)
    assert page.context["is_capped"]
    reviewer.post(address, page.context["form"].initial)
    assert [state(one) for one in some] == ["rejected", "rejected", "in_review"]


def test_somebody_elses_are_counted_never_named_never_moved(reviewer: Client, branches: Branches) -> None:
    mine = branches.sign_up()
    address = bulk_url("reject", id=[mine.pk, branches.stranger.pk, "abc", "9" * 30])
    page = reviewer.get(address)
    assert page.context["number_skipped"] == 3
    for secret in (SECRET, branches.stranger.reference, branches.stranger.email):
        assert secret not in page.content.decode()
    forged = f"{mine.pk}:{mine.version},{branches.stranger.pk}:{branches.stranger.version}"
    response = reviewer.post(address, {"seen": forged})
    assert (state(mine), state(branches.stranger)) == ("rejected", "in_review")
    assert branches.stranger.reference not in told(response)


@pytest.mark.parametrize("ids", [[], ["abc"], ["-1"], ["9" * 30]])
def test_nothing_left_is_an_error(reviewer: Client, branches: Branches, ids: list[str]) -> None:
    ids = ids or [branches.stranger.pk]
    address = bulk_url("reject", id=ids)
    for response in (reviewer.get(address), reviewer.post(address, {"seen": f"{branches.stranger.pk}:1"})):
        assert response.url == desk_url()
        assert "Nothing was changed" in told(response)
    assert state(branches.stranger) == "in_review"


@pytest.mark.parametrize("seen", ["", "x", "1:", ":1", "1:x,2", "1:1:1", "9" * 99 + ":1"])
def test_a_forged_list_moves_nobody(reviewer: Client, branches: Branches, seen: str) -> None:
    mine = branches.sign_up()
    assert reviewer.post(bulk_url("reject", id=mine.pk), {"seen": seen}).status_code == 302
    assert state(mine) == "in_review"


def test_a_form_that_is_wrong_comes_back_with_what_was_typed(reviewer: Client, branches: Branches) -> None:
    mine = branches.sign_up()
    response = decide(reviewer, "reject", [mine.pk], tells_reason="on")
    assert response.status_code == 422
    assert state(mine) == "in_review"
    shown = decide(reviewer, "reject", [mine.pk], reason="No room.", tells_reason="on", preview="1")
    assert "No room." in shown.context["letter"].body
    assert state(mine) == "in_review"


@pytest.mark.parametrize("action", ["accept", "reject", "wait", "cancel"])
def test_without_the_right_there_is_no_bulk_at_all(branches: Branches, action: str) -> None:
    mine = branches.sign_up()
    client = signed_in(make_staff(branches.north, ["export"]))
    assert client.get(bulk_url(action, id=mine.pk)).status_code == 302
    client.post(bulk_url(action, id=mine.pk), {"seen": f"{mine.pk}:{mine.version}"})
    assert state(mine) == "in_review"


def test_an_address_to_return_to_elsewhere_is_ignored(reviewer: Client, branches: Branches) -> None:
    mine = branches.sign_up()
    address = bulk_url("reject", id=mine.pk, next="https://evil.example/")
    assert reviewer.post(address, {"seen": f"{mine.pk}:{mine.version}"}).url == desk_url()


def test_nobody_who_is_out_comes_back_together_with_others(reviewer: Client, branches: Branches) -> None:
    rejected, withdrawn, waiting = (branches.sign_up() for _ in range(3))
    decide(reviewer, "reject", [rejected.pk])
    cancel(registration=withdrawn, by=PERSON, now=soon())
    some = [rejected.pk, withdrawn.pk, waiting.pk]
    page = reviewer.get(bulk_url("accept", id=some)).content.decode()
    assert "Accept: 1 registration" in page
    assert "comes back one by one" in page
    decide(reviewer, "accept", some)
    assert [state(one) for one in (rejected, withdrawn, waiting)] == ["rejected", "cancelled", "accepted"]


def test_the_second_of_two_who_decide_on_several_is_told_that_somebody_was_quicker(
    reviewer: Client, branches: Branches
) -> None:
    mine = branches.sign_up()
    seen = f"{mine.pk}:{mine.version}"
    decide(reviewer, "wait", [mine.pk])
    answer = told(reviewer.post(bulk_url("wait", id=mine.pk), {"seen": seen}))
    assert f"{mine.reference}: Somebody changed it while you were looking at it." in answer
    assert "does not allow" not in answer


def test_what_was_decided_together_is_taken_back_together_but_for_those_who_withdrew(
    reviewer: Client, branches: Branches, settings: LazySettings
) -> None:
    settings.REGISTRATIONS_UNDO_MINUTES = 5
    accepted, rejected, withdrawn = (branches.sign_up() for _ in range(3))
    assert "leaves in 5 minutes" in told(decide(reviewer, "accept", [accepted.pk]))
    decide(reviewer, "reject", [rejected.pk])
    cancel(registration=withdrawn, by=PERSON, now=soon())
    Notice.objects.filter(kind="received").update(state="sent")
    answer = decide(reviewer, "review", [accepted.pk, rejected.pk, withdrawn.pk])
    assert [state(one) for one in (accepted, rejected, withdrawn)] == ["in_review", "in_review", "cancelled"]
    assert "leaves in" not in told(answer)
    assert not Notice.objects.filter(kind__in=["accepted", "rejected"], state="queued").exists()


@pytest.mark.parametrize("asked", [{"id": "999999"}, {}])
def test_an_address_to_come_back_to_that_is_none_breaks_nothing(
    reviewer: Client, branches: Branches, asked: dict[str, str]
) -> None:
    address = bulk_url("accept", **{"id": branches.sign_up().pk, **asked}, next="accept")
    page = reviewer.get(address)
    if not asked:
        page = reviewer.post(address, page.context["form"].initial)
    assert page.status_code == 302
