"""What pages share: bodies, topics, venues, contacts, notices, pictures, documents and the settings of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from innovation_pages.models import ContactPoint, InnovationPagesSettings, Room, Topic, Venue
from registrations.public import Organisation, PrivacyNotice, RegistrationSettings

from .keys import key_of
from .reading import HERE, LANGUAGES

if TYPE_CHECKING:
    from .shelf import Shelf


def furnish(shelf: Shelf, shared: dict[str, Any]) -> None:
    """Make what is missing of everything that pages share; what is there stays as it is."""
    organisations(shelf, shared["organisations"])
    for number, (name, facts) in enumerate(shared["topics"].items()):
        topic, new = Topic.objects.get_or_create(name_el=facts["name_el"], defaults={**facts, "sort_order": number})
        shelf.put("topics", name, topic, new=new)
    _venues(shelf, shared["venues"])
    for name, facts in shared["contacts"].items():
        contact, new = ContactPoint.objects.get_or_create(unit_el=facts["unit_el"], defaults=facts)
        shelf.put("contacts", name, contact, new=new)
    _notices(shelf, "privacy", shared["privacy"])
    _notices(shelf, "network", shared["network_privacy"])
    pictures(shelf, shared["pictures"])
    _documents(shelf, shared["documents"])
    _settings(shelf, shared["site"])


def point_to_statement(shelf: Shelf, shared: dict[str, Any]) -> None:
    """Tell the site where its accessibility statement is, unless it knows."""
    words = InnovationPagesSettings.for_site(shelf.site)
    if words.accessibility_page_id is None:
        words.accessibility_page = shelf.page(shared["site"]["accessibility"], LANGUAGES[0])
        words.save()


def organisations(shelf: Shelf, entries: dict[str, dict[str, Any]]) -> None:
    """Make the bodies that are missing; each comes after the body above it and the one that coordinates it."""
    for name, facts in entries.items():
        others = {role: shelf.thing("organisations", facts.get(role)) for role in ("parent", "coordinator")}
        own = {**facts, **others}
        body, new = Organisation.objects.get_or_create(name_el=facts["name_el"], defaults=own)
        shelf.put("organisations", name, body, new=new)


def _venues(shelf: Shelf, entries: dict[str, dict[str, Any]]) -> None:
    for name, facts in entries.items():
        own = {key: value for key, value in facts.items() if key != "rooms"}
        venue, new = Venue.objects.get_or_create(name_el=facts["name_el"], defaults=own)
        shelf.put("venues", name, venue, new=new)
        for number, (room_name, room_facts) in enumerate(facts["rooms"].items()):
            defaults = {**room_facts, "sort_order": number}
            room, new = Room.objects.get_or_create(venue=venue, name_el=room_facts["name_el"], defaults=defaults)
            shelf.put("rooms", f"{name}/{room_name}", room, new=new)


def _notices(shelf: Shelf, name: str, entries: dict[str, dict[str, str]]) -> None:
    for language, words in entries.items():
        text = " ".join(words["text"].split())
        notice, new = PrivacyNotice.objects.get_or_create(
            translation_key=key_of(name), locale=shelf.locales[language], defaults={**words, "text": text}
        )
        shelf.put("notices", f"{name}.{language}", notice, new=new)


def pictures(shelf: Shelf, entries: dict[str, dict[str, str]]) -> None:
    """Bring in the pictures that are missing, and keep what each shows in words."""
    model = get_image_model()
    for name, words in entries.items():
        title, alts = words["title"], {language: words[language] for language in LANGUAGES}
        image = model.objects.filter(title=title).first()
        shelf.alts.update({(name, language): alt for language, alt in alts.items()})
        if new := image is None:
            with (HERE / "images" / f"{name}.png").open("rb") as file:
                image = model(
                    title=title, description=alts[LANGUAGES[0]], file=ImageFile(file, name=f"demo-{name}.png")
                )
                image.save()
        shelf.put("pictures", name, image, new=new)


def _documents(shelf: Shelf, entries: dict[str, dict[str, str]]) -> None:
    model = get_document_model()
    for name, titles in entries.items():
        for language, title in titles.items():
            document = model.objects.filter(title=title).first()
            if new := document is None:
                with (HERE / "documents" / f"{name}.{language}.pdf").open("rb") as file:
                    document = model(title=title, file=File(file, name=f"{name}-{language}.pdf"))
                    document.file_size = document.file.size
                    document.save()
            shelf.put("documents", f"{name}.{language}", document, new=new)


def _settings(shelf: Shelf, facts: dict[str, str]) -> None:
    words = InnovationPagesSettings.for_site(shelf.site)
    if words.unit_id is None and words.contact_id is None:
        words.unit = shelf.thing("organisations", facts["unit"])
        words.contact = shelf.thing("contacts", facts["contact"])
        words.footer_text_el, words.footer_text_en = facts["footer_el"], facts["footer_en"]
        words.shared_image = shelf.picture(facts["picture"])
        words.shared_image_alt_el, words.shared_image_alt_en = (
            shelf.alt(facts["picture"], language) for language in LANGUAGES
        )
        words.save()
    office = RegistrationSettings.for_site(shelf.site)
    if office.privacy_notice_id is None:
        office.privacy_notice = shelf.thing("notices", f"privacy.{LANGUAGES[0]}")
        office.signature, office.contact = facts["signature"], facts["letters_contact"]
        office.signatures.create(language="en", signature=facts["signature_en"])
        office.controller, office.data_protection_officer = facts["controller"], facts["officer"]
        office.save()
