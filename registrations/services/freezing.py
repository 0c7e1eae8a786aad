"""Freezing the questions of a desk: the same questions are kept once, under a digest of their content."""

from __future__ import annotations

from typing import Any

from registrations.domain.digests import digest_of
from registrations.models import Desk, Questionnaire


def freeze(*, desk: Desk, content: dict[str, Any]) -> Questionnaire:
    """Put the questionnaire of this content in force at the desk; it is made when it is not there yet."""
    questionnaire, _made = Questionnaire.objects.get_or_create(
        desk=desk, digest=digest_of(content), defaults={"content": content}
    )
    if desk.questionnaire_id != questionnaire.pk:
        desk.questionnaire = questionnaire
        Desk.objects.filter(pk=desk.pk).update(questionnaire=questionnaire)
    return questionnaire
