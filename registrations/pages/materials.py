"""Which documents an editor may hand out as materials: the personal page gives them past their collection's privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wagtail
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.documents.models import AbstractDocument


def refused_materials(chosen: Iterable[Any], known: Iterable[Any], user: Any) -> StreamBlockValidationError | None:
    """What is said of the documents among the `chosen` blocks that `user` may not hand out; None where all are theirs.

    A chooser offers only some documents, and a form takes any number that is written into it. Those that are on the
    page already (`known`) stay, whoever saves it.
    """
    on_page = {block.value.pk for block in known if block.value is not None}
    words = _("You may not hand out this document: you may not choose it, or not read its collection. Choose another.")
    wrong = {
        place: ValidationError(words)
        for place, block in enumerate(chosen)
        if block.value is not None and block.value.pk not in on_page and not may_hand_out(user, block.value)
    }
    return StreamBlockValidationError(block_errors=wrong) if wrong else None


def may_hand_out(user: Any, document: AbstractDocument) -> bool:
    """Whether somebody looks after a document (it is theirs, or in their collection), or may choose and read it."""
    policy = _policy()
    if policy.user_has_permission_for_instance(user, "change", document):
        return True
    if not policy.user_has_permission_for_instance(user, "choose", document):
        return False
    return all(_is_met(user, restriction) for restriction in document.collection.get_view_restrictions())


def _policy() -> Any:
    """Who may do what with documents, as the chooser asks it."""
    if wagtail.VERSION >= (8, 0):
        from wagtail.permissions import policy_registry  # noqa: PLC0415 — not there before 8.0

        return policy_registry.get_by_type(get_document_model())
    from wagtail.documents.permissions import permission_policy  # noqa: PLC0415 — warns from 8.0 on

    return permission_policy


def _is_met(user: AbstractBaseUser, restriction: CollectionViewRestriction) -> bool:
    """Whether a restriction lets a member of staff read; who may know its password, nobody can tell."""
    if restriction.restriction_type == CollectionViewRestriction.GROUPS:
        return restriction.groups.filter(user=user).exists()
    return bool(restriction.restriction_type == CollectionViewRestriction.LOGIN)
