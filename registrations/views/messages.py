"""Answering a question of staff."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from registrations.domain.errors import NothingAsked
from registrations.notices.links import personal_path
from registrations.queries.wording import occasion_in
from registrations.questions.single import AnswerForm
from registrations.services import asking
from registrations.tokens import Purpose

from .done import Done, back_to
from .private import by_link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from registrations.models import Registration

INVALID = 422


@sensitive_post_parameters()
@by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def answer(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Show the question with a field for the answer (GET), keep it (POST), and go back to the personal page."""
    back = back_to(registration)
    question = asking.open_question(registration)
    if question is None:
        return back
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with suppress(NothingAsked):  # answered in another window meanwhile: the personal page shows it
            asking.answer(registration=registration, text=form.cleaned_data["text"], now=datetime.now(UTC))
            back = back_to(registration, Done.ANSWERED)
        return back
    context = {
        "form": form,
        "question": question,
        "occasion": occasion_in(registration.desk, registration.language),
        "action_url": request.path,
        "status_url": personal_path(registration),
        "error_title_prefix": _("Problem: ") if form.errors else "",
    }
    return render(request, "registrations/personal/answer.html", context, status=INVALID if form.errors else 200)
