"""Registrations as rows of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override, pgettext

from registrations.domain.members import Role
from registrations.domain.rules import PersonKey
from registrations.domain.states import State
from registrations.models import AttendeeRole, Desk
from registrations.models.labels import STATE_LABELS
from registrations.outputs.csv import stream_csv
from registrations.outputs.exporters import own_exporters
from registrations.outputs.xlsx import stream_xlsx
from registrations.queries.answers import NOT_QUESTIONS, answer_text, words_of
from registrations.services.actor import staff
from registrations.services.exporting import record_export

from .columns import names_of_people, number_of_people, presence_of
from .members import current_members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from registrations.models import Place, Registration

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ROWS_AT_ONCE = 2_000
"""How many registrations are fetched from the database at a time."""


class Sheet:
    """The columns of an export and the row of each registration, in the language and zone of who asked.

    `desk`: the one event of the export, whose questions become columns; None where there are several.
    """

    def __init__(self, desk: Desk | None) -> None:
        self.language = get_language() or "en"
        self.zone = timezone.get_current_timezone()
        self.states = {state.value: str(label) for state, label in STATE_LABELS.items()}
        self.asked = _questions(desk) if desk is not None else {}
        self.columns = _columns(self.asked)
        self.by_body = desk is not None and desk.person_key == PersonKey.ORGANISATION

    def headings(self) -> list[str]:
        """The first row. A question that was reworded stands under its newest words."""
        fixed = [
            gettext("Reference"),
            gettext("Event"),
            gettext("Sessions"),
            gettext("Name"),
            gettext("E-mail"),
            gettext("Language"),
            gettext("Received"),
            gettext("State"),
            pgettext("who came", "Attendance"),
            gettext("Number of people"),
            gettext("Names"),
        ]
        labels = [words_of(question, self.language, leading).get("label", "") for question, leading in self.columns]
        return fixed + (_member_headings() if self.by_body else []) + labels

    def rows(self, registrations: QuerySet[Registration]) -> Iterator[list[Any]]:
        """One row a registration, fetched a few thousand at a time."""
        for registration in registrations.iterator(chunk_size=ROWS_AT_ONCE):
            # the view's language and zone are gone by the time that rows are streamed
            with override(self.language), timezone.override(self.zone):
                row = self._row(registration)
            yield row

    def _row(self, registration: Registration) -> list[Any]:
        fixed = [
            registration.reference,
            registration.desk.title,
            "; ".join(dict.fromkeys(self._session(place) for place in registration.places.all() if place.pool.title)),
            registration.name,
            registration.email,
            registration.language,
            registration.created_at.astimezone(self.zone),
            self.states[registration.state],
            presence_of(registration),
            *_people_cells(registration),
        ]
        if self.by_body:
            fixed += _member_cells(registration)
        asked, leading = self.asked.get(registration.questionnaire_id or 0, ({}, ""))
        return fixed + [
            answer_text(asked[key], registration.answers.get(key), self.language, leading) if key in asked else ""
            for key in (question["key"] for question, _leading in self.columns)
        ]

    def _session(self, place: Place) -> str:
        return f"{place.pool.title}: {self.states[State(place.state)]}"


def _people_cells(registration: Registration) -> list[Any]:
    """How many come and who; a body names its members in columns of their own."""
    if registration.is_nomination:
        return [1, ""]
    return [number_of_people(registration), names_of_people(registration)]


def _member_headings() -> list[str]:
    """The columns of a body: its name, its kind, and the details of both members."""
    details = [gettext("Full name"), gettext("E-mail"), gettext("Position"), gettext("Telephone")]
    of_both = [f"{AttendeeRole(role).label}: {detail}" for role in Role for detail in details]
    return [gettext("Body"), gettext("Kind of body"), *of_both]


def _member_cells(registration: Registration) -> list[str]:
    named = {member.role: member for member in current_members(registration)}
    kind = registration.organisation.get_kind_display() if registration.organisation is not None else ""
    cells = [registration.body, kind]
    for role in Role:
        member = named.get(role)
        cells += [member.name, member.email, member.position, member.phone] if member is not None else [""] * 4
    return cells


def handed_out(
    request: HttpRequest,
    content: Callable[[], Iterator[bytes]],
    *,
    name: str,
    kind: str,
    content_type: str,
    chosen: dict[str, Any],
    count: Callable[[], int],
) -> HttpResponseBase:
    """A file as the answer, logged with who, how chosen, and how many. HEAD tells the headers only."""
    now = timezone.now()
    response: HttpResponseBase = HttpResponse(content_type=content_type)
    if request.method != "HEAD":
        record_export(by=staff(request.user), kind=kind, chosen=chosen, count=count(), now=now)
        response = StreamingHttpResponse(content(), content_type=content_type)
    day = timezone.localdate(now)
    response["Content-Disposition"] = f'attachment; filename="{name}-{day:%Y-%m-%d}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def content_type(kind: str) -> str:
    """The type of a kind of file, ours or the host's."""
    return CONTENT_TYPES.get(kind) or own_exporters()[kind].content_type


def stream(kind: str, desk: Desk | None, registrations: QuerySet[Registration]) -> Iterator[bytes]:
    """The file in pieces. Needs `desk` and the pools of the places with the registrations."""
    sheet = Sheet(desk)
    if (exporter := own_exporters().get(kind)) is not None:
        return exporter.write(sheet.headings(), sheet.rows(registrations))
    if kind == XLSX:
        return stream_xlsx(gettext("Registrations"), sheet.headings(), sheet.rows(registrations))
    return stream_csv(sheet.headings(), sheet.rows(registrations))


def _questions(desk: Desk) -> dict[int, tuple[dict[str, Any], str]]:
    """The questions of each questionnaire of a desk by key, with its leading language; newest questionnaire first."""
    return {
        questionnaire.pk: (
            {
                question["key"]: question
                for question in questionnaire.content["questions"]
                if question["kind"] not in NOT_QUESTIONS
            },
            questionnaire.content["language"],
        )
        for questionnaire in desk.questionnaires.order_by("-created_at", "-pk")
    }


def _columns(asked: dict[int, tuple[dict[str, Any], str]]) -> list[tuple[dict[str, Any], str]]:
    """One column a question that was ever asked, in its newest words, with the language these are led by."""
    columns: dict[str, tuple[dict[str, Any], str]] = {}
    for questions, leading in asked.values():
        for key, question in questions.items():
            columns.setdefault(key, (question, leading))
    return list(columns.values())
