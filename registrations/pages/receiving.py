"""Receiving a form: validate, ask one service, answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrations.domain.errors import (
    AlreadyRegistered,
    Closed,
    FormChanged,
    Full,
    NotHere,
    NoticeChanged,
    NotYetOpen,
    PartyTooLarge,
    Refusal,
    TooFewSeats,
    TooManyAttempts,
)
from registrations.domain.people import body_key, person_key
from registrations.domain.rules import Mode, PersonKey
from registrations.models import Organisation
from registrations.queries.bodies import body_called
from registrations.queries.occasions import occasion_of
from registrations.questions.inputs import NOT_IN_THE_LIST
from registrations.services import limiting
from registrations.services.desks import source_of
from registrations.services.freezing import freeze
from registrations.services.publishing import publish
from registrations.services.registering import Submission, register

from . import section

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from registrations.models import Desk
    from registrations.questions.form import RegistrationForm

NOT_TRUSTED, INVALID, TOO_MANY, BUSY = 403, 422, 429, 503


def receive(page: Any, request: HttpRequest, *, draw: Callable[[HttpRequest], HttpResponse]) -> HttpResponse | None:
    """Answer a form that was sent to `page`; None where the page has no form of ours, so that it is simply shown.

    `draw` shows the page, with the form as it was typed where it could not be taken.
    """
    now = datetime.now(UTC)
    drawn = section.build(page, request, now=now, typed=request.POST)
    if drawn["status"].mode is Mode.HERE and drawn["desk"] is None:
        drawn = _with_a_desk(page, request, now=now) or drawn
    if drawn["status"].mode is not Mode.HERE or drawn["desk"] is None:
        return None
    if drawn["withheld"]:
        return drawn_again(page, request, drawn, draw, INVALID)
    desk: Desk = drawn["desk"]
    status = INVALID
    try:
        limiting.count_attempt(scope=str(desk.translation_key), address=limiting.network_address(request), now=now)
        submission = _submission(page, drawn, desk)
        if submission is not None:
            _register(desk, submission, now)
            return _thank(drawn, submission)
    except Refusal as refusal:
        status = TOO_MANY if isinstance(refusal, TooManyAttempts) else INVALID
        if isinstance(refusal, FormChanged):
            drawn["form"].renew()
        drawn["form"].add_error(None, words_for(refusal))
    except OperationalError:
        status = BUSY
        drawn["form"].add_error(None, _("The service is very busy just now. Nothing was lost: send the form again."))
    return drawn_again(page, request, drawn, draw, status)


def hand_back(page: Any, request: HttpRequest, *, draw: Callable[[HttpRequest], HttpResponse]) -> HttpResponse | None:
    """Show a form again as it was typed, with a fresh token; None where the page has none. Nothing is taken.

    For a form that came without the token that guards it, from this very site.
    """
    drawn = section.build(page, request, now=datetime.now(UTC), typed=request.POST)
    if drawn["form"] is None or drawn["disabled"]:
        return None
    drawn["form"].add_error(
        None,
        _(
            "The page was open for a long time, or your browser does not keep cookies for this site. What you wrote is "
            "kept and was not sent: check it and send the form again."
        ),
    )
    return drawn_again(page, request, drawn, draw, NOT_TRUSTED)


def drawn_again(
    page: Any, request: HttpRequest, drawn: dict[str, Any], draw: Callable[[HttpRequest], HttpResponse], status: int
) -> HttpResponse:
    """Show the page with what was typed, and keep it from caches."""
    request.__dict__.setdefault("registration_sections", {})[page.pk] = drawn
    response = draw(request)
    response.status_code = status
    section.keep_private(response)
    return response


def _with_a_desk(page: Any, request: HttpRequest, *, now: datetime) -> dict[str, Any] | None:
    """The section of a page that code published without a signal, once its desk is open; None in a preview.

    An alias opens the desk of its source.
    """
    source = source_of(page).specific
    if getattr(request, "is_preview", False) or not source.live:
        return None
    publish(page=source, rules=source.registration_rules(), occasion=occasion_of(source), now=now)
    return section.build(page, request, now=now, typed=request.POST)


def _register(desk: Desk, submission: Submission, now: datetime) -> None:
    """Register, and keep to ourselves that somebody is registered already where the address is verified.

    Raises what `register` raises, AlreadyRegistered only where nothing is verified.
    """
    try:
        register(desk=desk, submission=submission, now=now)
    except AlreadyRegistered:
        if not desk.verify_address:
            raise


def _submission(page: Any, drawn: dict[str, Any], desk: Desk) -> Submission | None:
    """The cleaned form as the service takes it; None when it has errors.

    Raises FormChanged, also beside errors, and NotHere.
    """
    form = drawn["form"]
    valid, ticket = form.is_valid(), form.ticket
    ours = ticket is not None and ticket.desk == form.fresh_ticket.desk
    shown_now = section.digest_shown(drawn["content"], drawn["privacy"])
    if ours and ticket.digest != shown_now:
        if not drawn["status"].accepts:
            raise NotHere  # who may not send again is not asked to
        raise NoticeChanged if section.same_questions(ticket.digest, shown_now) else FormChanged
    if not valid:
        return None
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    if objection := page.registration_objection(email=email, answers=form.answers):
        form.add_error(None, objection)
        return None
    body = _body(form)
    return Submission(
        name=name,
        email=email,
        language=page.locale.language_code,
        nonce=_nonce_of(form.ticket.nonce, desk, name=name, email=email, body=body),
        **body,
        members=form.nomination.members(form.cleaned_data) if form.nomination is not None else (),
        companions=form.party.companions(form.cleaned_data) if form.party is not None else (),
        answers=form.answers,
        session_keys=tuple(form.cleaned_data.get("sessions") or ("",)),
        questionnaire=freeze(desk=desk, content=drawn["content"]),
        privacy_notice=drawn["privacy"],
    )


def _body(form: RegistrationForm) -> dict[str, Any]:
    """The body that names its members, from the list also where its name was typed; empty where there is none."""
    if form.nomination is None:
        return {}
    chosen, typed = form.cleaned_data["body"], form.cleaned_data["body_name"]
    row = body_called(typed) if chosen == NOT_IN_THE_LIST else Organisation.objects.get(pk=int(chosen))
    return {"organisation": row, "body_name": typed or str(row)[:255]}


def _nonce_of(drawn: str, desk: Desk, *, name: str, email: str, body: dict[str, Any]) -> str:
    """The nonce under which a person's form is kept: the one that was drawn, bound to whom the desk takes them for.

    Back, and a colleague typed over it, is another form and not lost. And a ticket that was spent on somebody else's
    address is as good for one's own whether or not that address was known: a letter that came or not would tell.
    """
    if body:
        named = body_key(body["organisation"].pk if body["organisation"] else None, body["body_name"])
        key = f"{named} {email}"  # a colleague of the same body is somebody else, and gets a letter of their own
    else:
        key = person_key(PersonKey(desk.person_key), email=email, name=name)
    who = key or person_key(PersonKey.EMAIL_AND_NAME, email=email, name=name)
    return salted_hmac("registrations.nonce", f"{drawn} {who}", algorithm="sha256").hexdigest()[:32]


def _thank(drawn: dict[str, Any], submission: Submission) -> HttpResponse:
    """Lead to the thank-you text, which says the same whether or not the address was known."""
    return remember(drawn, nonce=submission.nonce, email=submission.email)


def remember(drawn: dict[str, Any], *, nonce: str, email: str, done: str = "1") -> HttpResponse:
    """Lead to the page after sending, and let the browser know for an hour which form it sent."""
    page, desk = drawn["page"], drawn["desk"]
    response = HttpResponseRedirect(f"{drawn['action_url']}?done={done}#registration-{page.pk}")
    sealed = signing.dumps([str(desk.translation_key), nonce, email], salt=section.DONE_SALT)
    response.set_cookie(
        section.DONE_COOKIE,
        sealed,
        max_age=3600,
        path=drawn["action_url"].split("?")[0] or "/",
        httponly=True,
        samesite="Lax",
        secure=drawn["request"].is_secure(),
    )
    section.keep_private(response)
    return response


def words_for(refusal: Refusal) -> str:
    """A refusal as a sentence that says what to do next."""
    if isinstance(refusal, TooFewSeats):
        return _too_few_words(refusal)
    return str(next(words for kind, words in _WORDS.items() if isinstance(refusal, kind)))


def _too_few_words(refusal: TooFewSeats) -> str:
    """How many they are and how many seats there are; in which session, where there are several."""
    facts = {"wanted": refusal.wanted, "free": refusal.free, "seats": refusal.seats}
    if refusal.wanted > refusal.seats:
        words = _(
            "You are %(wanted)d people, and there are only %(seats)d seats in all. What you wrote is kept and was not "
            "sent: take names out and send the form again."
        )
    elif refusal.wanted <= refusal.free:
        words = _(
            "You are %(wanted)d people, and some of the free seats are held for others who have just sent the form. "
            "There is no waiting list. What you wrote is kept and was not sent: take names out, or send it again later."
        )
    else:
        words = ngettext(
            "You are %(wanted)d people, but only %(free)d seat is left, and there is no waiting list. What you wrote "
            "is kept and was not sent: take names out and send the form again.",
            "You are %(wanted)d people, but only %(free)d seats are left, and there is no waiting list. What you "
            "wrote is kept and was not sent: take names out and send the form again.",
            refusal.free,
        )
    said = words % facts
    return _("“%(where)s”: %(words)s") % {"where": refusal.where, "words": said} if refusal.where else said


_WORDS: dict[type[Refusal], Promise] = {
    Closed: gettext_lazy("The registration has closed. What you wrote is still below, but it was not sent."),
    NotYetOpen: gettext_lazy("The registration has not opened yet. Come back when it opens and send the form then."),
    Full: gettext_lazy("The last seat has just been taken, and there is no waiting list. Nothing was sent."),
    NotHere: gettext_lazy(
        "This registration is not open any more. What you wrote is still below, but it was not sent."
    ),
    NoticeChanged: gettext_lazy(
        "The privacy notice changed while you were filling in the form. Read it again above the button; if you agree, "
        "send the form once more."
    ),
    FormChanged: gettext_lazy(
        "The questions changed while you were filling them in. Check your answers and send the form again."
    ),
    TooManyAttempts: gettext_lazy(
        "Too many forms came from your network within an hour. Wait a little and send the form again."
    ),
    AlreadyRegistered: gettext_lazy(
        "You are already registered. We have sent your personal link to your address again."
    ),
    PartyTooLarge: gettext_lazy(
        "More people are named than one form may have. Take names out and send the form again."
    ),
    Refusal: gettext_lazy("The form could not be taken. Check it and send it again."),
}
"""What is narrower comes first."""
