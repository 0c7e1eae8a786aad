"""Questions over time: frozen once, kept in copies, and answers that keep the words they were given under."""

from __future__ import annotations

from registrations.models import Questionnaire, Registration
from registrations.queries.answers import answers_of
from registrations.services.freezing import freeze
from tests.factories.pages import Visitor, desk_of, publish_workshop, question, republish
from tests.factories.registrations import make_desk
from tests.rig.world import World


def test_freezing_the_same_twice_is_one_questionnaire(db: None) -> None:
    desk = make_desk()
    content = {"language": "el", "questions": [{"key": "1", "kind": "short_text", "words": {"el": {"label": "α"}}}]}
    assert freeze(desk=desk, content=content) == freeze(desk=desk, content=dict(reversed(content.items())))
    assert Questionnaire.objects.count() == 1
    assert freeze(desk=make_desk(), content=content).desk != desk


def test_ids_stay_through_saving_publishing_and_copying(world: World) -> None:
    page = publish_workshop(world, questions=[question("choice", "Γεύμα", options=["Κρέας", "Ψάρι"])])
    ids = [page.questions[0].id, *(item.id for item in page.questions[0].value["options"].bound_blocks)]
    again = republish(page, title="Νέος τίτλος")
    copy = page.copy(update_attrs={"slug": "copy"}).specific
    for one in (again, copy, page.latest_revision.as_object()):
        block = one.questions[0]
        assert [block.id, *(item.id for item in block.value["options"].bound_blocks)] == ids


def test_answers_keep_the_words_of_their_time(world: World, client: object, settings: object) -> None:
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0
    page = publish_workshop(
        world,
        questions=[question("short_text", "Φορέας"), question("choice", "Γεύμα", options=["Κρέας", "Ψάρι"])],
    )
    first, choice = page.questions[0].id, page.questions[1]
    options = [item.id for item in choice.value["options"].bound_blocks]
    Visitor(client, page).sends(email="a@example.gr", **{first: "Δήμος", choice.id: options[0]})
    page.questions[0].value["label"] = "Υπηρεσία"
    choice.value["options"].bound_blocks[0].value = "Μοσχάρι"
    page = republish(page)
    assert desk_of(page).questionnaires.count() == 2
    page.questions.pop(0)
    page = republish(page)
    Visitor(client, page).sends(email="b@example.gr", **{choice.id: options[0]})
    older, newer = (Registration.objects.get(email=f"{who}@example.gr") for who in "ab")
    assert [(one.label, one.text) for one in answers_of(older, "el")] == [("Φορέας", "Δήμος"), ("Γεύμα", "Κρέας")]
    assert [(one.label, one.text) for one in answers_of(newer, "el")] == [("Γεύμα", "Μοσχάρι")]
    assert older.answers[choice.id] == newer.answers[choice.id]


def test_publishing_the_earlier_questions_again_finds_their_questionnaire(world: World) -> None:
    page = publish_workshop(world, questions=[question("short_text", "Φορέας")])
    earlier = page.latest_revision
    page.questions[0].value["label"] = "Υπηρεσία"
    republish(page)
    earlier.publish()
    assert desk_of(page).questionnaires.count() == 2
