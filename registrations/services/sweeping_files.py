"""Removing files that no row names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from registrations.queries.files import Shelf


def remove_files(shelf: Shelf, names: Iterable[str]) -> int:
    """Remove these files of a shelf unless a row names them by now; returns how many."""
    removed = 0
    for name in names:
        if name not in shelf.named:
            shelf.storage.delete(name)
            removed += 1
    return removed
