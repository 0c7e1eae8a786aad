"""The vocabularies of a best practice, each value with its name for people.

The policy areas are the ten divisions of COFOG, the UN's classification of the functions of government.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """The level of government that runs the practice."""

    CENTRAL = "central", _("Central government")
    INDEPENDENT = "independent", _("Independent authority")
    DECENTRALISED = "decentralised", _("Decentralised administration")
    REGION = "region", pgettext_lazy("level of government", "Region")
    MUNICIPALITY = "municipality", _("Municipality")
    PUBLIC_BODY = "public_body", _("Legal person under public law")
    ENTERPRISE = "enterprise", _("Public enterprise or legal person under private law")
    EDUCATION = "education", _("Educational or research institution")
    NETWORK = "network", _("Network of bodies")


class Region(models.TextChoices):
    """The thirteen regions of Greece."""

    EASTERN_MACEDONIA = "eastern_macedonia_thrace", _("Eastern Macedonia and Thrace")
    CENTRAL_MACEDONIA = "central_macedonia", _("Central Macedonia")
    WESTERN_MACEDONIA = "western_macedonia", _("Western Macedonia")
    EPIRUS = "epirus", _("Epirus")
    THESSALY = "thessaly", _("Thessaly")
    IONIAN_ISLANDS = "ionian_islands", _("Ionian Islands")
    WESTERN_GREECE = "western_greece", _("Western Greece")
    CENTRAL_GREECE = "central_greece", _("Central Greece")
    ATTICA = "attica", _("Attica")
    PELOPONNESE = "peloponnese", _("Peloponnese")
    NORTH_AEGEAN = "north_aegean", _("North Aegean")
    SOUTH_AEGEAN = "south_aegean", _("South Aegean")
    CRETE = "crete", _("Crete")


class PolicyArea(models.TextChoices):
    """What the practice is about: the ten divisions of COFOG."""

    GENERAL = "general", _("General public services")
    DEFENCE = "defence", _("Defence")
    ORDER = "order", _("Public order and safety")
    ECONOMY = "economy", _("Economic affairs")
    ENVIRONMENT = "environment", _("Environmental protection")
    HOUSING = "housing", _("Housing and community amenities")
    HEALTH = "health", _("Health")
    CULTURE = "culture", _("Recreation, culture and religion")
    EDUCATION = "education", pgettext_lazy("policy area", "Education")
    SOCIAL = "social", _("Social protection")


class InnovationType(models.TextChoices):
    """What is new by its nature."""

    SERVICE = "service", pgettext_lazy("type of innovation", "Service")
    PROCESS = "process", pgettext_lazy("type of innovation", "Process")
    ORGANISATION = "organisation", pgettext_lazy("type of innovation", "Organisation of work")
    POLICY = "policy", pgettext_lazy("type of innovation", "Policy")
    PARTICIPATION = "participation", pgettext_lazy("type of innovation", "Participation")
    TECHNOLOGY = "technology", pgettext_lazy("type of innovation", "Data or technology")


class TargetGroup(models.TextChoices):
    """Whom the practice serves."""

    EVERYBODY = "everybody", _("Everybody")
    FAMILIES = "families", _("Children and families")
    YOUNG = "young", _("Young people")
    OLDER = "older", _("Older people")
    DISABLED = "disabled", _("People with disabilities")
    MIGRANTS = "migrants", _("Migrants and refugees")
    UNEMPLOYED = "unemployed", _("People without work")
    BUSINESSES = "businesses", _("Businesses and farmers")
    CIVIL_SOCIETY = "civil_society", _("Associations and volunteers")
    VISITORS = "visitors", _("Visitors")
    CIVIL_SERVANTS = "civil_servants", _("Civil servants")


class Technology(models.TextChoices):
    """What the practice is built with, where it is built with something."""

    ONLINE_SERVICE = "online_service", _("Online service")
    MOBILE = "mobile", _("Application for phones")
    INTEROPERABILITY = "interoperability", _("Systems that talk to each other")
    IDENTITY = "identity", _("Digital identity and signature")
    OPEN_DATA = "open_data", pgettext_lazy("technology", "Open data")
    ANALYSIS = "analysis", _("Analysis of data")
    AI = "ai", _("Artificial intelligence")
    AUTOMATION = "automation", _("Automation of work")
    MAPS = "maps", _("Maps and geographic data")
    SENSORS = "sensors", _("Sensors and the internet of things")
    CLOUD = "cloud", _("Cloud computing")
    LEDGER = "ledger", _("Distributed ledger (blockchain)")
    VIRTUAL_REALITY = "virtual_reality", _("Virtual or augmented reality")
    OPEN_SOURCE = "open_source", _("Open-source software")


class Interaction(models.TextChoices):
    """Between whom the practice changes something."""

    CITIZENS = "citizens", _("Administration and citizens (G2C)")
    BUSINESSES = "businesses", _("Administration and businesses (G2B)")
    BODIES = "bodies", _("Among public bodies (G2G)")
    INTERNAL = "internal", _("Within the body")


class PartnerRole(models.TextChoices):
    """What a partner did."""

    CO_ORGANISER = "co_organiser", pgettext_lazy("role of a partner", "Co-organiser")
    CONTRACTOR = "contractor", pgettext_lazy("role of a partner", "Contractor")
    ACADEMIC = "academic", pgettext_lazy("role of a partner", "Academic partner")
    FUNDER = "funder", pgettext_lazy("role of a partner", "Funder")


class ResultsStatus(models.TextChoices):
    """How much of the results is known."""

    EXPECTED = "expected", pgettext_lazy("results", "Expected")
    PRELIMINARY = "preliminary", pgettext_lazy("results", "Preliminary")
    MEASURED = "measured", pgettext_lazy("results", "Measured")


class Replicability(models.TextChoices):
    """How easily another body repeats the practice."""

    UNKNOWN = "unknown", _("Not known yet")
    SPECIFIC = "specific", _("Tied to its own conditions")
    ADAPTABLE = "adaptable", _("Can be repeated with changes")
    READY = "ready", _("Ready to repeat, with a guide")
    REPEATED = "repeated", _("Already repeated elsewhere")


class AssetKind(models.TextChoices):
    """What another body can take over."""

    GUIDE = "guide", _("Guide")
    TEMPLATE = "template", pgettext_lazy("asset", "Template")
    CODE = "code", pgettext_lazy("asset", "Code")
    DATA = "data", pgettext_lazy("asset", "Data")
    TRAINING = "training", _("Training material")
    OTHER = "other", pgettext_lazy("asset", "Other")


class Licence(models.TextChoices):
    """On what terms others may use the text of a record."""

    CC_BY = "cc_by", "CC BY 4.0"
    CC_BY_SA = "cc_by_sa", "CC BY-SA 4.0"
    CC0 = "cc0", "CC0 1.0"
    RESERVED = "reserved", _("All rights reserved")


LICENCE_ADDRESSES = {
    Licence.CC_BY.value: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA.value: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0.value: "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Where the terms stand."""


class CostBand(models.TextChoices):
    """About how much money it took, without the hours of one's own staff."""

    NONE = "none", _("No cost")
    SMALL = "small", _("Up to 10,000 euros")
    MEDIUM = "medium", _("10,000 to 50,000 euros")
    LARGE = "large", _("50,000 to 250,000 euros")
    VERY_LARGE = "very_large", _("More than 250,000 euros")


class StaffEffort(models.TextChoices):
    """About how much work of one's own staff it took until it ran."""

    DAYS = "days", _("Up to 20 working days")
    MONTHS = "months", _("Up to 6 person-months")
    YEARS = "years", _("6 to 24 person-months")
    MORE = "more", _("More than 24 person-months")


class Duration(models.TextChoices):
    """How long it took from the decision until it ran."""

    QUARTER = "quarter", _("Up to three months")
    HALF_YEAR = "half_year", _("Three to six months")
    YEAR = "year", _("Six to twelve months")
    TWO_YEARS = "two_years", _("One to two years")
    LONGER = "longer", _("More than two years")


class Lifecycle(models.TextChoices):
    """How far the practice has come; the stages are those of the OECD's case studies."""

    IDEA = "idea", pgettext_lazy("stage", "Idea")
    DESIGN = "design", pgettext_lazy("stage", "Design or prototype")
    PILOT = "pilot", pgettext_lazy("stage", "Pilot")
    IMPLEMENTATION = "implementation", pgettext_lazy("stage", "Implementation")
    EVALUATION = "evaluation", pgettext_lazy("stage", "Evaluation")
    SCALING = "scaling", pgettext_lazy("stage", "Spreading")
    STOPPED = "stopped", pgettext_lazy("stage", "Stopped")


TOO_EARLY = frozenset({Lifecycle.IDEA, Lifecycle.DESIGN})
"""Stages of which nothing is published yet: the library tells what was tried, at least in a pilot."""


class Evidence(models.TextChoices):
    """How well it is shown that the practice works. A good practice is earned, not typed."""

    INNOVATION = "innovation", _("Innovation")
    PROMISING = "promising", _("Promising practice")
    GOOD = "good", _("Good practice")


class Month(models.IntegerChoices):
    """The month in which a practice began, where it is known."""

    JANUARY = 1, _("January")
    FEBRUARY = 2, _("February")
    MARCH = 3, _("March")
    APRIL = 4, _("April")
    MAY = 5, pgettext_lazy("month", "May")
    JUNE = 6, _("June")
    JULY = 7, _("July")
    AUGUST = 8, _("August")
    SEPTEMBER = 9, _("September")
    OCTOBER = 10, _("October")
    NOVEMBER = 11, _("November")
    DECEMBER = 12, _("December")


def labels_of(vocabulary: type[models.TextChoices], values: Iterable[str] | None) -> list[str]:
    """The names of values for people; a value itself where the vocabulary no longer has it."""
    names = dict(vocabulary.choices)
    return [str(names.get(value, value)) for value in values or ()]
