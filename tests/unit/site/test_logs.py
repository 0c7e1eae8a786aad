"""The lines of the log hold nothing that belongs to a person."""

from __future__ import annotations

import json
import logging
import sys

from cms_site.logs import JsonLines, blotted


def written(**facts: object) -> dict[str, object]:
    """What the formatter makes of a record."""
    record = logging.makeLogRecord({"name": "a.logger", "levelname": "ERROR", **facts})
    line = JsonLines().format(record)
    assert "\n" not in line
    return json.loads(line)


def test_addresses_and_secrets_are_blotted_out_and_words_stay() -> None:
    secret = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFy"
    told = blotted(f"To anna.annou+x@example.org: https://desk.example.org/registration/{secret}/ was refused, Άννα")
    assert told == "To [address]: https://desk.example.org/registration/[secret]/ was refused, Άννα"


def test_a_fault_is_told_by_its_kind_and_its_places_and_never_by_its_words() -> None:
    try:
        raise ValueError("Key (email)=(anna@example.org) already exists.")
    except ValueError:
        line = written(msg="Internal error", exc_info=sys.exc_info())
    assert line["fault"] == "ValueError"
    assert "test_logs.py" in str(line["passed"])
    assert "anna" not in json.dumps(line)
