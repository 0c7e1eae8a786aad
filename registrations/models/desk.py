"""The living truth of one registration: the desk, its seat pools, and the questionnaires it has asked."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.conf import app_settings
from registrations.domain.changes import Facts, SessionHours
from registrations.domain.occasion import EventStatus, Occasion
from registrations.domain.rules import Edits, Mode, PersonKey, Rules
from registrations.domain.windows import Window, window_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def _choices(members: type[Edits] | type[Mode] | type[PersonKey]) -> list[tuple[str, str]]:
    """A plain list for the column, so that migrations store strings and labels stay with the screens."""
    return [(member.value, member.value) for member in members]


def default_zone() -> str:
    """The zone of an occasion that names none."""
    return app_settings.ZONE


class Desk(models.Model):
    """One registration of one page and all its translations: the row that is locked, and that outlives the page.

    The rules are copied from the leading page when it is published; so is what the registration is for.
    """

    translation_key = models.UUIDField(_("key of the page and its translations"), unique=True, editable=False)
    leading_page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    site = models.ForeignKey("wagtailcore.Site", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tree_path = models.CharField(_("last known place in the tree"), max_length=255, db_index=True)
    is_published = models.BooleanField(_("leading page is published"), default=False)

    title = models.CharField(_("title"), max_length=255)
    begins_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, default=default_zone)
    venue = models.CharField(_("venue"), max_length=255, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    status = models.CharField(
        _("held as planned"),
        max_length=12,
        choices=[(status.value, status.value) for status in EventStatus],
        default=EventStatus.SCHEDULED,
    )
    expected_on = models.DateField(_("a day of the expected period"), null=True, blank=True)
    precision = models.CharField(_("expected period"), max_length=10, blank=True)
    sessions = models.JSONField(_("hours of all sessions, by their keys"), default=dict, blank=True, editable=False)
    told = models.JSONField(_("what visitors are told of the past"), default=dict, blank=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(_("revision of the calendar entry"), default=0)

    mode = models.CharField(_("mode"), max_length=10, choices=_choices(Mode), default=Mode.NONE)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    by_month = models.BooleanField(_("opens and closes with whole months"), default=False)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    waiting_list = models.BooleanField(_("waiting list"), default=False)
    needs_review = models.BooleanField(_("reviewed by staff"), default=False)
    applications_hold_seats = models.BooleanField(_("applications hold seats"), default=False)
    verify_address = models.BooleanField(_("address is verified"), default=True)
    person_key = models.CharField(
        _("one registration per"), max_length=20, choices=_choices(PersonKey), default=PersonKey.EMAIL
    )
    party_size = models.PositiveSmallIntegerField(_("people per registration"), default=1)
    offer_hours = models.PositiveSmallIntegerField(_("hours to answer an offer"), null=True, blank=True)
    edits = models.CharField(
        _("answers may be changed"), max_length=12, choices=_choices(Edits), default=Edits.WHILE_OPEN
    )
    edit_hours = models.PositiveSmallIntegerField(_("hours before the beginning"), default=0)
    edits_reviewed = models.BooleanField(_("a change goes back to review"), default=False)
    remind_hours = models.PositiveSmallIntegerField(_("reminder, hours before the beginning"), null=True, blank=True)
    thanks = models.BooleanField(_("thanks people afterwards"), default=False)
    questionnaire = models.ForeignKey(
        "registrations.Questionnaire",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("questions in force"),
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ("-begins_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def rules(self) -> Rules:
        """The rules in force, as the domain takes them."""
        return Rules(
            mode=Mode(self.mode),
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            by_month=self.by_month,
            capacity=self.capacity,
            waiting_list=self.waiting_list,
            needs_review=self.needs_review,
            applications_hold_seats=self.applications_hold_seats,
            verify_address=self.verify_address,
            person_key=PersonKey(self.person_key),
            party_size=self.party_size,
            offer_hours=self.offer_hours,
            edits=Edits(self.edits),
            edit_hours=self.edit_hours,
            edits_reviewed=self.edits_reviewed,
            remind_hours=self.remind_hours,
            thanks=self.thanks,
        )

    @property
    def occasion(self) -> Occasion:
        """What people register for, in the words of the leading page."""
        return Occasion(
            title=self.title,
            begins_at=self.begins_at,
            ends_at=self.ends_at,
            zone=self.zone,
            venue=self.venue,
            address=self.address,
            status=EventStatus(self.status),
            expected_on=self.expected_on,
            precision=self.precision,
        )

    @property
    def is_cancelled(self) -> bool:
        """The event is cancelled: nobody registers, and nobody is promoted."""
        return self.status == EventStatus.CANCELLED

    def facts(self, pools: Iterable[SeatPool]) -> Facts:
        """What people have in their calendars, with the hours of the open ones among these pools."""
        return Facts(
            begins_at=self.begins_at,
            ends_at=self.ends_at,
            zone=self.zone,
            venue=self.venue,
            address=self.address,
            status=EventStatus(self.status),
            expected_on=self.expected_on,
            precision=self.precision,
            closes_at=self.closes_at,
            sessions={
                pool.session_key: SessionHours(pool.begins_at, pool.ends_at, pool.room)
                for pool in pools
                if pool.session_key and not pool.is_closed
            },
        )

    @property
    def session_hours(self) -> dict[str, SessionHours]:
        """When each session is held by its key, also of those that register elsewhere or nowhere and have no pool."""
        return {key: SessionHours.from_json(stored) for key, stored in self.sessions.items()}

    def window(self, now: datetime) -> Window:
        """Whether registration is open at the UTC instant `now`; that of a cancelled event is closed."""
        if self.is_cancelled:
            return Window.CLOSED
        return window_at(now, opens_at=self.opens_at, closes_at=self.closes_at)


class SeatPool(models.Model):
    """The seats of the whole event (`session_key` empty) or of one session; `taken` changes under the desk's lock."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="pools", verbose_name=_("desk"))
    session_key = models.CharField(_("key of the session"), max_length=36, blank=True)
    title = models.CharField(_("session"), max_length=255, blank=True)
    begins_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    room = models.CharField(_("room"), max_length=255, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty: no limit."))
    raised = models.PositiveIntegerField(_("seats added by staff"), default=0)
    ceiling = models.PositiveIntegerField(_("most seats that may be taken"), null=True, blank=True, editable=False)
    taken = models.PositiveIntegerField(_("taken"), default=0, editable=False)
    next_position = models.PositiveIntegerField(_("next position in line"), default=1, editable=False)
    is_closed = models.BooleanField(_("closed"), default=False)

    class Meta:
        verbose_name = _("seat pool")
        verbose_name_plural = _("seat pools")
        ordering = ("desk", "session_key")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "session_key"], name="registrations_pool_once"),
            models.CheckConstraint(
                condition=models.Q(ceiling__isnull=True) | models.Q(taken__lte=models.F("ceiling")),
                name="registrations_pool_not_oversold",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.desk.title

    @property
    def seats(self) -> int | None:
        """The capacity with what staff added; None: no limit."""
        return None if self.capacity is None else self.capacity + self.raised

    @property
    def free(self) -> int | None:
        """How many seats are free; None: no limit."""
        return None if self.seats is None else max(self.seats - self.taken, 0)

    @property
    def overbooked(self) -> int:
        """How many sit beyond the seats there are: the capacity was lowered, or staff accepted more."""
        return 0 if self.seats is None else max(self.taken - self.seats, 0)


class Questionnaire(models.Model):
    """The questions of a desk in all its languages, frozen under a digest: answers keep the words of their time."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="questionnaires", verbose_name=_("desk"))
    digest = models.CharField(_("digest"), max_length=64)
    content = models.JSONField(_("questions"))
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ("-created_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "digest"], name="registrations_questionnaire_once"),
        ]

    def __str__(self) -> str:
        return self.digest[:12]
