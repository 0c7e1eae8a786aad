"""Changing what one answered, until the deadline for it, and taking a consent back at any time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from registrations.domain.errors import Closed, Stale
from registrations.notices.links import personal_path
from registrations.queries.answers import answers_are_open, answers_of
from registrations.queries.wording import occasion_in
from registrations.questions.content import questions_in
from registrations.questions.form import AnswersForm
from registrations.services import editing
from registrations.tokens import Purpose

from .done import Done, back_to
from .private import by_link

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    from registrations.models import Registration

CONFLICT, INVALID = 409, 422


@sensitive_post_parameters()
@by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def edit(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Show the answers as a form (GET), put others in their place (POST), and go back to the personal page."""
    now, back = datetime.now(UTC), back_to(registration)
    if not answers_are_open(registration, now):
        return back
    form, status = _form(registration, request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                seen = form.cleaned_data["seen"]
                editing.change_answers(registration=registration, answers=form.answers, seen=seen, now=now)
                return back_to(registration, Done.SAVED)
            except Closed:
                return back
            except Stale:
                status = CONFLICT
                form.see_anew(editing.fingerprint(registration))
                form.add_error(
                    None,
                    _("The answers were changed meanwhile, perhaps in another window. Check them and save again."),
                )
    context = {
        "form": form,
        "occasion": occasion_in(registration.desk, registration.language),
        "registration": registration,
        "reviewed": registration.desk.needs_review and registration.desk.edits_reviewed,
        "action_url": request.path,
        "status_url": personal_path(registration),
        "error_title_prefix": _("Problem: ") if form.errors else "",
    }
    return render(request, "registrations/personal/answers.html", context, status=status)


@by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def withdraw(request: HttpRequest, registration: Registration, token: str, key: str) -> HttpResponse:
    """Ask whether a person means it (GET), take the consent back (POST), and go back to the personal page."""
    label = next((one.label for one in answers_of(registration, registration.language) if one.key == key), "")
    if key not in editing.withdrawable(registration):
        return back_to(registration)
    if request.method == "POST":
        editing.withdraw_consent(registration=registration, key=key, now=datetime.now(UTC))
        return back_to(registration, Done.WITHDRAWN)
    context = {"label": label, "action_url": request.path, "status_url": personal_path(registration)}
    return render(request, "registrations/personal/withdraw.html", context)


def _form(registration: Registration, typed: Any) -> AnswersForm:
    content = registration.questionnaire.content if registration.questionnaire is not None else {"questions": []}
    return AnswersForm(
        typed,
        questions=questions_in(content, registration.language),
        known=registration.answers,
        seen=editing.fingerprint(registration),
    )
