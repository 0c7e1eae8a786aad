"""A filled-in form, the people in it, their claims on seats, and the history of those claims."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registrations.domain.states import ALWAYS_SEATED, LIVE, MAY_BE_SEATED, ActorKind, State

from .desk import Desk, Questionnaire, SeatPool
from .privacy import PrivacyNoticeVersion

if TYPE_CHECKING:
    from collections.abc import Iterable

STATE_CHOICES = [(state.value, state.value) for state in State]
LIVE_VALUES = sorted(LIVE)
SEATED_VALUES = sorted(ALWAYS_SEATED)
"""States that hold a seat, in the order that migrations know."""
SEATABLE_VALUES = [*(state for state in State if state in MAY_BE_SEATED), *SEATED_VALUES]
"""States that may hold a seat, in the order that migrations know."""


def new_secret() -> str:
    """256 fresh random bits: the personal links of a registration are derived from them, and die when they change."""
    return secrets.token_hex(32)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations, with the adjectives that doors ask for."""

    def live(self) -> RegistrationQuerySet:
        """Those that still want something from the desk."""
        return self.filter(state__in=LIVE_VALUES)

    def reachable(self) -> RegistrationQuerySet:
        """All but those whose address staff have corrected, and nobody has confirmed since."""
        return self.exclude(readdressed_at__isnull=False, verified_at=None)


class Registration(models.Model):
    """One filled-in form. `state` is derived from its places and written with them, for filters and indexes only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("event"))
    questionnaire = models.ForeignKey(
        Questionnaire, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    privacy_notice = models.ForeignKey(
        PrivacyNoticeVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("privacy notice"),
    )
    organisation = models.ForeignKey(
        "registrations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    reference = models.CharField(_("reference"), max_length=9, unique=True, editable=False)
    nonce = models.CharField(max_length=64, editable=False)
    body_name = models.CharField(
        _("body as it was named"),
        max_length=255,
        blank=True,
        editable=False,
        help_text=_("Empty where people register for themselves."),
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.CharField(_("e-mail"), max_length=254)
    person_key = models.CharField(max_length=480, blank=True, editable=False)
    search_text = models.CharField(max_length=700, blank=True, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=20)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=STATE_CHOICES, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    secret = models.CharField(max_length=64, default=new_secret, editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    verified_at = models.DateTimeField(_("address confirmed"), null=True, blank=True, editable=False)
    readdressed_at = models.DateTimeField(_("address corrected by staff"), null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "nonce"], name="registrations_form_once"),
            models.UniqueConstraint(
                fields=["desk", "person_key"],
                condition=models.Q(state__in=LIVE_VALUES) & ~models.Q(person_key=""),
                name="registrations_person_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["desk", "-created_at", "-id"], name="registrations_desk_recent"),
            models.Index(fields=["state", "-created_at", "-id"], name="registrations_state_recent"),
            models.Index(fields=["-created_at", "-id"], name="registrations_recent"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def awaits_confirmation(self) -> bool:
        """Whether its address is to be confirmed: that of a new form, or one that staff have put in its place."""
        return self.state == State.UNVERIFIED or (self.readdressed_at is not None and self.verified_at is None)

    @property
    def is_nomination(self) -> bool:
        """Whether a body names its members with it: its name and e-mail are then those of the contact person."""
        return bool(self.body_name)

    @property
    def body(self) -> str:
        """The body in the language of the moment, or as it was named; empty where people register for themselves."""
        return str(self.organisation) if self.organisation_id is not None else self.body_name


class AttendeeRole(models.TextChoices):
    """In which capacity a person takes part."""

    SELF = "self", _("The person who registers")
    COMPANION = "companion", _("Companion")
    REGULAR = "regular", _("Regular member")
    ALTERNATE = "alternate", _("Alternate member")


class AttendeeEnding(models.TextChoices):
    """Why somebody is no attendee any more."""

    REPLACED = "replaced", _("Replaced")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", pgettext_lazy("attendee", "Cancelled")


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    """Attendees, with the adjectives that doors ask for."""

    def members(self) -> AttendeeQuerySet:
        """The people whom a body names, today: the regular one first."""
        named = self.filter(role__in=[AttendeeRole.REGULAR, AttendeeRole.ALTERNATE], ended_at=None)
        return named.order_by("-role")

    def companions(self) -> AttendeeQuerySet:
        """Those who come with the person who registered, today, in the order of the form."""
        return self.filter(role=AttendeeRole.COMPANION, ended_at=None).order_by("pk")


class Attendee(models.Model):
    """A person of a registration. One who was replaced, has declined or cancelled stays, ended, for the history."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendees")
    name = models.CharField(_("name"), max_length=200)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=AttendeeRole.choices, default=AttendeeRole.SELF)
    position = models.CharField(_("position"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(
        _("language of letters"), max_length=20, blank=True, help_text=_("Empty: that of the form.")
    )
    ended_at = models.DateTimeField(_("until"), null=True, blank=True, editable=False)
    ending = models.CharField(_("ended by"), max_length=10, choices=AttendeeEnding.choices, blank=True, editable=False)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration", "role"],
                condition=models.Q(role__in=["self", "regular", "alternate"], ended_at=None),
                name="registrations_role_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration} ({self.get_role_display()})"

    @property
    def has_left(self) -> bool:
        """Whether this person has cancelled while others of the registration came or waited."""
        return self.ending == AttendeeEnding.CANCELLED


class Attendance(models.TextChoices):
    """Whether somebody came.

    No screen of ours says that somebody did not; an import of a host may.
    """

    EXPECTED = "expected", _("Expected")
    ATTENDED = "attended", _("Attended")
    NO_SHOW = "no_show", _("Did not come")


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places, with the adjectives that services ask for."""

    def unconfirmed(self) -> PlaceQuerySet:
        """Those whose seat is held for an address that nobody has confirmed yet."""
        return self.filter(state=State.UNVERIFIED, holds_seat=True)

    def waitlisted(self) -> PlaceQuerySet:
        """Those that stand in line, first in line first."""
        return self.filter(state=State.WAITLISTED).order_by("position")

    def live(self) -> PlaceQuerySet:
        """Those that still want something from the desk."""
        return self.filter(state__in=LIVE_VALUES)

    def accepted(self) -> PlaceQuerySet:
        """Those whose people are expected to come."""
        return self.filter(state=State.ACCEPTED)


class Place(models.Model):
    """One attendee's claim on one seat pool: state, position in line and attendance belong here."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="places")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="places")
    pool = models.ForeignKey(SeatPool, on_delete=models.PROTECT, related_name="places", verbose_name=_("session"))
    state = models.CharField(_("state"), max_length=12, choices=STATE_CHOICES)
    holds_seat = models.BooleanField(_("holds a seat"), default=False)
    hold_until = models.DateTimeField(_("seat held until"), null=True, blank=True)
    position = models.PositiveIntegerField(_("position in line"), null=True, blank=True)
    decided = models.BooleanField(_("decided by staff"), default=False)
    attendance = models.CharField(
        _("attendance"), max_length=10, choices=Attendance.choices, default=Attendance.EXPECTED
    )
    present_at = models.DateTimeField(_("present since"), null=True, blank=True, editable=False)
    present_by = models.CharField(
        _("said by"), max_length=8, choices=[(kind.value, kind.value) for kind in ActorKind], blank=True, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("ticked off by"),
    )
    moved_at = models.DateTimeField(_("since"), default=timezone.now)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attendee", "pool"], name="registrations_place_once"),
            models.UniqueConstraint(
                fields=["pool", "position"],
                condition=models.Q(state=State.WAITLISTED),
                name="registrations_position_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.WAITLISTED) | models.Q(position__isnull=False),
                name="registrations_waiting_has_position",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=SEATED_VALUES) | models.Q(holds_seat=True),
                name="registrations_accepted_is_seated",
            ),
            models.CheckConstraint(
                condition=models.Q(holds_seat=False) | models.Q(state__in=SEATABLE_VALUES),
                name="registrations_ended_is_not_seated",
            ),
            models.CheckConstraint(
                condition=~models.Q(attendance="attended") | models.Q(present_at__isnull=False),
                name="registrations_attended_has_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["pool", "state", "position"], name="registrations_place_line"),
            models.Index(
                fields=["hold_until"],
                condition=models.Q(state__in=["unverified", "offered"]),
                name="registrations_place_hold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.state}"


class AppendOnly(models.Model):
    """Rows that are written once; nothing changes or removes them but the erasure of a person."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once; raises TypeError for a second time."""
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is append-only.")
        super().save(*args, **kwargs)


class Transition(AppendOnly):
    """One move of a place: from, to, who, when, why."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="transitions")
    from_state = models.CharField(_("from"), max_length=12, choices=STATE_CHOICES, blank=True)
    to_state = models.CharField(_("to"), max_length=12, choices=STATE_CHOICES)
    actor = models.CharField(_("by"), max_length=8, choices=[(kind.value, kind.value) for kind in ActorKind])
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("member of staff"),
    )
    reason = models.TextField(_("reason"), blank=True)
    tells_reason = models.BooleanField(_("reason is told in the letter"), default=False)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.from_state or '–'} → {self.to_state}"


class StaffNote(AppendOnly):
    """A remark of staff about a registration; the person never sees it in a letter or page."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="staff_notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("author")
    )
    text = models.TextField(_("note"))
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.registration}: {self.created_at:%Y-%m-%d}"


def pairs(places: Iterable[Place]) -> list[tuple[State, float]]:
    """Places as the domain's `derived_state` wants them."""
    return [(State(place.state), place.moved_at.timestamp()) for place in places]
