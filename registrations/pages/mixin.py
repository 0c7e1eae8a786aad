"""RegistrationPageMixin: registration for any page type, told one fact about the page and drawn by one tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from registrations.domain.members import Asked, MemberRules
from registrations.domain.rules import Edits, Mode, PersonKey, Rules
from registrations.domain.windows import ImpossibleTime
from registrations.models import PrivacyNotice
from registrations.models.labels import ASKED_LABELS, MODE_LABELS, PERSON_KEY_LABELS
from registrations.queries.changes import Told, told_of
from registrations.queries.occasions import occasion_of
from registrations.questions.fields import QuestionsField, StepsField

from . import after_sending, limits, receiving, section, window
from .admin_form import RegistrationPageForm
from .afterwards import AfterwardsFields
from .beside_editor import StandingPanel
from .change_letters import LETTER, show_letters
from .changing import ChangeFields
from .coming_together import PartyFields
from .names import VERBS, ActionName
from .previewing import AS_IS, PREVIEW_MODES, dress
from .reminding import LetterFields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise

    from registrations.domain.occasion import Occasion
    from registrations.models import Desk, SeatPool

_SHORT_TEXT: list[str] = ["bold", "italic", "link", "ol", "ul"]


def _labelled(labels: dict[Any, Any]) -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in labels.items()]


class RegistrationPageMixin(LetterFields, AfterwardsFields, PartyFields, ChangeFields):
    """What a page gains: a way to register, with its window, seats, questions and words.

    Stands left of Page (and of RoutablePageMixin). The page answers one question, `occasion()`, puts
    `registration_panels` into its edit handler, and `{% registration %}` into its template.
    """

    registration_mode = models.CharField(
        _("how people register"),
        max_length=10,
        choices=_labelled(MODE_LABELS),
        default=Mode.NONE.value,
        help_text=_("The default for the sessions of an event; each session may differ."),
    )
    registration_action = models.CharField(
        _("what it is called"), max_length=10, choices=ActionName.choices, default=ActionName.REGISTER
    )
    registration_opens_on = models.DateField(
        _("opens on"), null=True, blank=True, help_text=_("Empty: as soon as the page is published.")
    )
    registration_opens_time = models.TimeField(_("at"), null=True, blank=True)
    registration_closes_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("This day is included. Empty: until it is closed by hand.")
    )
    registration_closes_time = models.TimeField(
        _("until"), null=True, blank=True, help_text=_("Empty: until the end of the day.")
    )
    registration_by_month = models.BooleanField(
        _("whole months"),
        default=False,
        help_text=_(
            "Any day stands for its month: it opens with the first month and closes after the last day of the last "
            "one, and visitors read the months."
        ),
    )
    registration_capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("Empty: no limit. With sessions: the seats of each session that names none of its own."),
    )
    registration_show_free_seats = models.BooleanField(_("show how many seats are free"), default=True)
    registration_waiting_list = models.BooleanField(
        _("waiting list"), default=True, help_text=_("When all seats are gone, people may join a line.")
    )
    registration_review = models.BooleanField(
        _("staff decide who takes part"), default=False, help_text=_("Nobody gets a seat before somebody accepts them.")
    )
    registration_applications_hold_seats = models.BooleanField(
        _("an application holds a seat until it is decided"), default=False
    )
    registration_verify_address = models.BooleanField(
        _("people confirm their e-mail address"),
        default=True,
        help_text=_("Keep this on: without it, anybody can find out on the form who is registered."),
    )
    registration_person_key = models.CharField(
        _("limit per person"),
        max_length=20,
        choices=_labelled(PERSON_KEY_LABELS),
        default=PersonKey.EMAIL.value,
    )
    registration_alternate_required = models.BooleanField(_("the alternate member must be named"), default=True)
    registration_member_position = models.CharField(
        _("position of each member"),
        max_length=10,
        choices=_labelled(ASKED_LABELS),
        default=Asked.OPTIONAL.value,
    )
    registration_member_phone = models.CharField(
        _("telephone of each member"),
        max_length=10,
        choices=_labelled(ASKED_LABELS),
        default=Asked.OPTIONAL.value,
    )
    registration_introduction = RichTextField(
        _("introduction"), blank=True, features=_SHORT_TEXT, help_text=_("Shown above the form.")
    )
    registration_eligibility = RichTextField(_("who may take part"), blank=True, features=_SHORT_TEXT)
    registration_thanks = RichTextField(
        _("thank-you text"), blank=True, features=_SHORT_TEXT, help_text=_("Shown after the form was sent.")
    )
    registration_privacy_notice = models.ForeignKey(
        PrivacyNotice,
        verbose_name=_("privacy notice"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: the notice of the site."),
    )
    questions = QuestionsField(
        verbose_name=_("questions"),
        blank=True,
        help_text=_("Name, e-mail and the privacy notice are always there. Ask only for what you need."),
    )
    registration_link = models.URLField(
        _("link"), max_length=500, blank=True, help_text=_("Where people register, starting with https://.")
    )
    registration_cycle = models.CharField(_("thematic cycle"), max_length=255, blank=True)
    registration_programme = models.CharField(_("programme"), max_length=400, blank=True)
    registration_code = models.CharField(
        _("code"), max_length=60, blank=True, help_text=_("Shown with a button that copies it.")
    )
    registration_steps = StepsField(verbose_name=_("steps"), blank=True)

    base_form_class = RegistrationPageForm

    class Meta:
        abstract = True

    registration_panels: ClassVar = [
        StandingPanel(heading=_("How the registrations stand")),
        MultiFieldPanel(
            [
                FieldPanel("registration_mode"),
                FieldPanel(
                    "registration_action",
                    help_text=_(
                        "The word of the heading and of the button, for example “Nomination of representatives”."
                    ),
                ),
                FieldRowPanel([FieldPanel("registration_opens_on"), FieldPanel("registration_opens_time")]),
                FieldRowPanel([FieldPanel("registration_closes_on"), FieldPanel("registration_closes_time")]),
                FieldPanel("registration_by_month"),
                FieldPanel(
                    "registration_eligibility",
                    help_text=_("One or two sentences, for example “Staff of regions and municipalities”."),
                ),
            ],
            heading=_("How and when"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("registration_capacity"), FieldPanel("registration_show_free_seats")]),
                FieldPanel("registration_waiting_list"),
                FieldPanel("registration_review"),
                FieldPanel(
                    "registration_applications_hold_seats",
                    help_text=_("On: twenty seats take twenty applications. Off: anybody may apply, and you choose."),
                ),
                FieldPanel("registration_verify_address"),
                FieldPanel(
                    "registration_person_key",
                    help_text=_("Where colleagues share a mailbox, let the name count as well as the address."),
                ),
                PartyFields.party_panel,
            ],
            heading=_("Here: seats and rules"),
        ),
        AfterwardsFields.afterwards_panel,
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_("Only where the limit is one nomination per body. The alternate member takes no seat.")
                ),
                FieldPanel("registration_alternate_required"),
                FieldRowPanel([FieldPanel("registration_member_position"), FieldPanel("registration_member_phone")]),
            ],
            heading=_("Here: members that a body names"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "registration_introduction",
                    help_text=_(
                        "Shown above the form, for example “Bring a letter of your service that is hard to read.”"
                    ),
                ),
                FieldPanel(
                    "registration_thanks",
                    help_text=_("Shown after sending, for example “We write to you again a week before the event.”"),
                ),
                FieldPanel("registration_privacy_notice"),
            ],
            heading=_("Here: words"),
        ),
        FieldPanel("questions", heading=_("Here: questions")),
        LetterFields.letter_panel,
        ChangeFields.change_panel,
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_("Fill this in only when people register in another system: the page leads them there.")
                ),
                FieldPanel("registration_link"),
                FieldPanel("registration_cycle", help_text=_("As the other system calls it, word for word.")),
                FieldPanel("registration_programme", help_text=_("As the other system calls it, word for word.")),
                FieldPanel("registration_code"),
                FieldPanel(
                    "registration_steps",
                    help_text=_("One action each, for example “Search for the code of the programme”."),
                ),
            ],
            heading=_("Elsewhere: where and how"),
        ),
    ]

    def occasion(self) -> Occasion:
        """What people register for. Every page type answers this."""
        raise NotImplementedError(f"{type(self).__name__} has a registration and must say its occasion().")

    def registration_rules(self) -> Rules:
        """The rules of the page as its fields say; a page type may override it. Raises ImpossibleTime."""
        zone = self.registration_zone
        return Rules(
            mode=Mode(self.registration_mode),
            opens_at=window.opens_at(self, zone),
            closes_at=window.closes_at(self, zone),
            by_month=self.registration_by_month,
            capacity=self.registration_capacity,
            waiting_list=self.registration_waiting_list,
            needs_review=self.registration_review,
            applications_hold_seats=self.registration_applications_hold_seats,
            verify_address=self.registration_verify_address,
            person_key=PersonKey(self.registration_person_key),
            party_size=self.registration_party_size,
            offer_hours=self.registration_offer_hours or None,
            edits=Edits(self.registration_edits),
            edit_hours=self.registration_edit_hours,
            edits_reviewed=self.registration_edits_reviewed,
            remind_hours=self.registration_remind_hours,
            thanks=bool(self.registration_afterwards.strip() or len(self.registration_materials)),
        )

    def registration_objection(self, *, email: str, answers: Mapping[str, Any]) -> str | Promise:
        """Why this person may not register here, in a sentence that says what to do; empty where they may.

        A page type overrides it with a rule of its own. `answers` are those to the questions, by key. The sentence is
        shown to whoever typed the address: it must not tell what the site knows about others.
        """
        return ""

    def registration_members(self) -> MemberRules | None:
        """What the form asks about the members of a body; None where people register for themselves."""
        if self.registration_person_key != PersonKey.ORGANISATION:
            return None
        return MemberRules(
            alternate_required=self.registration_alternate_required,
            position=Asked(self.registration_member_position),
            phone=Asked(self.registration_member_phone),
        )

    def clean(self) -> None:
        """Refuse, in drafts too, a time that no clock shows: neither a preview nor a published page could be drawn.

        So is what lies beyond the limits of a calendar and of a database.
        """
        limits.check_limits(self)
        super().clean()
        if problems := window.window_problems(self):
            raise ValidationError(problems)
        try:
            self.registration_rules()
        except ImpossibleTime as problem:  # of a page type that decides its window itself
            raise ValidationError(window.IMPOSSIBLE) from problem

    @property
    def registration_zone(self) -> str:
        """The time zone of the window: the one that the occasion is shown in."""
        return occasion_of(self).zone

    @property
    def registration_action_name(self) -> str:
        """The noun: “Registration”, “Expression of interest”, …"""
        return str(ActionName(self.registration_action).label)

    @property
    def registration_action_verb(self) -> str:
        """The words of the button."""
        return str(VERBS[self.registration_action])

    preview_modes: ClassVar = PREVIEW_MODES

    def clear_for_next_time(self) -> None:
        """Forget what belongs to one time only: called on a fresh copy of the page, before anybody edits it.

        A page type that has more to forget extends it, and calls `super()`.
        """
        self.registration_opens_on = self.registration_opens_time = None
        self.registration_closes_on = self.registration_closes_time = None
        self.registration_by_month = False
        self.registration_code = self.registration_afterwards = ""
        self.registration_materials = []  # type: ignore[assignment]  # the field makes a value of it
        self.forget_change()

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish the page together with what it means at its desk: where one fails, the other stays as it was."""
        return super().publish(*args, **kwargs)  # type: ignore[misc]  # Page stands to the right

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or receive its form; sub-routes of a routable page pass through untouched."""
        draw = self._drawing(*args, **kwargs)
        if not self._is_page_proper(*args, **kwargs):
            return draw(request)
        if request.method == "POST" and after_sending.WISH in request.POST:
            return after_sending.receive(self, request, draw=draw)
        if request.method == "POST":
            received = receiving.receive(self, request, draw=draw)
            if received is not None:
                return received
        return draw(request)

    def serve_untrusted(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Show the page with its form as it was typed, where that came without its token; None where there is none."""
        if not self._is_page_proper(*args, **kwargs):
            return None
        return receiving.hand_back(self, request, draw=self._drawing(*args, **kwargs))

    def _drawing(self, *args: Any, **kwargs: Any) -> Callable[[HttpRequest], HttpResponse]:
        """What draws the page as whatever stands to the right does it."""
        draw = super().serve  # type: ignore[misc]  # Page stands to the right
        return lambda request: draw(request, *args, **kwargs)

    def _is_page_proper(self, *args: Any, **kwargs: Any) -> bool:
        """Whether what was routed is the page itself: a routable page answers its own address with a view too."""
        if not (args or kwargs):
            return True
        resolve = getattr(self, "resolve_subpage", None)
        try:
            return resolve is not None and not kwargs and args == tuple(resolve("/"))
        except Http404:  # all of its addresses lie below its own
            return False

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """Show a draft; its form can be looked at, not sent."""
        if mode_name == LETTER:
            return show_letters(self, request)
        request.registration_preview = mode_name or AS_IS  # type: ignore[attr-defined]  # read by `section`
        dress(self, mode_name)
        return super().serve_preview(request, mode_name)  # type: ignore[misc]  # Page stands to the right

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tell the template when its title must say that there is a problem."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]  # as above
        context["error_title_prefix"] = section.title_prefix(self, request)
        return context

    @cached_property
    def told(self) -> Told:
        """What visitors are told of the past of the event: earlier dates, an earlier deadline, why it changed."""
        return told_of(*self.desk_and_pools)

    @cached_property
    def desk_and_pools(self) -> tuple[Desk | None, list[SeatPool]]:
        """The desk of the page with its open pools, read once for all that the page shows of it."""
        return section.desk_of(self)

    def registration_section(self, request: HttpRequest) -> dict[str, Any]:
        """What the template tag draws: the registration of this page as it stands for this request."""
        return section.section_of(self, request)
