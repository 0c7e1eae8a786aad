"""A visitor in front of a published form."""

from __future__ import annotations

import pytest
from django.test import Client

from innovation_pages.models import WorkshopPage
from registrations.models import PrivacyNotice
from tests.factories.pages import Visitor, publish_workshop, question
from tests.rig.world import World


@pytest.fixture(autouse=True)
def _nobody_is_too_quick(settings: object) -> None:
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0


@pytest.fixture
def notice(world: World) -> PrivacyNotice:
    return PrivacyNotice.objects.create(
        locale=world.el, name="Γενικό", summary="Ποιος, γιατί, για πόσο.", text="<p>Όλα</p>"
    )


@pytest.fixture
def workshop(world: World, notice: PrivacyNotice) -> WorkshopPage:
    """A workshop that asks one question of each kind."""
    return publish_workshop(
        world,
        title="Εργαστήριο για όλους",
        registration_privacy_notice=notice,
        questions=[
            question("short_text", "Φορέας"),
            question("long_text", "Τι περιμένετε;"),
            question("phone", "Τηλέφωνο"),
            question("number", "Έτη υπηρεσίας", smallest=0, largest=50),
            question("date", "Ημέρα γέννησης"),
            question("choice", "Γεύμα", options=["Κανονικό", "Χορτοφαγικό"]),
            question("choices", "Θέματα", options=["Ένα", "Δύο"]),
            question("yes_no", "Έρχεστε από μακριά;"),
            question("email", "Άλλη διεύθυνση"),
            ("consent", {"label": "Συμφωνώ με τις φωτογραφίες", "required": False, "hint": ""}),
            ("explanation", {"heading": "Πού", "text": "<p>Στην αίθουσα</p>"}),
        ],
    )


@pytest.fixture
def visitor(client: Client, workshop: WorkshopPage) -> Visitor:
    return Visitor(client, workshop)
