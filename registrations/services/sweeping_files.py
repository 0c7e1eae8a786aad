"""Removing files that no row names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from registrations.queries.files import Store


def remove_files(store: Store, names: Collection[str]) -> int:
    """Remove these files of a store; returns how many. What was uploaded lately is spared by whoever lists them."""
    for name in names:
        store.storage.delete(name)
    return len(names)
