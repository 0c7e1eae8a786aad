"""Stored answers in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from registrations.queries.answers import answer_text


@pytest.mark.parametrize(
    ("kind", "stored", "words"),
    [
        ("short_text", "2026-01-19", "2026-01-19"),
        ("number", 7, "7"),
        ("plate", True, "Yes"),
        ("plate", False, "No"),
        ("plate", "2026-01-19", "19 January 2026"),
        ("plate", "2026-13-19", "2026-13-19"),
        ("plate", ["ABK 1", "ABK 2"], "ABK 1, ABK 2"),
    ],
)
def test_an_answer_to_a_kind_of_the_hosts_own_reads_as_our_own_do(kind: str, stored: Any, words: str) -> None:
    with override("en"):
        assert answer_text({"kind": kind, "words": {}}, stored, "en", "en") == words
