"""The fields of a best practice, in the order of thought: who, where, what, how, with what results, for whom next."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string

from innovation_pages.fields import AssetsField, LawsField, ProofsField
from innovation_pages.practices.certificates import holds_certificate
from innovation_pages.practices.choices_field import SeveralChoicesField
from innovation_pages.practices.vocabularies import (
    LICENCE_ADDRESSES,
    CostBand,
    Duration,
    Evidence,
    InnovationType,
    Interaction,
    Level,
    Licence,
    Lifecycle,
    Month,
    PolicyArea,
    Region,
    Replicability,
    ResultsStatus,
    StaffEffort,
    TargetGroup,
    Technology,
)

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
Words = str | Promise
FIRST_YEAR, LAST_YEAR = 1974, 2100


def rich_text(name: Words, help_text: Words, *, blank: bool = False) -> RichTextField:
    """A text with lists and links, without headings: the record has its own."""
    return RichTextField(name, features=FEATURES, blank=blank, help_text=help_text)


class PracticeIdentity(models.Model):
    """What the practice is called, who answers for it, where it was done and what it is about."""

    title = models.CharField(
        _("title"), max_length=255, help_text=_("What was done, in plain words. No slogans, no acronyms.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=200,
        blank=True,
        help_text=_("The last part of its address, in Latin letters. Empty: made from the title."),
    )
    reference = models.CharField(_("reference code"), max_length=20, blank=True, editable=False)
    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("Two sentences, 300 characters at most: what changed, and for whom. Shown in lists."),
    )
    lead_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("what the picture shows"),
        max_length=255,
        blank=True,
        help_text=_("For those who do not see it. Empty only where the picture decorates and says nothing."),
    )
    lead_image_credit = models.CharField(
        _("credit of the picture"), max_length=255, blank=True, help_text=_("Who took or drew it.")
    )
    owner = models.ForeignKey(
        "registrations.Organisation",
        verbose_name=_("owner"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The organisation that answers for the practice."),
    )
    unit_text = models.CharField(
        _("unit"), max_length=255, blank=True, help_text=_("The department or office that did it, not a person.")
    )
    contact = models.ForeignKey(
        "innovation_pages.ContactPoint",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whom colleagues of other bodies may ask. An office, not a person."),
    )
    level = models.CharField(_("level of government"), max_length=20, choices=Level.choices)
    region = models.CharField(
        _("region"), max_length=30, choices=Region.choices, blank=True, help_text=_("Empty: the whole country.")
    )
    policy_area = models.CharField(
        _("policy area"),
        max_length=20,
        choices=PolicyArea.choices,
        help_text=_("The one that fits best; topics say the rest."),
    )
    innovation_type = models.CharField(
        _("type of innovation"),
        max_length=20,
        choices=InnovationType.choices,
        blank=True,
        help_text=_("Where most of the new lies."),
    )
    interaction = SeveralChoicesField(
        verbose_name=_("between whom"), vocabulary=Interaction, help_text=_("Whose dealings it changes.")
    )
    technologies = SeveralChoicesField(
        verbose_name=_("technology"),
        vocabulary=Technology,
        help_text=_("What it is built with. None where no technology is what makes it work."),
    )
    target_groups = SeveralChoicesField(
        verbose_name=_("whom it serves"), vocabulary=TargetGroup, help_text=_("Those who feel the difference.")
    )

    class Meta:
        abstract = True


class PracticeStory(models.Model):
    """What was wrong, what was done, what came of it, and what the next body should know."""

    problem = rich_text(_("the problem"), _("What was wrong, for whom, and how you knew. Numbers help."))
    solution = rich_text(_("the solution"), _("What you did, in the order in which you did it."))
    novelty = rich_text(_("what is new"), _("New for you, for your field, or for the country? Say how it was before."))
    making = rich_text(
        _("how it was made"),
        _("The steps, methods and labs that led there, and how long each took: so that others can walk the same way."),
        blank=True,
    )
    beneficiaries = models.TextField(
        _("who benefits"), max_length=1000, help_text=_("Who they are and about how many.")
    )
    participation = models.TextField(
        _("who took part in making it"),
        max_length=2000,
        blank=True,
        help_text=_("Citizens, staff, partners: who was asked, when, and what changed because of them."),
    )
    results_status = models.CharField(
        _("results"),
        max_length=20,
        choices=ResultsStatus.choices,
        help_text=_("Expected results are welcome when they are called so."),
    )
    outcomes = rich_text(
        _("outcomes"), _("What is different now, also what was not expected. Numbers go to the indicators."), blank=True
    )
    proofs = ProofsField(
        verbose_name=_("what shows it"),
        blank=True,
        help_text=_("Reports, measurements, evaluations: as a file or at an address."),
    )
    conditions = rich_text(
        _("conditions for success"), _("What had to be there: a decision, a person, a law, a budget."), blank=True
    )
    obstacles = rich_text(
        _("obstacles and failures"),
        _("What went wrong or nearly did. This is the part that colleagues read first; nobody is judged by it."),
    )
    lessons = rich_text(_("lessons learned"), _("What you would do differently. One sentence for each lesson."))
    replicability = models.CharField(
        _("can others repeat it?"), max_length=20, choices=Replicability.choices, default=Replicability.UNKNOWN
    )
    replicability_text = models.TextField(
        _("what another body needs"),
        max_length=2000,
        blank=True,
        help_text=_("Legal basis, systems, skills, days of work. If it was repeated: by whom."),
    )

    class Meta:
        abstract = True


class PracticeReuse(models.Model):
    """What it takes, what there is to take over, and what else there is to read."""

    prerequisites = rich_text(
        _("prerequisites"),
        _("What must be there before the first day: a legal basis, systems, skills."),
        blank=True,
    )
    cost_band = models.CharField(
        _("cost"),
        max_length=20,
        choices=CostBand.choices,
        blank=True,
        help_text=_("Money that was paid out, without the hours of your own staff. Empty: not known."),
    )
    funding = models.CharField(
        _("who paid"), max_length=255, blank=True, help_text=_("For example “own budget” or the name of a programme.")
    )
    staff_effort = models.CharField(
        _("work of own staff"),
        max_length=20,
        choices=StaffEffort.choices,
        blank=True,
        help_text=_("Until it ran, all who worked on it together. Empty: not known."),
    )
    duration = models.CharField(
        _("how long it took"),
        max_length=20,
        choices=Duration.choices,
        blank=True,
        help_text=_("From the decision until it ran. Empty: not known."),
    )
    assets = AssetsField(
        verbose_name=_("what others can take over"),
        blank=True,
        help_text=_("Guides, templates, code, data: as a file, at an address, or from the owner on demand."),
    )
    licence = models.CharField(
        _("licence of the record"),
        max_length=20,
        choices=Licence.choices,
        blank=True,
        help_text=_("On what terms others may use this text. CC BY: freely, if they name the owner. Empty: not said."),
    )
    laws = LawsField(
        verbose_name=_("law"), blank=True, help_text=_("Laws, decrees or decisions that the practice stands on.")
    )
    external_case = models.URLField(
        _("the same case elsewhere"),
        blank=True,
        help_text=_("Its address in another library, for example that of the OECD."),
    )

    class Meta:
        abstract = True

    @property
    def licence_address(self) -> str:
        """Where the terms of the record stand; empty where all rights are reserved or nothing is said."""
        return LICENCE_ADDRESSES.get(self.licence, "")


class PracticeStanding(models.Model):
    """Since when, how far, how well proven, and until when certified."""

    start_year = models.PositiveSmallIntegerField(
        _("year in which it began"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    start_month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, choices=Month.choices, help_text=_("Empty where only the year is known.")
    )
    lifecycle = models.CharField(
        _("how far it has come"),
        max_length=20,
        choices=Lifecycle.choices,
        help_text=_("Published from a pilot on. One that stopped is welcome: its lessons are worth as much."),
    )
    in_operation = models.BooleanField(_("still in operation"), default=True)
    last_verified_on = models.DateField(
        _("last verified on"),
        null=True,
        blank=True,
        help_text=_("When somebody last asked the owner whether all this is still true."),
    )
    evidence = models.CharField(
        _("evidence"),
        max_length=20,
        choices=Evidence.choices,
        default=Evidence.INNOVATION,
        help_text=_("Promising: it works, in one place. Good practice: shown to work and to be repeatable."),
    )
    certification_number = models.CharField(_("certification number"), max_length=60, blank=True)
    certified_on = models.DateField(_("certified on"), null=True, blank=True)
    certified_until = models.DateField(
        _("certified until"), null=True, blank=True, help_text=_("This day is included. Empty: without an end.")
    )

    class Meta:
        abstract = True

    @property
    def is_stopped(self) -> bool:
        """Whether the practice came to an end, so that it is read as a lesson."""
        return self.lifecycle == Lifecycle.STOPPED

    @property
    def standing_text(self) -> str:
        """What a card says about it: that it stopped, or how well it is proven."""
        words = self.get_lifecycle_display() if self.is_stopped else self.get_evidence_display()
        return str(words)

    def is_certified(self, today: date) -> bool:
        """Whether it holds a certificate on this day."""
        return holds_certificate(
            number=self.certification_number, begins=self.certified_on, until=self.certified_until, today=today
        )
