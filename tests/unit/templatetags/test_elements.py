"""The filters of the elements, and what a field tells assistive technology."""

from __future__ import annotations

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string

from registrations.templatetags.elements import first_id, host_name


class Sample(forms.Form):
    """One field of each shape."""

    name = forms.CharField(help_text="As on your card.")
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False)
    moment = forms.SplitDateTimeField(required=False)
    day = forms.DateField(widget=forms.SelectDateWidget(years=[2026]), required=False)
    agreed = forms.BooleanField(required=False)


@pytest.mark.parametrize(
    ("field", "target"),
    [
        ("name", "id_name"),
        ("way", "id_way_0"),
        ("topics", "id_topics_0"),
        ("moment", "id_moment_0"),
        ("agreed", "id_agreed"),
    ],
)
def test_an_error_leads_to_the_first_input(field: str, target: str) -> None:
    form = Sample()
    assert first_id(form[field]) == target
    assert f'id="{target}"' in str(form[field])


def test_an_error_of_a_date_in_parts_leads_to_its_first_list() -> None:
    form = Sample()
    assert f'id="{first_id(form["day"])}"' in str(form["day"])


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://online.example.gr/apply?x=1", "online.example.gr"),
        ("https://www.example.gr:8443/", "example.gr"),
        ("/somewhere", ""),
        ("https://[broken", ""),
    ],
)
def test_a_link_is_called_by_its_host(link: str, host: str) -> None:
    assert host_name(link) == host


def drawn(name: str, form: forms.Form) -> str:
    return render_to_string("registrations/elements/field.html", {"field": form[name]})


def test_a_refused_field_names_its_hint_and_its_error() -> None:
    html = drawn("name", Sample({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_a_group_has_a_legend_and_says_its_error_once() -> None:
    html = drawn("way", Sample({}))
    assert "<fieldset" in html
    assert "<legend" in html
    assert 'aria-describedby="id_way_error"' in html


def test_only_what_may_be_left_out_is_marked() -> None:
    form = Sample()
    assert "rg-optional" not in drawn("name", form)
    assert "rg-optional" in drawn("agreed", form)


def test_the_summary_repeats_the_words_of_the_fields() -> None:
    form = Sample({})
    form.is_valid()
    form.add_error(None, "Too late <b>now</b>.")
    html = render_to_string("registrations/elements/error_summary.html", {"form": form})
    assert 'role="alert"' in html
    assert 'tabindex="-1"' in html
    assert '<a href="#id_way_0">' in html
    assert "Too late &lt;b&gt;now&lt;/b&gt;." in html
    assert html.count("<li>") == 3


@pytest.mark.parametrize(
    ("group", "read"),
    [
        ("Regular member", "Regular member:"),
        ("Who comes along?", "Who comes along?"),
        ("Ποιοι έρχονται;", "Ποιοι έρχονται;"),
    ],
)
def test_a_question_that_leads_to_its_part_in_the_summary_keeps_its_mark_alone(group: str, read: str) -> None:
    form = Sample({})
    form.fields["name"].group = group
    html = render_to_string("registrations/elements/error_summary.html", {"form": form})
    assert f"{read} {form['name'].label}" in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "rg-error-summary" not in render_to_string("registrations/elements/error_summary.html", {"form": Sample()})


def test_a_code_is_text_and_a_foreign_button_says_where_it_leads() -> None:
    code = render_to_string("registrations/elements/copy_code.html", {"code": "<7001Δ26>", "label": "Code"})
    assert "&lt;7001Δ26&gt;" in code
    button = render_to_string(
        "registrations/elements/button.html", {"label": "Apply", "href": "https://e.gr/", "host": "e.gr"}
    )
    assert "e.gr</span>" in button


def test_what_is_kept_for_an_element_is_escaped_once() -> None:
    source = "{% load elements %}{% slot text %} A <b>word</b> of {{ name }} {% endslot %}[{{ text }}]"
    assert Template(source).render(Context({"name": "R&D"})) == "[A <b>word</b> of R&amp;D]"


@pytest.mark.parametrize("names", ["", "two names", "1st"])
def test_what_is_kept_wants_one_name(names: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="one name"):
        Template("{% load elements %}{% slot " + names + " %}{% endslot %}")


def test_a_banner_has_a_heading_only_where_it_is_told_its_level() -> None:
    plain = render_to_string("registrations/elements/banner.html", {"title": "Full", "text": "One.\n\nTwo."})
    assert '<p class="rg-banner__title">Full</p>' in plain
    assert "<p>One.</p>" in plain
    assert '<h2 class="rg-banner__title">' in render_to_string("registrations/elements/banner.html", {"level": "2"})


def test_a_field_of_a_search_has_its_label_and_no_word_about_leaving_it_out() -> None:
    control = Sample()["agreed"]
    html = render_to_string("registrations/elements/field.html", {"control": control, "label": "Words", "id": "x"})
    assert '<label class="rg-label" for="x">Words</label>' in html
    assert "rg-optional" not in html
