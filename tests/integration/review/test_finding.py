"""Bodies, places, contacts, topics and practices are found as Greek readers type them, in lists and choosers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from innovation_pages.blocks.practices import PracticeCardBlock
from innovation_pages.models import BestPractice, ContactPoint, Topic, Venue
from registrations.models import Organisation
from tests.factories.practices import practice
from tests.rig.statements import statements

if TYPE_CHECKING:
    from django.test import Client

    from tests.rig.world import World

MINISTRY = {"name_el": "Υπουργείο Εσωτερικών", "short_name": "ΥΠ.ΕΣ."}


@pytest.fixture(autouse=True)
def _registered() -> None:
    """Wagtail 7.4 knows what is a snippet once somebody asks for an address of the admin."""
    reverse("wagtailadmin_home")


def addresses(model: Any) -> tuple[str, str]:
    """Of the list, and of what the dialog of the chooser finds."""
    name = model._meta.label_lower.replace(".", "_")
    return reverse(f"wagtailsnippets_{name}:list"), reverse(f"wagtailsnippetchoosers_{name}:choose_results")


@pytest.mark.parametrize(
    ("model", "facts", "typed"),
    [
        (Organisation, MINISTRY, "υπουργειο"),
        (Organisation, MINISTRY, "ΕΣΩΤΕΡΙΚΩΝ υπουργ"),
        (Organisation, MINISTRY, "ΥΠΕΣ"),
        (Organisation, {"name_el": "Περιφέρεια Θεσσαλίας"}, "ΠΕΡΙΦΕΡΕΙΑ"),
        (Venue, {"name_el": "Ζάππειο Μέγαρο", "city_el": "Αθήνα"}, "ζαππειο αθηνα"),
        (ContactPoint, {"unit_el": "Τμήμα Καινοτομίας"}, "ΤΜΗΜΑ ΚΑΙΝΟΤΟΜΙΑΣ"),
        (Topic, {"name_el": "Απλή γλώσσα"}, "απλη"),
    ],
)
def test_words_are_found_without_accents_and_in_capitals(
    boss: Client, model: Any, facts: dict[str, str], typed: str
) -> None:
    row = model.objects.create(**facts)
    for address in addresses(model):
        assert str(row) in boss.get(address, {"q": typed}).content.decode()
        assert str(row) not in boss.get(address, {"q": f"{typed} αλλού"}).content.decode()
        assert str(row) in boss.get(address).content.decode()


@pytest.mark.parametrize("typed", ["δήμος", "ΔΗΜΟΣ", "δημος", "ψηφιακος δημος"])
def test_a_practice_is_found_in_any_spelling_and_in_its_language(boss: Client, world: World, typed: str) -> None:
    practice("Ψηφιακός Δήμος", world.el)
    listed, chosen = addresses(BestPractice)
    for address in (listed, chosen):
        assert "Ψηφιακός Δήμος" in boss.get(address, {"q": typed}).content.decode()
    for language, found in (("el", True), ("en", False)):
        answer = boss.get(chosen, {"q": typed, "locale": language}).content.decode()
        assert ("Ψηφιακός Δήμος" in answer) is found


@pytest.mark.parametrize("which", [0, 1])
def test_a_search_costs_the_same_for_few_and_many(boss: Client, which: int) -> None:
    address = addresses(Organisation)[which]

    Organisation.objects.create(name_el="Δήμος 0")
    few = statements(boss, address, q="δημος")
    Organisation.objects.bulk_create(Organisation(name_el=f"Δήμος {number}") for number in range(1, 15))
    assert statements(boss, address, q="δημος") == few


@pytest.mark.parametrize(("model", "field"), [(Organisation, "parent"), (BestPractice, "owner")])
def test_the_button_of_a_chooser_is_in_the_language_of_whoever_reads_it(world: World, model: Any, field: str) -> None:
    own = getattr(model, "edit_handler", None) or model.snippet_viewset.edit_handler
    handler = own.bind_to_model(model)
    with override("el"):
        form = handler.get_form_class()
        greek = form().fields[field].widget.render_html(field, None, {})
    with override("en"):
        english = form().fields[field].widget.render_html(field, None, {})
    assert "Choose organisation" in english
    assert "Choose" not in greek


def test_the_button_of_a_block_is_in_the_language_of_whoever_reads_it(world: World) -> None:
    block = PracticeCardBlock()
    with override("el"):
        greek = block.widget.render_html("x", None, {})
    with override("en"):
        assert "Choose best practice" in block.widget.render_html("x", None, {})
    assert "Choose" not in greek
    assert block.meta.icon == BestPractice.snippet_viewset.icon
