"""Bodies grouped by country, and the counts in words: computed from the bodies, never typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrations.public import Organisation, fold


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """The bodies of one country; `name` is empty for those that give none."""

    code: str
    name: str
    organisations: tuple[Organisation, ...]


def by_country(organisations: Iterable[Organisation]) -> tuple[CountryGroup, ...]:
    """The bodies by country, in the alphabet of the reader's language; those without a country come last."""
    ordered = sorted(organisations, key=alphabetical)
    return tuple(
        CountryGroup(code, country_name, tuple(members))
        for (code, country_name), members in groupby(ordered, key=lambda body: (body.country, body.country_name))
    )


def alphabetical(organisation: Organisation) -> tuple[bool, str, str, int]:
    """A key that sorts by country, then by name, with Greek letters as in a Greek dictionary."""
    country = organisation.country_name
    return not country, fold(country), fold(organisation.name), organisation.pk or 0


def hubs_and_countries(organisations: Iterable[Organisation]) -> str:
    """The counts in words, for example “9 hubs from 8 countries”; only the hubs where no country is known."""
    bodies = {body.pk: body for body in organisations}
    hubs = ngettext("%(count)s hub", "%(count)s hubs", len(bodies)) % {"count": len(bodies)}
    known = len({body.country for body in bodies.values() if body.country})
    if not known:
        return hubs
    countries = ngettext("%(count)s country", "%(count)s countries", known) % {"count": known}
    return _("%(hubs)s from %(countries)s") % {"hubs": hubs, "countries": countries}
