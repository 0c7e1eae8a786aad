"""The countries that a body may belong to, with their names in both languages."""

from __future__ import annotations

from django.utils.functional import lazy

from .bilingual import in_language

COUNTRIES: dict[str, tuple[str, str]] = {
    "AL": ("Αλβανία", "Albania"),
    "AT": ("Αυστρία", "Austria"),
    "BA": ("Βοσνία-Ερζεγοβίνη", "Bosnia and Herzegovina"),
    "BE": ("Βέλγιο", "Belgium"),
    "BG": ("Βουλγαρία", "Bulgaria"),
    "CH": ("Ελβετία", "Switzerland"),
    "CY": ("Κύπρος", "Cyprus"),
    "CZ": ("Τσεχία", "Czechia"),
    "DE": ("Γερμανία", "Germany"),
    "DK": ("Δανία", "Denmark"),
    "EE": ("Εσθονία", "Estonia"),
    "ES": ("Ισπανία", "Spain"),
    "FI": ("Φινλανδία", "Finland"),
    "FR": ("Γαλλία", "France"),
    "GB": ("Ηνωμένο Βασίλειο", "United Kingdom"),
    "GE": ("Γεωργία", "Georgia"),
    "GR": ("Ελλάδα", "Greece"),
    "HR": ("Κροατία", "Croatia"),
    "HU": ("Ουγγαρία", "Hungary"),
    "IE": ("Ιρλανδία", "Ireland"),
    "IS": ("Ισλανδία", "Iceland"),
    "IT": ("Ιταλία", "Italy"),
    "LI": ("Λιχτενστάιν", "Liechtenstein"),
    "LT": ("Λιθουανία", "Lithuania"),
    "LU": ("Λουξεμβούργο", "Luxembourg"),
    "LV": ("Λετονία", "Latvia"),
    "MD": ("Μολδαβία", "Moldova"),
    "ME": ("Μαυροβούνιο", "Montenegro"),
    "MK": ("Βόρεια Μακεδονία", "North Macedonia"),
    "MT": ("Μάλτα", "Malta"),
    "NL": ("Κάτω Χώρες", "Netherlands"),
    "NO": ("Νορβηγία", "Norway"),
    "PL": ("Πολωνία", "Poland"),
    "PT": ("Πορτογαλία", "Portugal"),
    "RO": ("Ρουμανία", "Romania"),
    "RS": ("Σερβία", "Serbia"),
    "SE": ("Σουηδία", "Sweden"),
    "SI": ("Σλοβενία", "Slovenia"),
    "SK": ("Σλοβακία", "Slovakia"),
    "TR": ("Τουρκία", "Türkiye"),
    "UA": ("Ουκρανία", "Ukraine"),
}
"""The Union, the European Economic Area, neighbours and candidates: ISO 3166-1 alpha-2 code, Greek and English name."""


def country_name(code: str) -> str:
    """The country in the language of the moment; the code itself where we have no name for it."""
    greek, english = COUNTRIES.get(code, (code, code))
    return in_language(greek, english)


_later = lazy(country_name, str)


def country_choices() -> list[tuple[str, str]]:
    """The countries for a form, Greece first, then by code; each name follows the language of the reader."""
    codes = sorted(COUNTRIES, key=lambda code: (code != "GR", code))
    return [(code, _later(code)) for code in codes]
