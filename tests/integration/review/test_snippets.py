"""Bodies and privacy notices, as editors keep them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from registrations.models import Organisation, PrivacyNotice, Registration, RegistrationSettings
from tests.factories.branches import Branches


def body(**facts: str) -> dict[str, str]:
    return {"name_el": "Δήμος Χανίων", "name_en": "", "short_name": "", "kind": "municipality", "parent": "", **facts}


def test_mail_domains_are_written_one_a_line(boss: Client) -> None:
    add = reverse("wagtailsnippets_registrations_organisation:add")
    boss.post(add, body(mail_domains=" @Chania.GR \n\nchania.gov.gr"))
    saved = Organisation.objects.get()
    assert saved.mail_domains == ["chania.gr", "chania.gov.gr"]
    page = boss.get(reverse("wagtailsnippets_registrations_organisation:edit", args=[saved.pk])).content.decode()
    assert "chania.gr\nchania.gov.gr" in page


@pytest.mark.parametrize("typed", ["nodot", "a b.gr", "x@y@z.gr", "έ\u200bx.gr"])
def test_what_is_no_mail_domain_is_refused(boss: Client, typed: str) -> None:
    response = boss.post(reverse("wagtailsnippets_registrations_organisation:add"), body(mail_domains=typed))
    assert response.status_code == 200
    assert not Organisation.objects.exists()


def test_a_body_that_people_come_from_is_not_deleted(boss: Client, branches: Branches) -> None:
    saved = Organisation.objects.create(name_el="Δήμος")
    Registration.objects.filter(pk=branches.stranger.pk).update(organisation=saved)
    response = boss.post(reverse("wagtailsnippets_registrations_organisation:delete", args=[saved.pk]))
    assert response.status_code == 302
    assert Organisation.objects.filter(pk=saved.pk).exists()


def test_a_privacy_notice_is_kept_with_its_versions(boss: Client, world) -> None:
    notice = PrivacyNotice.objects.create(name="Events", summary="We ask.", text="<p>All</p>", locale=world.el)
    edit = reverse("wagtailsnippets_registrations_privacynotice:edit", args=[notice.pk])
    assert boss.get(edit).status_code == 200
    assert (
        reverse("wagtailsnippets_registrations_privacynotice:list")
        in boss.get(reverse("wagtailsnippets:index")).content.decode()
    )


def test_a_privacy_notice_that_the_forms_of_a_site_show_is_not_deleted(boss: Client, world) -> None:
    notice = PrivacyNotice.objects.create(name="Events", summary="We ask.", text="<p>All</p>", locale=world.el)
    RegistrationSettings.objects.update_or_create(site=world.site, defaults={"privacy_notice": notice})
    response = boss.post(reverse("wagtailsnippets_registrations_privacynotice:delete", args=[notice.pk]))
    assert response.status_code == 302
    assert PrivacyNotice.objects.filter(pk=notice.pk).exists()
