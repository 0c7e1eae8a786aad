"""The door: who is expected, who has come. Names and references only, and every button works without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from registrations.domain.errors import NotExpected
from registrations.domain.references import read_reference
from registrations.domain.states import ActorKind
from registrations.models import Attendance, Place, SeatPool
from registrations.models.labels import staff_name
from registrations.outputs.exporters import door_exporters
from registrations.queries.door import expected_at, in_turn
from registrations.services.actor import staff
from registrations.services.attending import mark_present, take_back
from registrations.text import fold

from .bridge import ID_DIGITS
from .door_list import door_list, hand_out
from .events import EventAction
from .permissions import CHECK_IN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

SHOWN_AT_ONCE = 100
LONGEST_SEARCH = 100
ABSENT, PRESENT = "absent", "present"


class CheckInView(EventAction):
    """Ticks off who has come to an event or session, and takes a tick back."""

    template_name = "registrations/review/check_in.html"
    http_method_names = ("get", "head", "post", "options")
    any_permission_required = (CHECK_IN,)
    action_label = gettext_lazy("Check-in")

    @cached_property
    def pools(self) -> list[SeatPool]:
        """The sessions of the event, or the event itself; none that is closed and expects nobody."""
        expecting = Place.objects.accepted().filter(pool=OuterRef("pk"))
        open_ones = self.object.pools.filter(Q(is_closed=False) | Exists(expecting))
        return list(open_ones.order_by(F("begins_at").asc(nulls_last=True), "pk"))

    @cached_property
    def pool(self) -> SeatPool:
        """The session that is chosen, or else the one that is on or comes next. Raises Http404 for a foreign one."""
        chosen = self.request.GET.get("session", "")
        if chosen:
            pool = next((pool for pool in self.pools if pool.pk == _key(chosen)), None)
        else:
            pool = in_turn(self.pools, timezone.now())
        if pool is None:
            raise Http404
        return pool

    @cached_property
    def wanted(self) -> str:
        """What the door searches for; of the address in the code of a ticket, as a scanner types it, the number."""
        typed = self.request.GET.get("q", "").strip().rstrip("/")
        return typed.rpartition("/")[2][:LONGEST_SEARCH]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # streamed
        """The list on the screen, or on paper: the same people, and no more of them."""
        exporter = door_exporters().get(request.GET.get("export", ""))
        if exporter is None:
            return super().get(request, *args, **kwargs)
        paper = door_list(self.object, [self.pool], expected_at([self.pool]))
        chosen = {"desk": [str(self.object.pk)], "session": [str(self.pool.pk)]}
        return hand_out(request, exporter, paper, chosen={"filter": chosen, "searched": False})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tick, or take a tick back; then the list again, at the same person. Raises Http404 for anybody else's."""
        place = self._place()
        by = staff(request.user)
        if "undo" in request.POST:
            take_back(place=place, by=by)
            messages.info(request, _("%(name)s (%(reference)s) is not present any more.") % _named(place))
        else:
            self._tick(place)
        return redirect(f"{self._address(q=self.wanted, show=self._shown())}#place-{place.pk}")

    def _place(self) -> Place:
        """The place that is meant: of this session, also where it is not accepted any more. Raises Http404."""
        known = Place.objects.filter(pool=self.pool).select_related("registration", "attendee")
        place = known.filter(pk=_key(self.request.POST.get("place", ""))).first()
        if place is None:
            raise Http404
        return place

    def _tick(self, place: Place) -> None:
        try:
            news = mark_present(place=place, by=staff(self.request.user), now=timezone.now())
        except NotExpected:
            messages.error(self.request, _("%(name)s (%(reference)s) is not expected any more.") % _named(place))
            return
        words = _("%(name)s (%(reference)s) is present.")
        if not news:
            words = _("%(name)s (%(reference)s) was present already.")
        messages.success(self.request, words % _named(place))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        everybody = self._everybody([self.pool])
        present = sum(one["is_present"] for one in everybody)
        found = [one for one in everybody if self._is_meant(one)]
        return {
            **context,
            "object": self.object,
            "pool": self.pool,
            "sessions": [(pool, self._address(session=pool.pk)) for pool in self.pools] if self.pools[1:] else [],
            "choices": self._choices(len(everybody), present),
            "action_url": self._address(q=self.wanted, show=self._shown()),
            "papers": [(one.label, self._address(export=one.kind)) for one in door_exporters().values()],
            "clear_url": self._address(show=self._shown()),
            "wanted": self.wanted,
            "shown": self._shown(),
            "expected": len(everybody),
            "present": present,
            "people": found[:SHOWN_AT_ONCE],
            "elsewhere": self._elsewhere() if self.wanted and not found else [],
            "more": max(len(found) - SHOWN_AT_ONCE, 0),
        }

    def _elsewhere(self) -> list[tuple[SeatPool, str]]:
        """The other sessions in which whoever is searched for is expected, and their addresses."""
        others = {pool.pk: pool for pool in self.pools if pool.pk != self.pool.pk}
        found = {one["pool"] for one in self._everybody(others.values()) if self._is_searched(one)} if others else ()
        return [(pool, self._address(session=key, q=self.wanted)) for key, pool in others.items() if key in found]

    def _everybody(self, pools: Iterable[SeatPool]) -> list[dict[str, Any]]:
        """Those who are expected; one statement, whatever their number."""
        return [
            {
                "pk": place.pk,
                "pool": place.pool_id,
                "name": place.attendee.name,
                "folded": fold(place.attendee.name),
                "reference": place.registration.reference,
                "is_present": place.attendance == Attendance.ATTENDED,
                "since": place.present_at,
                "joined": place.present_by == ActorKind.PERSON,
                "who": staff_name(place.recorded_by),
            }
            for place in expected_at(pools)
        ]

    def _is_meant(self, one: dict[str, Any]) -> bool:
        shown = self._shown()
        if (shown == ABSENT and one["is_present"]) or (shown == PRESENT and not one["is_present"]):
            return False
        return not self.wanted or self._is_searched(one)

    def _is_searched(self, one: dict[str, Any]) -> bool:
        terms = fold(self.wanted).split()
        return all(term in one["folded"] for term in terms) or one["reference"] == read_reference(self.wanted)

    def _shown(self) -> str:
        shown = self.request.GET.get("show", "")
        return shown if shown in {ABSENT, PRESENT} else ""

    def _choices(self, expected: int, present: int) -> list[dict[str, Any]]:
        numbers = {"": expected, ABSENT: expected - present, PRESENT: present}
        labels = {"": _("Everybody"), ABSENT: _("Not here yet"), PRESENT: _("Present")}
        return [
            {"label": label, "number": numbers[key], "url": self._address(show=key), "current": key == self._shown()}
            for key, label in labels.items()
        ]

    def _address(self, **query: Any) -> str:
        """The address of this list with what is chosen; nothing else of the request returns."""
        chosen = {"session": self.pool.pk if self.pools[1:] else "", **query}
        kept = {name: value for name, value in chosen.items() if value}
        return f"{self.request.path}?{urlencode(kept)}" if kept else self.request.path


def _named(place: Place) -> dict[str, str]:
    """Who is meant: of several people with one reference, too."""
    return {"name": place.attendee.name, "reference": place.registration.reference}


def _key(text: str) -> int:
    """A key as it was sent. Raises Http404 for what is none."""
    if not (text.isascii() and text.isdigit() and len(text) <= ID_DIGITS):
        raise Http404
    return int(text)
