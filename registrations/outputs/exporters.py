"""Kinds of files beside CSV and XLSX, through the hook `registrations_exporters`: of a host, and our own sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import hooks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.utils.functional import Promise

    from .door import DoorList

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


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorExporter:
    """A kind of paper for the door of one event: who is expected. `write` gets the list and yields the file.

    It is called while the answer is sent: outside of every transaction, and without the language of the request.
    """

    kind: str
    label: str | Promise
    content_type: str
    write: Callable[[DoorList], Iterator[bytes]]


def own_exporters() -> dict[str, Exporter]:
    """The kinds of files that are made of rows, by kind."""
    return {one.kind: one for one in _offered() if isinstance(one, Exporter)}


def door_exporters() -> dict[str, DoorExporter]:
    """The kinds of papers for the door, by kind."""
    return {one.kind: one for one in _offered() if isinstance(one, DoorExporter)}


def _offered() -> list[Exporter | DoorExporter]:
    """What the hooks return: each one kind, or None where it cannot be made."""
    made = [make() for make in hooks.get_hooks(HOOK)]
    return [one for one in made if one is not None]
