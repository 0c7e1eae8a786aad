"""`python -m tour` in a site's directory: walks through it, and prints one line of JSON for each step."""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable


def say(name: str, act: Callable[[], None]) -> None:
    """Take one step and print what came of it; a step that fails does not keep the next one from being tried."""
    fault, begun = "", time.monotonic()
    try:
        act()
    except Exception:  # noqa: BLE001 — whatever goes wrong on somebody's site is what the walk is for
        fault = traceback.format_exc(limit=-4)
    took = round(time.monotonic() - begun, 1)
    print(f"STEP {json.dumps({'name': name, 'fault': fault, 'took': took})}", flush=True)


def main() -> None:
    """Set the site up as its own manage.py does, then walk."""
    from host import SETTINGS

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment(debug=False)
    from .walk import Walk, host_here

    walk = Walk(host_here())
    for step in Walk.steps:
        say(str(step.__doc__), lambda step=step: step(walk))
    for further in walk.host.more:
        say(str(further.__doc__), lambda further=further: further(walk))


main()
