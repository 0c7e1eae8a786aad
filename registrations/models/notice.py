"""The outbox: one row for each letter that is owed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .desk import Desk
from .registration import Attendee, Registration


class NoticeKind(models.TextChoices):
    """What a letter says."""

    VERIFY = "verify", pgettext_lazy("letter", "Confirm your address")
    RECEIVED = "received", pgettext_lazy("letter", "Received")
    ACCEPTED = "accepted", pgettext_lazy("letter", "Accepted")
    WAITLISTED = "waitlisted", _("Waiting list")
    OFFER = "offer", pgettext_lazy("letter", "A seat is offered")
    OFFER_PASSED = "offer_passed", pgettext_lazy("letter", "The offer has passed on")
    CHANGED = "changed", pgettext_lazy("letter", "Answers changed")
    QUESTION = "question", pgettext_lazy("letter", "Question to the applicant")
    ANSWER = "answer", pgettext_lazy("letter", "Answer of the applicant, to staff")
    REJECTED = "rejected", pgettext_lazy("letter", "Rejected")
    CANCELLED = "cancelled", pgettext_lazy("letter", "Cancelled")
    ALREADY_REGISTERED = "already_registered", _("Already registered")
    LINK = "link", pgettext_lazy("letter", "Personal link")
    BODY_NAMED = "body_named", pgettext_lazy("letter", "The body has named its members")
    NOMINATED = "nominated", pgettext_lazy("letter", "Named by a body")
    MEMBER_DECLINED = "member_declined", pgettext_lazy("letter", "A member has declined")
    EVENT_MOVED = "event_moved", _("Event moved")
    VENUE_CHANGED = "venue_changed", _("Venue changed")
    EVENT_CANCELLED = "event_cancelled", _("Event cancelled")
    REMINDER = "reminder", pgettext_lazy("letter", "Reminder")
    JOINING = "joining", pgettext_lazy("letter", "Before the online meeting")
    AFTERWARDS = "afterwards", pgettext_lazy("letter", "Thanks afterwards")
    STAFF_NEWS = "staff_news", pgettext_lazy("letter", "To staff: what is new")


class NoticeState(models.TextChoices):
    """The fate of a letter."""

    QUEUED = "queued", _("Queued")
    IN_FLIGHT = "in_flight", _("Being sent")
    RETRY = "retry", _("Waiting to try again")
    WITHHELD = "withheld", _("Withheld")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    BOUNCED = "bounced", _("Came back")
    ABORTED = "aborted", _("No longer needed")


LOST = (NoticeState.FAILED, NoticeState.BOUNCED)
"""The fates of letters that reached nobody."""


class Notice(models.Model):
    """A letter that is owed. It stores what the letter is about, never rendered text and never a token."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="notices", verbose_name=_("event"))
    registration = models.ForeignKey(
        Registration,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notices",
        verbose_name=_("registration"),
    )
    attendee = models.ForeignKey(
        Attendee,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notices",
        verbose_name=_("attendee"),
    )
    kind = models.CharField(_("letter"), max_length=20, choices=NoticeKind.choices)
    cause = models.CharField(_("cause"), max_length=80)
    dedupe_key = models.CharField(max_length=160, unique=True, editable=False)
    recipient = models.CharField(_("to"), max_length=254)
    language = models.CharField(_("language"), max_length=20)
    context = models.JSONField(default=dict, blank=True, editable=False)
    state = models.CharField(_("fate"), max_length=10, choices=NoticeState.choices, default=NoticeState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    settled_at = models.DateTimeField(_("fate known since"), null=True, blank=True, editable=False)
    message_id = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("owed since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state__in=["queued", "retry"]),
                name="registrations_notice_due",
            ),
            models.Index(fields=["desk", "-created_at", "-id"], name="registrations_notice_recent"),
            models.Index(fields=["-created_at", "-id"], name="registrations_notice_newest"),
            models.Index(fields=["recipient", "-due_at"], name="registrations_notice_mailbox"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_state_display()}"
