"""What people and machines send: a sentence beside the field and in the summary, values kept, nothing stored."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from innovation_pages.models import WorkshopPage
from registrations.models import Registration
from tests.factories.pages import Visitor, desk_of, publish_workshop, question, soon
from tests.factories.registrations import seated
from tests.rig.world import World

OVERRIDE, NUL, VT = "\u202e", "\x00", "\x0b"

BAD: dict[str, list[str | list[str]]] = {
    "name": ["", "   ", "\u00a0", "x" * 201, "x" * 100_000, f"a{VT}b", f"a{NUL}b", f"a{OVERRIDE}b", "a\x85b", "a\x1bb"],
    "email": [
        "",
        "a",
        "a@localhost",
        "a@x\u200b.gr",
        "ａ@example.gr",
        "\u212a@example.gr",
        "a@example.gr\r\nBcc: b@example.gr",
        "a@example.gr, b@example.gr",
        f"a@example.gr{NUL}",
        f"a{VT}@example.gr",
        "l" * 65 + "@example.gr",
        "a@" + "x" * 100_000,
    ],
    "short_text": ["x" * 301, f"x{VT}y", f"x{NUL}y"],
    "long_text": ["x" * 5_001, "ά" * 100_000, f"x\n{VT}"],
    "phone": ["hello", "١٢٣٤٥٦٧", "213", "+" + "1" * 40, f"2131313{VT}"],
    "number": ["٣", "1_000", "1e3", "1.5", "1,5", "-1", "51", "9" * 16, "９", "0x10", "NaN", "--1", f"1{NUL}"],
    "date": ["31/2/2020", "30/2/2020", "0/1/2020", "1/13/2020", "yesterday", "٣/٣/2020", "1/1/0000", "9" * 5_000, NUL],
    "choice": ["nothing", "Κανονικό", "0", f"{NUL}"],
    "choices": [["nothing"], ["Ένα"], [""]],
    "yes_no": ["maybe", "YES", "True"],
    "email_2": ["a@localhost", "x\u200b@example.gr"],
}


def names(workshop: WorkshopPage) -> dict[str, str]:
    found = {block.block_type: block.id for block in workshop.questions}
    return {**found, "email_2": found["email"], "name": "name", "email": "email"}


def summary_of(answer: HttpResponse) -> str:
    found = re.search(r'<ul class="rg-error-summary__list">(.*?)</ul>', answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


@pytest.mark.no_cover
@pytest.mark.parametrize("field", BAD)
def test_bad_input_is_told_beside_the_field_and_in_the_summary_and_stores_nothing(
    visitor: Visitor, workshop: WorkshopPage, field: str
) -> None:
    name = names(workshop)[field]
    wrong = {value_shown(value): complaint(visitor, workshop, name, value) for value in BAD[field]}
    assert {value: said for value, said in wrong.items() if said} == {}
    assert not Registration.objects.exists()


def value_shown(value: str | list[str]) -> str:
    return f"{value!r:.60} ({len(value)})"


def complaint(visitor: Visitor, workshop: WorkshopPage, name: str, value: str | list[str]) -> str:
    """What is wrong with the answer to this value; nothing, if it is told as it should be."""
    answer = visitor.sends(**{"name": "Μαρία Αργυρού", name: value})
    text = answer.content.decode()
    identifier = f"r{workshop.pk}-id_{name}" if f'id="r{workshop.pk}-id_' in text else f"r{workshop.pk}-{name}"
    linked = re.search(r'href="#([^"]+)"', summary_of(answer))
    wanted = {
        "status 422": answer.status_code == 422,
        "not to be stored": answer["Cache-Control"] == "private, no-store",
        "a message beside the field": f'id="{identifier}_error"' in text,
        "a summary that leads to the field": bool(linked and f'id="{linked[1]}"' in text),
        "what was typed elsewhere": name == "name" or "Μαρία Αργυρού" in text,
    }
    return ", ".join(what for what, there in wanted.items() if not there)


def test_every_field_says_its_own_sentence(visitor: Visitor, workshop: WorkshopPage) -> None:
    wrong = {names(workshop)[field]: values[0] for field, values in BAD.items()}
    answer = visitor.sends(**wrong)
    assert answer.status_code == 422
    assert summary_of(answer).count("<li>") == len(wrong)
    assert "<title>" in answer.content.decode()


def test_a_question_that_must_be_answered_says_so(client: Client, world: World) -> None:
    kinds = ["short_text", "long_text", "phone", "number", "date", "yes_no", "email"]
    asked = [question(kind, kind, required=True) for kind in kinds]
    asked += [question("choice", "choice", required=True, options=["a", "b"])]
    asked += [question("choices", "choices", required=True, options=["a", "b"])]
    asked += [("consent", {"label": "consent", "required": True, "hint": ""})]
    answer = Visitor(client, publish_workshop(world, questions=asked)).sends()
    assert answer.status_code == 422
    assert summary_of(answer).count("<li>") == len(asked)


@pytest.mark.parametrize("many", [8, 60])
def test_a_choice_of_many_options_is_a_list_and_keeps_to_them(client: Client, world: World, many: int) -> None:
    page = publish_workshop(
        world, questions=[question("choice", "Νομός", options=[f"Νομός {n}" for n in range(many)], required=True)]
    )
    visitor = Visitor(client, page)
    key = page.questions[0].id
    options = [item.id for item in page.questions[0].value["options"].bound_blocks]
    assert visitor.sends(**{key: "nothing"}).status_code == 422
    assert visitor.sends(**{key: options[-1]}).status_code == 302
    assert Registration.objects.get().answers == {key: options[-1]}


def test_an_option_that_is_sent_twice_counts_once(visitor: Visitor, workshop: WorkshopPage) -> None:
    block = next(block for block in workshop.questions if block.block_type == "choices")
    first = block.value["options"].bound_blocks[0].id
    assert visitor.sends(**{block.id: [first, first]}).status_code == 302
    assert Registration.objects.get().answers[block.id] == [first]


SESSIONS = ["0b7bb3ff-9a0a-4a44-9c5e-0a6f0a1f8f01", "0b7bb3ff-9a0a-4a44-9c5e-0a6f0a1f8f02"]


@pytest.fixture
def two_sessions(world: World) -> WorkshopPage:
    hours = {"begins": soon(30).isoformat(), "ends": (soon(30) + timedelta(hours=1)).isoformat()}
    parts = [
        {"type": "session", "id": key, "value": {"title": title, "registration": "inherit", "capacity": 1, **hours}}
        for key, title in zip(SESSIONS, ("Πρωί", "Απόγευμα"), strict=True)
    ]
    return publish_workshop(world, sessions=json.dumps(parts), registration_waiting_list=False)


@pytest.mark.parametrize(
    "chosen", [[], ["nothing"], [""], [SESSIONS[0], "nothing"], ["0b7bb3ff-9a0a-4a44-9c5e-0a6f0a1f8f99"], ["\x00"]]
)
def test_a_session_that_is_not_offered_is_refused(
    client: Client, two_sessions: WorkshopPage, chosen: list[str]
) -> None:
    answer = Visitor(client, two_sessions).sends(sessions=chosen)
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert summary_of(answer).count("<li>") == 1


def test_the_hours_of_a_session_stay_on_one_line_of_its_choice(client: Client, two_sessions: WorkshopPage) -> None:
    shown = Visitor(client, two_sessions).opens().content.decode()
    assert re.search(r'<span>Πρωί · [^<]*<span class="rg-nowrap">\d+:00–\d+:\d\d</span></span>', shown)


def test_a_session_that_is_sent_twice_is_one_place(client: Client, two_sessions: WorkshopPage) -> None:
    assert Visitor(client, two_sessions).sends(sessions=[SESSIONS[1], SESSIONS[1]]).status_code == 302
    assert Registration.objects.get().places.count() == 1


def test_a_session_that_is_full_is_not_offered_and_not_taken(client: Client, two_sessions: WorkshopPage) -> None:
    seated(desk_of(two_sessions), session_keys=(SESSIONS[0],))
    visitor = Visitor(client, two_sessions)
    assert SESSIONS[0] not in visitor.opens().content.decode()
    assert visitor.sends(sessions=[SESSIONS[0]]).status_code == 422
    assert visitor.sends(sessions=[SESSIONS[1]]).status_code == 302


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "x", "ticket": "y"},
        {"unknown": "x", "__proto__": "y", "registration_capacity": "99", "state": "accepted", "id": "1"},
        {f"field-{number}": "x" for number in range(500)},
        {"name": ["a", "b"], "email": ["a@example.gr", "b@example.gr"]},
    ],
)
def test_fields_that_nobody_asked_for_change_nothing(visitor: Visitor, sent: dict[str, object]) -> None:
    assert visitor.client.post(visitor.url, sent).status_code == 422
    assert not Registration.objects.exists()


def test_forged_fields_beside_a_good_form_are_not_stored(visitor: Visitor) -> None:
    assert visitor.sends(state="accepted", version="99", forged="x", reference="K7M4-QX2A").status_code == 302
    stored = Registration.objects.get()
    assert (stored.state, stored.version) == ("unverified", 2)
    assert "x" not in stored.answers.values()


def test_more_fields_than_django_takes_are_too_many(visitor: Visitor, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
    answer = visitor.client.post(visitor.url, {f"field-{number}": "x" for number in range(500)})
    assert answer.status_code == 413
    assert "<h1" in answer.content.decode()


def test_a_body_over_the_limit_is_too_large(visitor: Visitor) -> None:
    assert visitor.sends(name="x" * 3_000_000).status_code == 413
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"name=%ff%fe&email=a%40example.gr", "application/x-www-form-urlencoded"),
        (b"name=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"name=%CC", "application/x-www-form-urlencoded; charset=utf-8"),
        (b"name=x", "application/x-www-form-urlencoded; charset=nonsense"),
        ("name=Άννα".encode("iso-8859-7"), "application/x-www-form-urlencoded; charset=iso-8859-7"),
        (b"{}", "application/json"),
        (b"\xff" * 100, "text/plain"),
        (b"", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
        (b"--x\r\n", "multipart/form-data"),
        (
            b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\nx\r\n--x--',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_a_body_in_a_wrong_encoding_is_refused_and_never_an_error(visitor: Visitor, body: bytes, kind: str) -> None:
    answer = visitor.client.generic("POST", visitor.url, body, content_type=kind)
    assert answer.status_code in {400, 415, 422}
    assert not Registration.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_change_nothing(visitor: Visitor, method: str) -> None:
    form = visitor.form()
    assert getattr(visitor.client, method)(visitor.url, form).status_code < 500
    assert not Registration.objects.exists()


@pytest.mark.parametrize("query", ["?done=2", "?done=1&done=1", "?page=99999999999", "?x=" + "y" * 5_000, "?%ff=%fe"])
def test_odd_addresses_are_read_as_the_page(visitor: Visitor, query: str) -> None:
    assert visitor.client.get(visitor.url + query).status_code == 200


@pytest.mark.parametrize("cookie", ["x", "x" * 4_000, "a:b:c", '["a"]'])
def test_a_forged_thank_you_cookie_shows_the_form(visitor: Visitor, cookie: str) -> None:
    visitor.client.cookies["registration-sent"] = cookie
    answer = visitor.client.get(f"{visitor.url}?done=1")
    assert answer.status_code == 200
    assert 'class="rg-form"' in answer.content.decode()


MARKUP = [
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "{{ 7|add:7 }}{% now 'Y' %}",
    "</textarea><b>x</b>",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_answers_is_text_everywhere(client: Client, world: World, markup: str) -> None:
    page = publish_workshop(
        world, registration_verify_address=False, questions=[question("short_text", "α"), question("long_text", "β")]
    )
    visitor = Visitor(client, page)
    answer = visitor.sends(name=markup, email="wrong", **{block.id: markup for block in page.questions})
    shown = answer.content.decode()
    if "<" in markup:
        assert markup not in shown
    assert unescape(shown).count(markup) >= 3
    visitor.answer = HttpResponse()
    answer = visitor.sends(name=markup, email="a@example.gr", **{block.id: markup for block in page.questions})
    assert answer.status_code == 302
    stored = Registration.objects.get()
    assert stored.name == markup
    assert set(stored.answers.values()) == {markup}
    thanks = client.get(answer["Location"].partition("#")[0]).content.decode()
    if "<" in markup:
        assert markup not in thanks


@pytest.mark.parametrize("markup", ["<svg/onload=alert(1)>", "{{ 7|add:7 }}"])
def test_markup_in_the_words_of_editors_is_text_too(client: Client, world: World, markup: str) -> None:
    page = publish_workshop(
        world,
        title=markup,
        questions=[
            question("short_text", markup, hint=markup),
            question("choice", markup, options=[markup, "b"]),
            ("explanation", {"heading": markup, "text": ""}),
        ],
    )
    shown = client.get(page.get_url()).content.decode()
    assert "<svg/onload" not in shown
    assert unescape(shown).count(markup) >= 5


def test_a_name_in_disguise_is_tidied(visitor: Visitor) -> None:
    visitor.sends(name="\u00a0Α\u0301ννα \t  Άννου\u2003")
    assert Registration.objects.get().name == "Άννα Άννου"


def test_names_of_the_world_are_names(client: Client, workshop: WorkshopPage) -> None:
    for name in ("Ó", "李小龙", "Nguyễn Văn A", "O’Brien-Smith", "محمد", "Ἀθηνᾶ", "👩‍🔬 Άννα", "x" * 200):
        browser = Client()
        assert Visitor(browser, workshop).sends(name=name).status_code == 302, name
    assert Registration.objects.count() == 8
