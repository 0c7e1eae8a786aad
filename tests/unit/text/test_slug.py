"""Addresses: ELOT 743 on the server, and the same letters in the browser."""

import json
import re
import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.text import RULES, slug, slug_formatters

EXPECTED = [
    ("Ευρώπη", "evropi"),
    ("αυτό", "afto"),
    ("αύριο", "avrio"),
    ("Εύβοια", "evvoia"),
    ("ευφυΐα", "effyia"),
    ("Υπουργείο", "ypourgeio"),
    ("Μπάμπης", "bampis"),
    ("άυλος", "aylos"),
    ("ΑΫΛΟΣ", "aylos"),
    ("πραΰς", "prays"),
    ("προϋπολογισμός", "proypologismos"),
    ("Άγγελος", "angelos"),
    ("έλεγξη", "elenxi"),
    ("εγχείρημα", "encheirima"),
    ("γκολ", "gkol"),
    ("ψυχή", "psychi"),
    ("Δημόσιων Υπηρεσιών", "dimosion-ypiresion"),
    ("Εύβοια και ευαγγελισμός", "evvoia-kai-evangelismos"),
    ("Μπάμπης Μπουμπούκι", "bampis-boumpouki"),
    ("Αυτοδιοίκηση & Καινοτομία", "aftodioikisi-kainotomia"),
    ("Θεσσαλονίκη, ψυχή, χώρος", "thessaloniki-psychi-choros"),
    ("Σφίγξ: έλεγχος", "sfinx-elenchos"),
    ("Ημερίδα Κοινωνικής Καινοτομίας", "imerida-koinonikis-kainotomias"),
    ("Περιφερειακής/Τοπικής Αυτοδιοίκησης", "perifereiakis-topikis-aftodioikisis"),
    ("εύθυμος ευκαιρία ευξείνου Εύπολις", "efthymos-efkairia-efxeinou-efpolis"),
    ("ευσεβής ευτυχία ευφορία ευχή αυψ", "efsevis-eftychia-efforia-efchi-afps"),
    ("αυγή αυδή αυλή αυνή ευρύς", "avgi-avdi-avli-avni-evrys"),
    ("ηυξημένος ηύρα", "ifximenos-ivra"),
    ("ταυ, ευ!", "taf-ef"),
    ("ταΐζω θεϊκός Μαΐου", "taizo-theikos-maiou"),
    ("όυ οϋ", "oy-oy"),
    ("ούτε ΟΥΤΕ", "oute-oute"),
    ("ΕΥΡΩΠΗ ΑΥΤΟ", "evropi-afto"),
    ("ομπρέλα κλαμπ", "omprela-klab"),
    ("ντομάτα τζάκι τσάι", "ntomata-tzaki-tsai"),
    ("γγ γξ γχ γκ", "ng-nx-nch-gk"),
    ("φάρος ξύλο ζωή ήλιος ΰ", "faros-xylo-zoi-ilios-y"),
    ("Δ.Κ.Δ.Τ.", "dkdt"),
    ("ΙΝ.ΕΠ. του Ε.Κ.Δ.Δ.Α.", "inep-tou-ekdda"),
    ("Νέα στο gov.gr", "nea-sto-gov-gr"),
    ("Κωδικός 7001Δ26", "kodikos-7001d26"),
    ("Α΄ τρίμηνο 2024", "a-trimino-2024"),
    ("Σ’ αυτό, τ' άλλο", "s-afto-t-allo"),
    ("«Η Κοινωνική Καινοτομία στην Πράξη – Εργαλεία»", "i-koinoniki-kainotomia-stin-praxi-ergaleia"),
    ("Τι είναι\u037e Τι;", "ti-einai-ti"),
    ("30.000.000 €", "30-000-000"),
    ("innovation_lab", "innovation-lab"),
    ("Innovation Lab 2026", "innovation-lab-2026"),
    ("don’t", "dont"),
    ("Café Ångström Œuvre", "cafe-angstrom-oeuvre"),
    ("Straße Łódź Þór", "strasse-lodz-thor"),
    ("Ἐν ἀρχῇ ἦν ὁ λόγος", "en-archi-in-o-logos"),
    ("αὐτός εὖρος Ῥόδος", "aftos-evros-rodos"),
    ("ＡＢＣ ½", "abc-1-2"),
    ("Συνάντηση 日本", "synantisi"),
    ("日本", "u65e5u672c"),
    ("…–!", ""),
    ("", ""),
]


@pytest.mark.parametrize(("title", "expected"), EXPECTED)
def test_a_title_becomes_the_address_of_the_standard(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.parametrize(("title", "expected"), EXPECTED)
def test_a_title_that_was_pasted_decomposed_has_the_same_address(title: str, expected: str) -> None:
    assert slug(unicodedata.normalize("NFD", title)) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(60, "imerida-koinonikis-kainotomias"), (18, "imerida-koinonikis"), (17, "imerida"), (8, "imerida"), (3, "ime")],
)
def test_a_long_address_is_cut_between_words(limit: int, expected: str) -> None:
    assert slug("Ημερίδα Κοινωνικής Καινοτομίας", limit=limit) == expected


def test_an_address_without_room_is_refused() -> None:
    with pytest.raises(ValueError):
        slug("Ημερίδα", limit=0)


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_an_address_has_small_letters_digits_and_single_hyphens_only(text: str, limit: int) -> None:
    address = slug(text, limit=limit)
    assert re.fullmatch("(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", address)
    assert len(address) <= limit
    assert slug(address, limit=limit) == address


@given(st.text(min_size=1))
def test_only_a_text_without_letters_and_digits_has_no_address(text: str) -> None:
    if any(character.isalnum() for character in text):
        assert slug(text)


def test_the_widget_gets_every_rule_with_the_replacement_of_the_browser() -> None:
    formatters = slug_formatters()
    assert [(pattern.pattern, replacement) for pattern, replacement in formatters] == list(RULES)
    assert all(pattern.flags & re.IGNORECASE for pattern, _ in formatters)


BROWSER = """
const [rules, titles] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const formatters = rules.map(([pattern, replacement]) => [new RegExp(pattern, "giu"), replacement]);
const clean = (title) => formatters.reduce((text, [regex, to]) => text.replaceAll(regex, to), title).toLowerCase();
process.stdout.write(JSON.stringify(titles.map(clean)));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="no JavaScript engine outside the browser on this machine")
def test_the_browser_writes_the_same_address_as_the_server() -> None:
    other_scripts = {"ＡＢＣ ½", "日本", "Συνάντηση 日本"}  # left to Wagtail's own cleaning
    titles = [title for title, _ in EXPECTED if title not in other_scripts]
    # no keyboard leaves an iota below a vowel decomposed, and without regard to case it equals every iota
    titles += [unicodedata.normalize("NFD", title) for title in titles if "ῇ" not in title]
    said = subprocess.run(  # noqa: S603 — a fixed script, the titles above on its standard input
        [str(shutil.which("node")), "-e", BROWSER],
        input=json.dumps([RULES, titles]),
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        timeout=30,
    )
    assert json.loads(said.stdout) == [slug(title) for title in titles]
