"""The plugin inside of a site with a strong look of its own: neither changes the other."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import BrowserContext, Route

from tests.browser.fair import EVERY_QUESTION, Fair

BASE = """{% load static %}<!doctype html>
<html lang="el">
<head>
  <meta charset="utf-8">
  <title>{% block title %}{% endblock %}</title>
  <link rel="stylesheet" href="{% static "registrations/registrations.css" %}">
  <link rel="stylesheet" href="{% static "innovation_pages/innovation_pages.css" %}">
  <link rel="stylesheet" href="{% static "house.css" %}">
</head>
<body>
  <header><h1>The house</h1><nav><ul><li><a href="/">Home</a></li><li><a href="/nea/">News</a></li></ul></nav>
    <form><label for="q">Search</label> <input id="q" type="search"> <button type="button">Go</button></form></header>
  <main>{% block content %}{% endblock %}</main>
  <footer><h2>The footer</h2><p>Words with <a href="/">a link</a>.</p>
    <table><tr><th>Day</th><td>Monday</td></tr></table>
    <fieldset><legend>Letters</legend><label><input type="checkbox"> Yes</label> <select><option>One</option></select>
    <textarea></textarea></fieldset><dl><dt>Term</dt><dd>Meaning</dd></dl><details><summary>More</summary></details></footer>
</body>
</html>"""

HOUSE = """
h1, h2, h3, h4 { margin: 60px 0; font: italic 900 50px/1 serif; text-align: center; letter-spacing: 3px; }
a { padding: 9px; background: yellow; color: purple; text-decoration: none; }
ul, ol, dl { margin: 44px; padding: 44px; list-style: square; border: 4px dotted; }
dt, dd { float: left; margin: 33px; font-weight: 100; }
table { border: 5px solid; border-spacing: 20px; }
th, td { padding: 30px; background: pink; }
label { float: right; display: inline; padding: 20px; font-size: 30px; font-weight: 100; line-height: 3; }
input, select, textarea { width: 60px; padding: 1px; border: 7px double; border-radius: 40px; font: 9px serif; }
button { min-height: 5px; padding: 1px; border: 0; border-radius: 40px; background: pink; color: red; font: 9px serif; }
fieldset { margin: 44px; padding: 44px; border: 9px dashed; }
legend { float: right; padding: 44px; font-size: 9px; }
summary { color: red; text-decoration: line-through; }
"""

OF_THE_HOUSE = """() => [...document.querySelectorAll("body, body > :not(main), body > :not(main) *")].map((one) => {
  const style = getComputedStyle(one);
  const sizes = one === document.body ? /size|height|origin/ : /^$/;
  const names = [...style].filter((name) => !name.startsWith("--") && !sizes.test(name));
  return [one.tagName, Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))];
})"""

OF_OURS = """() => {
  const ours = [...document.styleSheets].slice(0, 2).flatMap((sheet) => [...sheet.cssRules]);
  const rules = ours.filter((rule) => rule.selectorText);
  return [...document.querySelectorAll("main *")].map((one) => {
    const style = getComputedStyle(one);
    const names = rules.filter((rule) => one.matches(rule.selectorText)).flatMap((rule) => [...rule.style]);
    const values = names.filter((name) => !name.startsWith("--")).map((name) => [name, style.getPropertyValue(name)]);
    return [`${one.tagName}.${one.className}`, Object.fromEntries(values)];
  });
}"""


@pytest.fixture
def house(settings: LazySettings, tmp_path: Path) -> None:
    """A site whose one base is the frame of all pages."""
    for name in ("registrations", "innovation_pages"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "base.html").write_text(BASE, encoding="utf-8")
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path]
    settings.TEMPLATES = templates


def differences(found: list[Any], wanted: list[Any]) -> list[tuple[str, str, str, str]]:
    """What is otherwise, element by element: its name, the property, and both values."""
    return [
        (name, key, values[key], others[key])
        for (name, values), (_name, others) in zip(found, wanted, strict=True)
        for key in values
        if values[key] != others[key]
    ]


def test_the_house_and_its_guest_leave_each_other_alone(
    fair: Fair, house: None, new_context: Callable[..., BrowserContext]
) -> None:
    pair = fair.workshop(
        questions=EVERY_QUESTION, registration_introduction="<p>Φέρτε <a href='/'>ένα έγγραφο</a>.</p>"
    )
    context = new_context()

    def seen(script: str, **sheets: str) -> list[Any]:
        """What the script finds on the page, with these words instead of those of a style sheet."""

        def dressed(route: Route) -> None:
            name = route.request.url.rpartition("/")[2].partition(".")[0]
            if name in sheets:
                route.fulfill(body=sheets[name], content_type="text/css")
            else:
                route.continue_()

        page = context.new_page()
        page.route("**/*.css", dressed)
        page.goto(pair.address("el"))
        found: list[Any] = page.evaluate(script)
        page.close()
        return found

    alone = seen(OF_THE_HOUSE, house=HOUSE, registrations="", innovation_pages="")
    assert len(alone) > 25
    assert differences(seen(OF_THE_HOUSE, house=HOUSE), alone) == []
    at_home = seen(OF_OURS, house="")
    assert sum(len(values) for _name, values in at_home) > 500
    assert differences(seen(OF_OURS, house=HOUSE), at_home) == []
