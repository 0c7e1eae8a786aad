"""Before pages go: how many people are registered there, and that somebody means it knowing that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page

from registrations.domain.rules import Mode
from registrations.domain.windows import Window
from registrations.models import Desk, Registration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

KNOWN = "registrations_known"
"""The field that says: somebody read this very number of people, and means it."""

DELETE, UNPUBLISH = "delete", "unpublish"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the end of some pages means: the desks that they lead, those open now, and the people registered there."""

    desks: tuple[Desk, ...]
    open_desks: int
    people: int

    @property
    def mark(self) -> str:
        """What somebody has read: another number of people asks again."""
        return f"{self.people}-{'-'.join(str(desk.pk) for desk in self.desks)}"

    @property
    def sentence(self) -> str:
        """How many people at how many desks."""
        people = ngettext("%(number)s person is registered", "%(number)s people are registered", self.people)
        desks = ngettext("for %(number)s event", "for %(number)s events", len(self.desks))
        parts = {
            "people": people % {"number": self.people},
            "desks": desks % {"number": len(self.desks)},
        }
        return _("%(people)s %(desks)s on what you chose.") % parts


def leaving(pages: Iterable[Page], *, with_descendants: bool) -> Leaving:
    """What happens to the desks that these pages lead; a page that only gives words in its language leads none."""
    below = Q()
    for page in pages:
        below |= Q(leading_page__path__startswith=page.path) if with_descendants else Q(leading_page=page.pk)
    if not below:
        return Leaving((), 0, 0)
    now = timezone.now()
    led = Desk.objects.filter(below).order_by("pk")
    people = Registration.objects.live().filter(desk__in=led).count()
    peopled = set(Registration.objects.live().filter(desk__in=led).values_list("desk", flat=True).distinct())
    open_now = [
        desk for desk in led if desk.mode == Mode.HERE and desk.is_published and desk.window(now) is not Window.CLOSED
    ]
    concerned = tuple(desk for desk in led if desk.pk in peopled)
    return Leaving(concerned, len(open_now), people)


def tell_before_deleting(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Say it above Wagtail's question, and after its answer ask once more where people are registered."""
    pages = [page, *_cascaded(page, DELETE)]
    found = leaving(pages, with_descendants=True)
    if not found.people:
        return None
    if request.method != "POST":
        messages.warning(request, f"{found.sentence} {_after_deleting()}")
        return None
    return _ask(request, pages, found, DELETE) if type_to_delete_confirmation(request) else None


def tell_before_unpublishing(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Say that the form closes."""
    below = bool(request.POST.get("include_descendants"))
    return _ask_before_unpublishing(request, [page, *_cascaded(page, UNPUBLISH)], below=below)


def tell_before_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponseBase | None:
    """The same for several pages at once."""
    if not issubclass(action.model, Page):
        return None
    pages = list(objects)
    if action_type == UNPUBLISH:
        return _ask_before_unpublishing(request, pages, below=bool(request.POST.get("include_descendants")))
    if action_type != DELETE:
        return None
    found = leaving(pages, with_descendants=True)
    return _ask(request, pages, found, DELETE) if found.people else None


def _ask_before_unpublishing(request: HttpRequest, pages: list[Page], *, below: bool) -> HttpResponseBase | None:
    found = leaving(pages, with_descendants=below)
    if request.method != "POST" or not (found.people or found.open_desks):
        return None
    return _ask(request, pages, found, UNPUBLISH)


def _ask(request: HttpRequest, pages: list[Page], found: Leaving, action: str) -> HttpResponseBase | None:
    """The page that asks; None once somebody has said yes to just this."""
    if request.POST.get(KNOWN) == found.mark and request.POST.get("sure"):
        return None
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {KNOWN, "sure", "csrfmiddlewaretoken"}
        for value in values
    ]
    context = {
        "pages": pages,
        "found": found,
        "action": action,
        "after": _after_deleting() if action == DELETE else "",
        "carried": carried,
        "known": KNOWN,
        "unsure": KNOWN in request.POST and not request.POST.get("sure"),
        "action_url": request.get_full_path(),
        "back_url": get_valid_next_url_from_request(request) or "",
    }
    return TemplateResponse(request, "registrations/review/leaving.html", context)


def _after_deleting() -> str:
    return _(
        "Their registrations and the desk stay, with their personal links and with those who review them. They are not "
        "told by letter: if the event does not take place, publish it as cancelled first, with the reason."
    )


def _cascaded(page: Page, action: str) -> list[Page]:
    """The translations that Wagtail deletes or unpublishes with a page, as it finds them itself."""
    found: list[Page] = []
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
            cascaded = hook([page], action)
            if isinstance(cascaded, dict):
                for pages in cascaded.values():
                    found += [other for other in pages if other.pk != page.pk]
    return found
