"""What editors meet: the form of a practice, its drafts and checks, its preview, and the list with completeness."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Task, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from innovation_pages.models import BestPractice, NewsPage, PracticeLibraryPage, Topic
from tests.factories.practices import owner, practice, topic
from tests.rig.statements import statements
from tests.rig.world import World

SEVERAL = ("topics", "target_groups", "interaction", "technologies")
RICH = ("problem", "solution", "novelty", "outcomes", "conditions", "obstacles", "lessons")
WHOLE = {
    "title": "Άδεια με μία επίσκεψη",
    "slug": "",
    "summary": "Μία επίσκεψη αντί για τέσσερις.",
    "level": "municipality",
    "policy_area": "economy",
    "beneficiaries": "Επαγγελματίες",
    "results_status": "measured",
    "lifecycle": "implementation",
    "in_operation": "on",
    "evidence": "innovation",
    "replicability": "unknown",
}


def url(name: str, *args: object) -> str:
    return reverse(BestPractice.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def editor(client: Client, django_user_model: Any) -> Client:
    client.force_login(django_user_model.objects.create_superuser("editor", "editor@example.org", "secret-of-editor"))
    return client


def typed(**changes: Any) -> dict[str, Any]:
    """The form of a new practice, filled in just enough to publish."""
    fields: dict[str, Any] = {
        **WHOLE,
        **{name: rich_text("<p>Λόγια.</p>") for name in RICH},
        "owner": str(owner().pk),
        "making": rich_text(""),
        "prerequisites": rich_text(""),
        "proofs": streamfield([]),
        "assets": streamfield([]),
        "laws": streamfield([]),
        "relations": inline_formset([]),
        "partners": inline_formset([]),
        "indicators": inline_formset([]),
    }
    several = {name: changes.pop(name) for name in SEVERAL if name in changes}
    return {**nested_form_data({**fields, **changes}), **several}


def only() -> BestPractice:
    return BestPractice.objects.get()


def test_a_practice_is_published_through_the_form(editor: Client, world: World) -> None:
    themes = [str(topic("Φροντίδα").pk)]
    data = typed(
        topics=themes,
        target_groups=["older", "everybody"],
        technologies=["open_data", "mobile"],
        interaction=["citizens"],
        indicators=inline_formset([{"name": "Ημέρες", "unit": "ημέρες", "baseline": "41", "value": "12"}]),
        partners=inline_formset([{"organisation": str(owner().pk), "role": "academic"}]),
    )
    response = editor.post(url("add"), {**data, "action-publish": "1"})
    assert response.status_code == 302
    made = only()
    assert made.live
    assert made.slug == "adeia-me-mia-episkepsi"
    assert made.reference.startswith("BP-")
    assert made.target_groups == ["everybody", "older"]
    assert (made.technologies, made.interaction) == (["mobile", "open_data"], ["citizens"])
    assert [one.name_el for one in made.topics.all()] == ["Φροντίδα"]
    assert made.indicators.get().value == 12
    assert made.partners.get().role == "academic"


def test_a_draft_needs_no_more_than_a_title(editor: Client, world: World) -> None:
    empty = {name: "" for name in (*WHOLE, "owner") if name not in ("title", "evidence", "replicability")}
    data = typed(**empty, **{name: rich_text("") for name in RICH})
    assert editor.post(url("add"), data).status_code == 302
    draft = only()
    assert not draft.live
    assert draft.reference
    assert draft.completeness.percent < 10


def test_what_lacks_its_story_cannot_be_published(editor: Client, world: World) -> None:
    response = editor.post(url("add"), {**typed(problem=rich_text(""), owner=""), "action-publish": "1"})
    assert response.status_code == 200
    assert {"problem", "owner"} <= set(response.context["form"].errors)
    assert not BestPractice.objects.exists()


def test_an_idea_is_kept_as_a_draft_and_not_published(editor: Client, world: World) -> None:
    data = typed(lifecycle="idea")
    refused = editor.post(url("add"), {**data, "action-publish": "1"})
    assert set(refused.context["form"].errors) == {"lifecycle"}
    assert editor.post(url("add"), data).status_code == 302
    assert not only().live


def test_an_edit_stays_a_draft_until_it_is_published(editor: Client, world: World) -> None:
    made = practice("Πρώτος τίτλος", world.el)
    data = typed(title="Δεύτερος τίτλος", slug=made.slug)
    assert editor.post(url("edit", made.pk), data).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.has_unpublished_changes) == ("Πρώτος τίτλος", True)
    assert editor.post(url("edit", made.pk), {**data, "action-publish": "1"}).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.slug, made.has_unpublished_changes) == ("Δεύτερος τίτλος", "protos-titlos", False)
    assert made.revisions.count() == 3


def test_an_editor_submits_a_draft_and_a_moderator_publishes_it(
    client: Client, world: World, django_user_model: Any
) -> None:
    for ready_made in (Workflow, Task, Group):
        ready_made.objects.all().delete()
    call_command("setup_site", stdout=io.StringIO())
    people = {}
    for group in ("Συντάκτες", "Επιμελητές"):
        people[group] = django_user_model.objects.create_user(group, f"{len(people)}@example.org")
        people[group].groups.add(Group.objects.get(name=group))
    client.force_login(people["Συντάκτες"])
    assert client.post(url("add"), {**typed(), "action-submit": "1"}).status_code == 302
    step = only().current_workflow_state.current_task_state
    client.post(url("workflow_action", only().pk, "approve", step.pk))
    client.post(url("edit", only().pk), {**typed(), "action-publish": "1"})
    assert not only().live
    client.force_login(people["Επιμελητές"])
    client.post(url("workflow_action", only().pk, "approve", step.pk))
    assert only().live


def test_an_address_of_another_practice_is_refused_by_name(editor: Client, world: World) -> None:
    practice("Άδεια", world.el)
    response = editor.post(url("add"), typed(slug="adeia"))
    assert set(response.context["form"].errors) == {"slug"}


def test_two_practices_of_one_title_get_two_addresses_and_two_codes(world: World) -> None:
    first, second = practice("Άδεια", world.el), practice("Άδεια", world.el)
    assert (first.slug, second.slug) == ("adeia", "adeia-2")
    assert first.reference != second.reference


def test_a_title_without_letters_is_addressed_by_its_code(world: World) -> None:
    made = practice("!!!", world.el)
    assert made.slug == made.reference.lower()


def test_a_code_that_somebody_else_took_in_this_moment_is_given_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = practice("Πρώτη", world.el).reference
    given = iter([taken, f"{taken}9"])
    monkeypatch.setattr("innovation_pages.models.practices.next_reference", lambda year, codes: next(given))
    assert practice("Δεύτερη", world.el).reference == f"{taken}9"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"certification_number": "1"}, "certified_on"),
        ({"certified_on": "2026-01-01"}, "certification_number"),
        (
            {"certification_number": "1", "certified_on": "2026-02-01", "certified_until": "2026-01-01"},
            "certified_until",
        ),
        ({"lifecycle": "stopped"}, "in_operation"),
        ({"replicability": "repeated"}, "replicability_text"),
        ({"start_month": "3"}, "start_year"),
        ({"start_year": "1899"}, "start_year"),
        ({"target_groups": ["nobody"]}, "target_groups"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(
    editor: Client, world: World, fields: dict[str, Any], wrong: str
) -> None:
    response = editor.post(url("add"), typed(**fields))
    assert set(response.context["form"].errors) == {wrong}


def test_a_value_outside_the_vocabulary_never_reaches_the_database(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        BestPractice(title="Α", locale=world.el, target_groups=["nobody"]).clean_fields()
    assert "target_groups" in refused.value.error_dict


def test_the_list_shows_owner_status_and_completeness_of_the_newest_version(editor: Client, world: World) -> None:
    made = practice("Άδεια", world.el)
    before = made.completeness.percent
    made.participation = "Έξι έμποροι"
    made.save_revision()
    response = editor.get(url("list"))
    text = response.content.decode()
    after = BestPractice.objects.get().completeness.percent
    assert after > before
    assert f"{after}\xa0%" in text
    assert "Δήμος Δοκιμής" in text
    assert made.reference in text


def test_the_list_asks_nothing_of_its_own_for_each_row(editor: Client, world: World) -> None:
    practice("Πρώτη", world.el)

    few = statements(editor, url("list"))
    more = 8
    for number in range(more):
        practice(f"Άλλη {number}", world.el)
    assert statements(editor, url("list")) <= few + more  # the host's button “Translate” asks once for each row


def test_the_list_is_searched_filtered_and_exported(editor: Client, world: World) -> None:
    practice("Άδεια", world.el, level="region")
    practice("Κομπόστ", world.el)
    assert "Κομπόστ" not in editor.get(url("list"), {"q": "Άδεια"}).content.decode()
    assert "Κομπόστ" not in editor.get(url("list_results"), {"level": "region"}).content.decode()
    response = editor.get(url("list"), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert len(rows) == 3
    assert {row[1] for row in rows[1:]} == {"Άδεια", "Κομπόστ"}


def test_the_editor_is_told_what_is_missing(editor: Client, world: World) -> None:
    made = practice("Άδεια", world.el)
    text = editor.get(url("edit", made.pk)).content.decode()
    assert f'value="{made.completeness.percent}"' in text
    assert made.reference in text


def test_the_preview_is_drawn_with_what_was_typed(editor: Client, world: World) -> None:
    world.home.add_child(instance=PracticeLibraryPage(title="Βιβλιοθήκη", slug="praktikes"))
    data = typed(indicators=inline_formset([{"name": "Ημέρες", "value": "12.5"}]), topics=[str(topic("Α").pk)])
    for address in (url("preview_on_add"), url("preview_on_edit", practice("Άλλη", world.el).pk)):
        assert editor.post(address, data).json()["is_valid"]
        text = editor.get(address).content.decode()
        assert "Άδεια με μία επίσκεψη" in text
        assert "12,5" in text
        assert "ip-layout" in text


def test_an_empty_draft_can_be_previewed(world: World, rf: Any) -> None:
    empty = BestPractice(locale=world.en)
    text = empty.make_preview_request().content.decode()
    assert '<html lang="en"' in text


def test_a_topic_gets_a_latin_name_for_addresses_and_keeps_its_place(editor: Client, world: World) -> None:
    address = reverse(Topic.snippet_viewset.get_url_name("add"))
    for name in ("Απλή γλώσσα", "Απλή γλωσσα"):
        assert editor.post(address, {"name_el": name, "name_en": "", "slug": ""}).status_code == 302
    assert sorted(Topic.objects.values_list("slug", flat=True)) == ["apli-glossa", "apli-glossa-2"]


def test_where_a_practice_is_used_is_known(editor: Client, world: World) -> None:
    from wagtail.models import ReferenceIndex

    made = practice("Άδεια", world.el)
    news = NewsPage(title="Νέο", body=[("practice", made)])
    from innovation_pages.models import NewsIndexPage

    world.home.add_child(instance=NewsIndexPage(title="Νέα")).add_child(instance=news)
    ReferenceIndex.create_or_update_for_object(news)
    assert "Νέο" in editor.get(url("usage", made.pk)).content.decode()
