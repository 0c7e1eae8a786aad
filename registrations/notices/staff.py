"""The letter to staff about what is new at a desk: figures and a link to the screen, nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrations.models.notice import LOST
from registrations.queries.wording import occasion_in
from registrations.text import tidy_line

from .links import admin_address, spoken
from .sender import sender_of

if TYPE_CHECKING:
    from registrations.domain.occasion import Occasion
    from registrations.models import Desk, Notice


def staff_context(notice: Notice, *, occasion: Occasion | None = None) -> dict[str, Any]:
    """What the letter says, from the figures that it was owed with; the language of the recipient must be active."""
    news, desk = notice.context, notice.desk
    occasion = occasion or occasion_in(desk, notice.language)
    lines = [*_applications(news), *_untold(news), *[_level(level) for level in news["levels"]], *_failed(news)]
    return {
        "title": tidy_line(occasion.title),
        "lines": lines,
        "headline": lines[0] if len(lines) == 1 else _("News of the desk"),
        "link": desk_link(desk, letters=bool(news["failed"]) and not news["new"]),
        "link_label": _("Open the desk"),
        **sender_of(desk),
    }


def language_of(user: Any) -> str:
    """The language in which somebody of the staff reads: the one they chose in the admin, else the site's."""
    profile = getattr(user, "wagtail_userprofile", None)
    return spoken(profile.preferred_language if profile is not None else "")


def desk_link(desk: Desk, *, letters: bool = False) -> str:
    """The absolute address of the registrations of a desk in the admin, or of its letters that reached nobody."""
    name = "registrations_notice_modeladmin_index" if letters else "registrations_registration_modeladmin_index"
    query = {"desk": desk.pk or "", **({"state": [str(state) for state in LOST]} if letters else {})}
    return f"{admin_address(desk, reverse(name))}?{urlencode(query, doseq=True)}"


def _applications(news: dict[str, Any]) -> list[str]:
    if not news["new"]:
        return []
    new = ngettext("%(count)s new application", "%(count)s new applications", news["new"]) % {"count": news["new"]}
    return [_("%(new)s; %(waiting)s wait for a decision") % {"new": new, "waiting": news["waiting"]}]


def _untold(news: dict[str, Any]) -> list[str]:
    if not news.get("untold"):  # letters that were owed by an earlier version know nothing of it
        return []
    words = _("Decide within a week: people named by a body must be told (%(count)s)")
    return [words % {"count": news["untold"]}]


def _level(level: dict[str, Any]) -> str:
    words = _("%(percent)s %% of the seats are taken (%(taken)s of %(seats)s)") % level
    return f"{tidy_line(level['title'])}: {words}" if level["title"] else words


def _failed(news: dict[str, Any]) -> list[str]:
    if not news["failed"]:
        return []
    words = ngettext(
        "%(count)s letter could not be delivered", "%(count)s letters could not be delivered", news["failed"]
    )
    return [words % {"count": news["failed"]}]
