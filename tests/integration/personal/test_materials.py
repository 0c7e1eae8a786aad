"""Materials of an event: for those who took part, on their personal page, once it is over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from registrations.models import Desk, NoticeKind
from registrations.notices.composing import compose
from registrations.notices.links import personal_path
from registrations.notices.previewing import written
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from registrations.services.reminding import remind
from tests.factories.pages import publish_workshop, translate
from tests.factories.registrations import seated, soon
from tests.rig.rows import every_row
from tests.rig.world import World

pytestmark = pytest.mark.django_db


def document(title: str, name: str = "διαφάνειες.pdf") -> Any:
    model = get_document_model()
    private = Collection.get_first_root_node().add_child(name="For those who took part")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    return model.objects.create(title=title, file=ContentFile(b"%PDF-1.7 slides", name=name), collection=private)


def over(desk: Desk) -> None:
    Desk.objects.filter(pk=desk.pk).update(begins_at=soon(days=-1), ends_at=soon(days=-1))


def test_materials_are_for_those_who_took_part_once_it_is_over(world: World, client: Client) -> None:
    slides, other = document("Διαφάνειες"), document("Κάτι άλλο")
    page = publish_workshop(world, registration_materials=[("document", slides)])
    desk = Desk.objects.get(translation_key=page.translation_key)
    assert desk.thanks
    came, left = seated(desk, language="el"), seated(desk, language="el")
    cancel(registration=left, by=PERSON, now=datetime.now(UTC))
    mine, theirs = personal_path(came), personal_path(left)
    address = f"{mine}materials/{slides.pk}/"
    assert "Διαφάνειες" not in client.get(mine).content.decode()
    assert client.get(address).status_code == 404
    over(desk)
    assert remind(now=datetime.now(UTC)) == 1
    letter = compose(came.notices.get(kind=NoticeKind.AFTERWARDS))
    assert mine in letter.body
    assert slides.url not in letter.body
    shown = written(came.notices.get(kind=NoticeKind.AFTERWARDS))
    assert shown is not None
    assert mine not in shown.body + shown.html
    with CaptureQueriesContext(connection) as statements:
        personal = client.get(mine).content.decode()
    assert f'<a class="rg-link" href="{address}">Διαφάνειες</a>' in personal
    assert len(statements) <= 15, len(statements)
    answer = client.get(address)
    assert b"".join(answer) == b"%PDF-1.7 slides"  # type: ignore[arg-type]  # it streams
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%CE%B4%CE%B9")
    assert answer["X-Content-Type-Options"] == "nosniff"
    dead = client.get(f"{mine[:-9]}AAAAAAAA/materials/{slides.pk}/")
    refused = [f"{theirs}materials/{slides.pk}/", f"{mine}materials/{other.pk}/", f"{mine}materials/x/"]
    assert dead.status_code == 404
    assert [client.get(one).status_code for one in refused] == [404] * 3
    assert [client.get(one).content for one in refused] == [client.get(f"{mine}materials/0/").content] * 3
    assert "Διαφάνειες" not in client.get(theirs).content.decode()
    assert client.post(address).status_code == 405
    slides.file.storage.delete(slides.file.name)
    assert client.get(address).status_code == 404
    slides.delete()
    assert client.get(mine).status_code == 200


def test_a_scanner_that_opens_the_materials_three_times_changes_nothing(world: World) -> None:
    slides = document("Διαφάνειες")
    desk = Desk.objects.get(
        translation_key=publish_workshop(world, registration_materials=[("document", slides)]).translation_key
    )
    mine = personal_path(seated(desk))
    over(desk)
    before = every_row()
    for answer in [getattr(Client(), way)(f"{mine}materials/{slides.pk}/") for way in ("get", "head") * 3]:
        assert answer.status_code == 200
        for close in answer._resource_closers:  # as a server does; `close()` would end the test's connection too
            close()
    assert every_row() == before


def test_a_translation_without_materials_lends_them_and_no_page_of_the_public_names_them(
    world: World, client: Client
) -> None:
    slides = document("Διαφάνειες")
    page = publish_workshop(
        world, registration_materials=[("document", slides)], registration_afterwards="Ευχαριστούμε."
    )
    translate(page, world.en, registration_materials=[])
    reader = seated(Desk.objects.get(translation_key=page.translation_key), language="en")
    over(reader.desk)
    personal = client.get(personal_path(reader)).content.decode()
    assert "Διαφάνειες" in personal
    public = client.get(page.url).content.decode()
    assert "Διαφάνειες" not in public
    assert slides.filename not in public
    copied = page.copy(update_attrs={"slug": "next-time", "title": "Next time"})
    assert len(copied.specific.registration_materials) == 0
