"""The words of the demo: the same facts in both languages, and nothing left in the wrong script."""

from __future__ import annotations

import re

import pytest

from cms_site.demo.reading import HERE, LANGUAGES, ORDER, read_page, read_people

GREEK = re.compile(r"[Α-Ωα-ωά-ώΆ-Ώ]")
MIXED = re.compile(r"\w*(?:[A-Za-z][Α-Ωα-ωά-ώΆ-Ώ]|[Α-Ωα-ωά-ώΆ-Ώ][A-Za-z])\w*")


def test_every_file_belongs_to_a_page_that_is_loaded() -> None:
    wanted = {f"{name}{ending}.toml" for name in ORDER for ending in ("", ".el", ".en")}
    found = {str(path.relative_to(HERE / "pages")) for path in (HERE / "pages").rglob("*.toml")}
    assert found == wanted


@pytest.mark.parametrize("name", ORDER)
def test_both_languages_say_the_same_things(name: str) -> None:
    greek, english = (read_page(name).words[language] for language in LANGUAGES)
    assert greek.keys() == english.keys()
    assert [block["kind"] for block in greek.get("body", [])] == [block["kind"] for block in english.get("body", [])]
    for part in ("sessions", "questions", "registration"):
        assert greek.get(part, {}).keys() == english.get(part, {}).keys()
    for key, question in greek.get("questions", {}).items():
        assert question.keys() == english["questions"][key].keys()
        assert question.get("options", {}).keys() == english["questions"][key].get("options", {}).keys()


@pytest.mark.parametrize("name", ORDER)
def test_no_word_mixes_greek_and_latin_letters(name: str) -> None:
    for language in LANGUAGES:
        text = (HERE / "pages" / f"{name}.{language}.toml").read_text(encoding="utf-8")
        assert MIXED.findall(text) == []


def test_greek_stays_out_of_english_but_for_names_that_people_must_find() -> None:
    for name in ORDER:
        text = (HERE / "pages" / f"{name}.en.toml").read_text(encoding="utf-8")
        if name != "workshops/larissa":
            assert GREEK.findall(text.replace("0104Δ00", "")) == []


def test_an_online_meeting_with_a_form_says_where_the_button_waits_and_has_one() -> None:
    """No letter carries the link: it is on the personal page, half an hour before the beginning."""
    for name in ORDER:
        page = read_page(name)
        takes_forms = page.facts.get("registration", {}).get("mode") == "here" and "in_days" in page.facts
        if page.facts.get("delivery") in {"online", "hybrid"} and takes_forms:
            assert "meeting" in page.facts, name
            greek, english = (said(page.words[language]["body"]) for language in LANGUAGES)
            assert "στην προσωπική τους σελίδα μισή ώρα πριν από την έναρξη" in greek, name
            assert "on their personal page half an hour before" in english, name


def said(body: list[dict[str, str]]) -> str:
    """The words of a story on one line."""
    return " ".join(" ".join(map(str, block.values())) for block in body).replace("\n", " ")


def test_nobody_signs_up_twice_and_every_answer_has_a_question() -> None:
    about = {"name", "with", "language", "sessions", "late", "verifies", "decision", "reason", "tells_reason"}
    for event in read_people().values():
        names = [person["name"] for person in event["people"]]
        assert len(names) == len(set(names))
        asked = {question["key"] for question in read_page(event["page"]).facts.get("questions", ())}
        assert all(person.keys() - about <= asked for person in event["people"])
