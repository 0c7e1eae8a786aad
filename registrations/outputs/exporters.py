"""Kinds of files that a host adds to CSV and XLSX, through the hook `registrations_exporters`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import hooks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.utils.functional import Promise

HOOK = "registrations_exporters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A kind of file: `kind` is the ending of its name, `label` the words of its button.

    `write` gets the headings and the rows, a few thousand fetched at a time, and yields the file in pieces.
    """

    kind: str
    label: str | Promise
    content_type: str
    write: Callable[[list[str], Iterable[list[Any]]], Iterator[bytes]]


def own_exporters() -> dict[str, Exporter]:
    """The kinds of files that the host adds, by kind; each hook returns one."""
    exporters: list[Exporter] = [make() for make in hooks.get_hooks(HOOK)]
    return {exporter.kind: exporter for exporter in exporters}
