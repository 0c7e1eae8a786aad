"""Words that mean the same to somebody who searches: a table of groups, compared by their stems.

Acronyms come without their dots: folding takes them away. A phrase counts where its words stand beside each other in
the search; in the text they may stand anywhere.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from registrations.text.stem import terms

GROUPS: Final[tuple[tuple[str, ...], ...]] = (
    ("εργαστήριο", "lab", "innovation lab", "workshop"),
    ("ημερίδα", "workshop", "διημερίδα"),
    ("καλή πρακτική", "βέλτιστη πρακτική", "best practice", "good practice"),
    ("καινοτομία", "innovation"),
    ("πρόσκληση", "call"),
    ("αίτηση", "δήλωση συμμετοχής", "εγγραφή"),
    ("δήμος", "municipality"),
    ("τεχνητή νοημοσύνη", "ΤΝ", "AI", "artificial intelligence"),
    ("ανοιχτά δεδομένα", "ανοικτά δεδομένα", "open data"),
    ("ανοιχτή διακυβέρνηση", "ανοικτή διακυβέρνηση", "open government"),
    ("ΓΓΔΔ", "Γενική Γραμματεία Δημόσιας Διοίκησης"),
    ("ΔΚΔΤ", "Δίκτυο Καινοτομίας Δημόσιου Τομέα"),
    ("ΕΚΔΔΑ", "Εθνικό Κέντρο Δημόσιας Διοίκησης και Αυτοδιοίκησης"),
    ("ΙΝΕΠ", "Ινστιτούτο Επιμόρφωσης"),
    ("ΥΠΕΣ", "Υπουργείο Εσωτερικών"),
    ("ΟΤΑ", "Οργανισμός Τοπικής Αυτοδιοίκησης"),
    ("ΚΕΠ", "Κέντρο Εξυπηρέτησης Πολιτών"),
    ("ΝΠΔΔ", "νομικό πρόσωπο δημοσίου δικαίου"),
    ("ΝΠΙΔ", "νομικό πρόσωπο ιδιωτικού δικαίου"),
    ("ΕΔΥΤΕ", "Εθνικό Δίκτυο Υποδομών Τεχνολογίας και Έρευνας"),
    ("ΤΠΕ", "Τεχνολογίες Πληροφορικής και Επικοινωνιών"),
    ("ΕΕ", "Ευρωπαϊκή Ένωση", "EU", "European Union"),
    ("OGP", "Open Government Partnership", "Συνεργασία για την Ανοιχτή Διακυβέρνηση"),
    ("GDPR", "ΓΚΠΔ", "Γενικός Κανονισμός Προστασίας Δεδομένων"),
    ("FAQ", "συχνές ερωτήσεις"),
)

Phrase = tuple[str, ...]
"""Stems that all have to be there."""


@cache
def _by_phrase() -> dict[Phrase, tuple[Phrase, ...]]:
    """Each phrase of the table with all that mean the same, itself first."""
    found: dict[Phrase, dict[Phrase, None]] = {}
    for group in GROUPS:
        phrases = [tuple(terms(words)) for words in group]
        for phrase in phrases:
            found.setdefault(phrase, {phrase: None}).update(dict.fromkeys(phrases))
    return {phrase: tuple(same) for phrase, same in found.items()}


@cache
def _most_words() -> int:
    return max(len(phrase) for phrase in _by_phrase())


def with_synonyms(stems: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """Cut a search into phrases, the longest known first, each with the others that mean the same, itself first."""
    found, place, known = [], 0, _by_phrase()
    while place < len(stems):
        for length in range(min(_most_words(), len(stems) - place), 0, -1):
            phrase = tuple(stems[place : place + length])
            if length == 1 or phrase in known:
                found.append(known.get(phrase, (phrase,)))
                place += length
                break
    return found
