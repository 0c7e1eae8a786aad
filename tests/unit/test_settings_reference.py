"""The table of settings names every option with its default, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from innovation_pages.conf import app_settings as window
from registrations.conf import app_settings as office

TABLE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"


def options(of: Any) -> dict[str, property]:
    return {f"{of.prefix}{name}": value for name, value in vars(type(of)).items() if isinstance(value, property)}


def rows() -> dict[str, str]:
    found = re.findall(r"^\| `((?:REGISTRATIONS|INNOVATION_PAGES)_\w+)` \| ([^|]+) \|", TABLE.read_text("utf-8"), re.M)
    return {name: default.strip().strip("`") for name, default in found}


def defaults(of: Any) -> Any:
    """The options as they are where a site says nothing."""
    return type("Untouched", (type(of),), {"_get": lambda _self, _name, default: default})()


@pytest.mark.parametrize("of", [office, window], ids=["registrations", "innovation_pages"])
def test_every_option_stands_in_the_table_with_its_default(of: Any) -> None:
    told = {name: default for name, default in rows().items() if name.startswith(of.prefix)}
    assert told.keys() == options(of).keys()
    for name, default in told.items():
        hosts_own = str(getattr(settings, default, None)) if default.isupper() else ""
        assert str(getattr(defaults(of), name.removeprefix(of.prefix))) in {default, hosts_own}, name


@pytest.mark.parametrize("of", [office, window], ids=["registrations", "innovation_pages"])
def test_every_option_says_what_it_means_and_of_which_type_it_is(of: Any) -> None:
    for name, option in options(of).items():
        assert option.__doc__, name
        assert option.fget.__annotations__["return"], name
