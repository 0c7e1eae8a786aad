"""The registration section of a page, as one visitor sees it now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.core import signing
from django.db.models import Case, Subquery, When
from django.template.response import SimpleTemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from registrations.domain.digests import digest_of
from registrations.domain.occasion import effective_mode
from registrations.domain.parties import most_people
from registrations.domain.rules import Mode
from registrations.domain.windows import Window
from registrations.models import (
    PrivacyNotice,
    PrivacyNoticeVersion,
    Registration,
    Right,
    may_at_desk,
)
from registrations.queries.bodies import offered_bodies
from registrations.queries.occasions import occasion_of
from registrations.queries.privacy import notice_of
from registrations.queries.sent import people_sent
from registrations.queries.standing import rank
from registrations.queries.status import PoolStatus, RegistrationStatus, status_of
from registrations.questions.content import content_of, members_content, members_in, most_people_in, questions_in
from registrations.questions.form import RegistrationForm, Ticket
from registrations.questions.nomination import Nomination
from registrations.questions.party import Party
from registrations.questions.single import AddressForm
from registrations.services.desks import find_desk, find_open_pools, source_of
from registrations.templatetags.greek_dates import unbroken
from registrations.text import date_text, hours_text

from .previewing import AS_IS, Sent, pretended, pretended_done

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from registrations.models import Desk, SeatPool

DONE_COOKIE = "registration-sent"
AGAIN = "again"
NEW_ADDRESS = gettext_lazy("Your right e-mail address")
DONE_SALT = "registrations.done"
_LONGEST_CACHE = 300
_AND = "+"


def section_of(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The context of the section, made once per page and request."""
    made: dict[int, dict[str, Any]] = request.__dict__.setdefault("registration_sections", {})
    if page.pk not in made:
        made[page.pk] = build(page, request, now=datetime.now(UTC))
    return made[page.pk]


def build(page: Any, request: HttpRequest, *, now: datetime, typed: Any = None) -> dict[str, Any]:
    """The context of the section at `now`; `typed` is what came back with a form."""
    preview = getattr(request, "registration_preview", "") or (AS_IS if getattr(request, "is_preview", False) else "")
    rules, occasion = page.registration_rules(), occasion_of(page)
    if typed is not None:
        page.__dict__.pop("desk_and_pools", None)  # a form was received meanwhile
    desk, open_pools = (None, []) if preview else page.desk_and_pools
    status = status_of(
        desk=desk,
        open_pools=open_pools,
        rules=rules,
        occasion=occasion,
        show_free_seats=page.registration_show_free_seats,
        now=now,
    )
    if status.closes_at is not None and page.told.first_closes_at is not None:
        status = replace(status, first_closes_at=page.told.first_closes_at)
    if preview:
        status = pretended(status, preview)
    done = _done(request, desk) if not preview and typed is None else pretended_done(status, preview)
    shown = status.accepts and done is None
    wanted = status.mode is Mode.HERE and (shown or typed is not None)
    content = _content(page, desk) if wanted else None
    privacy = privacy_of(page, request) if wanted else None
    withheld = wanted and privacy is None  # however the page came to be published: the law asks for a notice
    if withheld:
        content = None
    return {
        "page": page,
        "request": request,
        "status": status,
        "desk": desk,
        "content": content,
        "form": _form(page, status, content, privacy, now=now, typed=typed) if content is not None else None,
        "done": done,
        "address_form": AddressForm(auto_id=f"r{page.pk}-%s", label=NEW_ADDRESS) if done is not None else None,
        "find_url": _find_url(status) if done is None else "",
        "nomination": page.registration_members() is not None,
        "disabled": bool(preview),
        "action_url": page.get_url(request) or "",
        "privacy": privacy,
        "withheld": withheld,
        "tells_why": withheld and _may_mend(page, request, desk),
        "deadline_url": _deadline_url(page, status),
    }


def _may_mend(page: Any, request: HttpRequest, desk: Desk | None) -> bool:
    """Whether the reader may edit the page or reviews its desk."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    if page.pk is not None and page.permissions_for_user(user).can_edit():
        return True
    return desk is not None and may_at_desk(user, desk, Right.REVIEW)


def desk_of(page: Any) -> tuple[Desk | None, list[SeatPool]]:
    """The desk of a page with its open pools: one statement where the page registers here, as most do."""
    mode = effective_mode(page.registration_rules().mode, occasion_of(page))
    pools = find_open_pools(page) if mode is Mode.HERE else []
    desk = pools[0].desk if pools else find_desk(page)
    if not pools and desk is not None and desk.mode == Mode.HERE and mode is not Mode.HERE:
        pools = find_open_pools(page)
    return desk, pools


def _content(page: Any, desk: Desk | None) -> dict[str, Any]:
    """The questions in force at the desk; those of the page itself while it has none (a draft, a preview)."""
    if desk is not None and desk.questionnaire is not None:
        in_force: dict[str, Any] = desk.questionnaire.content
        return in_force
    return content_for(page, desk)


def content_for(page: Any, desk: Desk | None) -> dict[str, Any]:
    """The questions of the desk's leading page as published now, with the words of all its languages."""
    source = source_of(page)
    family = type(page)._default_manager.filter(translation_key=source.translation_key, live=True, alias_of=None)
    streams = {other.pk: other for other in family.select_related("locale").exclude(pk=page.pk)}
    leading = streams.get(desk.leading_page_id, page) if desk is not None else page
    members = leading.registration_members()
    words = {other.locale.language_code: other.questions for other in [*streams.values(), page] if other is not leading}
    content = content_of(leading.questions, words, language=leading.locale.language_code)
    if members is not None:
        content["members"] = members_content(members)
    if (most := most_people(leading.registration_rules())) > 1:
        content["people"] = most
    return content


def privacy_of(page: Any, request: HttpRequest) -> PrivacyNoticeVersion | None:
    """The wording in force of the notice of the page, else of its site, in the page's language where there is one."""
    parts = page.get_url_parts(request)  # the page's own site: its form may stand in a page of another one
    site = parts[0] if parts else Site.find_for_request(request)
    chosen = page.registration_privacy_notice_id or Subquery(notice_of(site)[:1])
    family = PrivacyNotice.objects.filter(pk=chosen).values("translation_key")
    own_language = Case(When(notice__locale=page.locale_id, then=0), When(notice__pk=chosen, then=1), default=2)
    wordings = PrivacyNoticeVersion.objects.filter(notice__translation_key__in=family)
    return wordings.order_by(own_language, "notice_id", "-number").first()


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say how long the answer may be kept: not at all with a form or a person in it, else until something changes."""
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.add_post_render_callback(partial(_limit, request))
        return response
    return _limit(request, response)


def _limit(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Limit what caches may keep by what was drawn, of this page and of others that it shows; nothing: no limit."""
    sections: list[dict[str, Any]] = list(request.__dict__.get("registration_sections", {}).values())
    if any(_is_private(one) for one in sections):
        keep_private(response)
        return response
    left = [seconds for one in sections for seconds in _seconds_left(one["status"])]
    if left and not response.has_header("Cache-Control"):
        patch_cache_control(response, max_age=min(*left, _LONGEST_CACHE))
    return response


def _is_private(drawn: dict[str, Any]) -> bool:
    """Whether it holds a token or a person, may be mended any moment, or is not for everybody."""
    shows = drawn["form"] is not None or drawn["done"] is not None
    return bool(shows or drawn["withheld"] or drawn.get("restricted"))


def _seconds_left(status: RegistrationStatus) -> list[int]:
    """How long it is until the registration opens, and until it closes."""
    moments = [moment for moment in (status.opens_at, status.closes_at) if moment is not None]
    return [int((moment - status.now).total_seconds()) for moment in moments if moment > status.now]


def keep_private(response: HttpResponse) -> None:
    """Forbid every cache: the answer carries a token or a person."""
    add_never_cache_headers(response)
    response.headers["Cache-Control"] = "private, no-store"


def title_prefix(page: Any, request: HttpRequest) -> str:
    """What stands before the title of a page whose form came back with errors."""
    drawn = request.__dict__.get("registration_sections", {}).get(page.pk)
    forms = [drawn["form"], drawn["address_form"]] if drawn else []
    return _("Problem: ") if any(form is not None and form.is_bound and form.errors for form in forms) else ""


def digest_shown(content: dict[str, Any], privacy: PrivacyNoticeVersion | None) -> str:
    """What a form was drawn from: its questions, and the wording about personal data that stood above its button."""
    return f"{digest_of(content)}{_AND}{privacy.pk if privacy is not None else 0}"


def same_questions(one: str, other: str) -> bool:
    """Whether two such digests are of the same questions, so that only the wording about personal data may differ."""
    return one.partition(_AND)[0] == other.partition(_AND)[0]


def _form(
    page: Any,
    status: RegistrationStatus,
    content: dict[str, Any],
    privacy: PrivacyNoticeVersion | None,
    *,
    now: datetime,
    typed: Any,
) -> Any:
    source = source_of(page)
    ticket = Ticket.new(desk=str(source.translation_key), digest=digest_shown(content, privacy), now=now)
    language = page.locale.language_code
    members, most = members_in(content), most_people_in(content)
    return RegistrationForm(
        typed,
        questions=questions_in(content, language),
        sessions=_sessions(status, language),
        ticket=ticket,
        nomination=Nomination(rules=members, bodies=offered_bodies()) if members is not None else None,
        party=Party(most) if most > 1 else None,
        auto_id=f"r{page.pk}-%s",
    )


def _sessions(status: RegistrationStatus, language: str) -> list[tuple[str, str]]:
    choosable = [pool for pool in status.pools if pool.key]
    if not (status.waiting_list or status.open_to_applications):
        choosable = [pool for pool in choosable if not pool.is_full] or choosable
    return [(pool.key, _session_text(pool, status, language)) for pool in choosable]


def _session_text(pool: PoolStatus, status: RegistrationStatus, language: str) -> str:
    parts = [pool.title]
    if pool.begins_at is not None:
        begin = pool.begins_at.astimezone(ZoneInfo(status.zone))
        end = pool.ends_at.astimezone(ZoneInfo(status.zone)) if pool.ends_at else None
        parts.append(f"{date_text(begin.date(), language)}, {hours_text(begin, end)}")
    if pool.room:
        parts.append(pool.room)
    if pool.is_full:
        parts.append(_("full"))
    return format_html("<span>{}</span>", unbroken(" · ".join(parts)))  # one item of the row that a choice is


def _done(request: HttpRequest, desk: Desk | None) -> Sent | None:
    """The thank-you of the form that this browser has just sent."""
    if desk is None or request.GET.get("done") not in {"1", AGAIN}:
        return None
    sent = sent_by(request, desk)
    if sent is None:
        return None
    nonce, email = sent
    people = people_sent(desk, nonce) if desk.party_size > 1 else ()
    if desk.verify_address:
        return Sent(email=email, verify_address=True, again=request.GET["done"] == AGAIN, people=people)
    registration = Registration.objects.filter(desk=desk, nonce=nonce).prefetch_related("places").first()
    if registration is None:
        return Sent(email=email, verify_address=True)
    positions = [position for place in registration.places.all() if (position := rank(place))]
    return Sent(
        email=email,
        verify_address=False,
        reference=registration.reference,
        state=registration.state,
        position=min(positions, default=None),
        people=people,
    )


def sent_by(request: HttpRequest, desk: Desk) -> tuple[str, str] | None:
    """Nonce and address of the form that this browser sent to the desk within the hour; None where it sent none."""
    try:
        key, nonce, email = signing.loads(request.COOKIES.get(DONE_COOKIE, ""), salt=DONE_SALT, max_age=3600)
    except (signing.BadSignature, ValueError):
        return None
    return (nonce, email) if key == str(desk.translation_key) else None


def _find_url(status: RegistrationStatus) -> str:
    """Where people who are registered get their link again; empty where nobody can be, or the host has no such page."""
    if status.mode is not Mode.HERE or status.window is Window.NOT_YET:
        return ""
    try:
        return reverse("registrations:find")
    except NoReverseMatch:
        return ""


def _deadline_url(page: Any, status: RegistrationStatus) -> str:
    if status.mode is not Mode.ELSEWHERE or status.closes_at is None or page.pk is None:
        return ""
    try:
        return reverse("registrations:deadline", args=[page.pk])
    except NoReverseMatch:
        return ""
