"""Folding: what a reader takes for the same word is the same word."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.text import fold

SAME = [
    ("εργαστήριο", "εργαστηριο"),
    ("ΕΡΓΑΣΤΗΡΙΟ", "εργαστηριο"),
    ("Εργαστήριο", "εργαστηριο"),
    ("δράσεις", "δρασεισ"),
    ("ΔΡΑΣΕΙΣ", "δρασεισ"),
    ("προϋπολογισμός", "προυπολογισμοσ"),
    ("ΠΡΟΫΠΟΛΟΓΙΣΜΟΣ", "προυπολογισμοσ"),
    ("ΐ ΰ ϊ ϋ", "ι υ ι υ"),
    ("ΚΑΙΝΟΤΟΜΊΑΣ", "καινοτομιασ"),
    ("Δ.Κ.Δ.Τ.", "δκδτ"),
    ("δ.κ.δ.τ", "δκδτ"),
    ("ΔΚΔΤ", "δκδτ"),
    ("Ε.Κ.Δ.Δ.Α.", "εκδδα"),
    ("ΙΝ.ΕΠ.", "ινεπ"),
    ("ΜΗ.Δ.ΙΣ.ΕΦ.", "μηδισεφ"),
    ("ΥΠ.ΟΙΚ.", "υποικ"),
    ("U.N.", "un"),
    ("(Δ.Κ.Δ.Τ.)", "(δκδτ)"),
    ("gov.gr", "gov.gr"),
    ("τέλος. Αρχή", "τελοσ. αρχη"),
    ("Α. Παπαδοπούλου", "α. παπαδοπουλου"),
    ("1.α.β", "1.α.β"),
    ("α.β..γ", "α.β..γ"),
    ("ΚΑΙΝOΤΟMΙΑ", "καινοτομια"),  # Latin O and M
    ("Aθήνα", "αθηνα"),  # Latin A
    ("Α.B.Γ.", "αβγ"),  # Latin B
    ("A.Δ.L.", "a.δ.l."),
    ("LABάκι", "labακι"),
    ("TOTEM", "totem"),
    ("7001Δ26", "7001δ26"),
    ("Café Ångström", "cafe angstrom"),
    ("straße", "strasse"),
    ("ﬁle Ⅳ", "file iv"),
    ("Ａθήνα", "αθηνα"),  # full-width A
    ("Ἐν ἀρχῇ ἦν ὁ λόγος", "εν αρχη ην ο λογοσ"),
    ("ϐϑϕϖϰϱϲ", "βθφπκρσ"),
    ("  δύο\u00a0\t\nλέξεις ", "δυο λεξεισ"),
    ("συν\u00adεχεια\u200b", "συνεχεια"),
    ("ε\u0301να", "ενα"),
    ("α\x00β", "αβ"),
    ("τι;", "τι;"),
    ("τι\u037e", "τι;"),
    ("Москва", "москва"),
    ("", ""),
    ("\ud800", "\ud800"),
]


@pytest.mark.parametrize(("text", "folded"), SAME)
def test_what_reads_the_same_folds_to_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


TRICKY = st.text(alphabet=st.sampled_from([*"αάΑβγςΣσϊΐΰabLoOvX.. \u0301\u0308\u00ad\u0345ͺ΄-7\u1fb3İßŉΩ"]))


@given(st.text() | TRICKY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ ." + string.ascii_lowercase))
def test_capitals_fold_like_small_letters(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize("part", ["a", "a.", "αa", "α.", "aα.", "ά ", "\u0301"])
def test_a_text_without_end_is_read_once(part: str) -> None:
    assert isinstance(fold(part * 50_000), str)
