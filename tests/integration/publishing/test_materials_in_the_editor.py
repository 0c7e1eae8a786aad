"""An editor hands out as materials only documents that they may choose and read themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from innovation_pages.models import NewsPage
from tests.factories.pages import publish_news
from tests.factories.staff import make_staff
from tests.rig.world import World

pytestmark = pytest.mark.django_db


def document(restriction: str = "", groups: tuple[Group, ...] = ()) -> Any:
    """A document in a collection of its own, which may be private."""
    collection = Collection.get_first_root_node().add_child(name="Papers of the board")
    if restriction:
        made = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=restriction, password="open sesame"
        )
        made.groups.set(groups)
    file = ContentFile(b"Minutes", name="minutes.pdf")
    return get_document_model().objects.create(title="Minutes", file=file, collection=collection)


def editor(world: World, *rights: str) -> Any:
    """Somebody who edits pages, with these rights on the documents of all collections."""
    user = make_staff(edits=world.home, permissions=("wagtailadmin.access_admin",))
    for right in rights:
        GroupCollectionPermission.objects.create(
            group=user.groups.get(),
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(content_type__app_label="wagtaildocs", codename=f"{right}_document"),
        )
    return user


def is_refused(page: NewsPage, user: Any, chosen: Any, *, draft: bool = False) -> bool:
    """Whether the form says something beside the materials when somebody sends this document."""
    sent: dict[str, Any] = {"title": page.title, "slug": page.slug, "registration_mode": page.registration_mode}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            sent[f"{field.name}-count"] = "0"
        if isinstance(field, RichTextField):
            sent[field.name] = rich_text("")
    sent |= nested_form_data({"registration_materials": streamfield([("document", str(chosen.pk))])})
    form = NewsPage.get_edit_handler().get_form_class()(sent, instance=page, for_user=user)
    if draft:
        form.defer_required_fields()
    if "registration_materials" not in form.errors:
        return False
    (error,) = form.errors["registration_materials"].as_data()
    assert "Choose another" in str(error.block_errors[0])
    return True


@pytest.mark.parametrize("draft", [False, True])
def test_a_document_that_nobody_offered_the_editor_is_refused_in_drafts_too(world: World, draft: bool) -> None:
    page = publish_news(world)
    assert is_refused(page, editor(world), document(), draft=draft)
    assert not is_refused(page, editor(world, "choose"), document(), draft=draft)


def test_a_document_that_stands_on_the_page_already_stays_whoever_saves_it(world: World) -> None:
    minutes = document("groups")
    page = publish_news(world, registration_materials=[("document", minutes)])
    assert not is_refused(page, editor(world), minutes)
    assert is_refused(page, editor(world), document("groups"))


def test_a_private_collection_is_for_those_who_may_read_it_or_look_after_its_documents(world: World) -> None:
    page, user = publish_news(world), editor(world, "choose")
    board, others = document("groups", (Group.objects.create(name="Board"),)), document("groups")
    assert is_refused(page, user, board)
    board.collection.get_view_restrictions()[0].groups.add(user.groups.get())
    assert not is_refused(page, user, board)
    assert not is_refused(page, user, document("login"))
    assert is_refused(page, user, document("password"))
    assert not is_refused(page, editor(world, "choose", "change"), others)


def test_who_uploaded_a_document_hands_it_out(world: World) -> None:
    page, user, mine = publish_news(world), editor(world, "add"), document("groups")
    assert is_refused(page, user, mine)
    mine.uploaded_by_user = user
    mine.save()
    assert not is_refused(page, user, mine)


def test_an_administrator_hands_out_everything(world: World, admin_user: Any) -> None:
    assert not is_refused(publish_news(world), admin_user, document("groups"))
