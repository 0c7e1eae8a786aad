"""A published call on which bodies name their members, and one that was accepted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from innovation_pages.models import NewsPage
from registrations.models import Organisation, PrivacyNotice, Registration, RegistrationSettings
from tests.factories.nominations import accept, name_members
from tests.factories.pages import desk_of, publish_news
from tests.rig.world import World


@pytest.fixture(autouse=True)
def _nobody_is_too_quick(settings: object) -> None:
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0


@pytest.fixture
def notice(world: World) -> PrivacyNotice:
    greek = PrivacyNotice.objects.create(
        locale=world.el, name="Δίκτυο", summary="Σε μία πρόταση.", text="<p><b>Σκοπός:</b> το Δίκτυο.</p>"
    )
    english = greek.copy_for_translation(world.en)
    english.summary, english.text = "In one sentence.", "<p><b>Purpose:</b> the Network.</p>"
    english.save()
    RegistrationSettings.objects.filter(site=world.site).update(
        controller="General Secretariat", data_protection_officer="dpo@example.org"
    )
    return greek


@pytest.fixture
def body(db: None) -> Organisation:
    return Organisation.objects.create(name_el="Δήμος Αλκυόνας", name_en="City of Alkyona", kind="municipality")


@pytest.fixture
def call(world: World, notice: PrivacyNotice) -> NewsPage:
    """Open, reviewed, one nomination per body."""
    return publish_news(
        world,
        title="Δίκτυο Καινοτομίας",
        registration_mode="here",
        registration_action="nominate",
        registration_review=True,
        registration_person_key="organisation",
        registration_privacy_notice=notice,
    )


@pytest.fixture
def accepted(call: NewsPage, body: Organisation, notice: PrivacyNotice) -> Registration:
    """The nomination of the body, accepted."""
    registration = name_members(
        desk_of(call), body.name_el, organisation=body, privacy_notice=notice.version, nonce="n" * 32
    )
    assert registration.created_at <= datetime.now(UTC)
    return accept(registration)
