"""Asking axe whether a page keeps the rules of accessibility (WCAG 2.2 A and AA, and axe's own good practice)."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Excuses = dict[str, tuple[str, ...]]
"""Rule ids and, for each, the selectors within which a violation is somebody else's."""

_axe = Axe()
_OPTIONS = {"resultTypes": ["violations"]}
_WITHIN = "([target, selectors]) => selectors.some((one) => document.querySelector(target)?.closest(one))"


def violations(page: Page, excuses: Excuses | None = None) -> list[str]:
    """One line for each element that breaks a rule on the page as it stands, but for the excuses.

    A click does not wait for what it leads to: expect something of the new page first, else the old one is judged."""
    page.wait_for_load_state()
    found = []
    for violation in _axe.run(page, options=_OPTIONS).response["violations"]:
        selectors = list((excuses or {}).get(violation["id"], ()))
        for node in violation["nodes"]:
            target = node["target"][-1]
            if selectors and page.evaluate(_WITHIN, [target, selectors]):
                continue
            found.append(f"{page.url}: {violation['id']}: {target}: {node['html'][:160]} ({node['failureSummary']})")
    return found
