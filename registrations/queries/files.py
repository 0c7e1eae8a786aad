"""What was uploaded: the files that rows name, and those that lie there."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import FileField

from .invariants import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.core.files.storage import Storage

GRACE = timedelta(days=1)
"""How long a file may lie without a row: an upload that is under way, a form that is still open."""


@dataclass(slots=True)
class Store:
    """One place where files are kept, by any of the fields that keep theirs there."""

    storage: Storage
    named: dict[str, str] = field(default_factory=dict)
    """Each file that a row names, with the type and key of that row."""
    apart: set[str] = field(default_factory=set)
    """The addresses of the other stores: where one stands inside this one, its files are its own."""

    def missing(self) -> dict[str, str]:
        """The named files that are not there, with the row that names each."""
        lying = set(self._lying())
        return {name: row for name, row in self.named.items() if name not in lying}

    def orphans(self, now: datetime, grace: timedelta = GRACE) -> list[str]:
        """The files that no row names, without those younger than `grace`."""
        unnamed = sorted(set(self._lying()) - self.named.keys())
        return [name for name in unnamed if self.storage.get_modified_time(name) <= now - grace]

    def _lying(self, folder: str = "") -> Iterator[str]:
        try:
            folders, files = self.storage.listdir(folder)
        except FileNotFoundError:  # nothing was ever uploaded
            return
        for name in files:
            if name:  # an object store may list a folder as a file without a name
                yield f"{folder}{name}"
        for below in folders:
            if _address(self.storage, f"{folder}{below}") not in self.apart:
                yield from self._lying(f"{folder}{below}/")


def stores() -> list[Store]:
    """Every place where a file field of the site keeps files, with what rows name there."""
    found: dict[str, Store] = {}
    for model in apps.get_models():
        for part in model._meta.local_fields:
            if isinstance(part, FileField):
                store = found.setdefault(_address(part.storage), Store(part.storage))
                rows = model._base_manager.exclude(**{part.name: ""}).order_by().values_list("pk", part.name)
                store.named |= {name: f"{model._meta.label} {key}" for key, name in rows.iterator() if name}
    for address, store in found.items():
        store.apart = found.keys() - {address}
    return list(found.values())


def file_findings(now: datetime) -> Iterator[Finding]:
    """I5: rows have their files, and files their rows."""
    places = stores()
    named = sum(len(store.named) for store in places)
    yield Finding("I5", "rows have their file", named, sum(len(store.missing()) for store in places))
    orphans = sum(len(store.orphans(now)) for store in places)
    yield Finding("I5", "files have their row", named + orphans, orphans)


def _address(storage: Storage, folder: str = "") -> str:
    """What tells a place, or a folder in it, from others: a directory, a part of a bucket, or the store as set up."""
    try:
        return os.path.realpath(storage.path(folder))
    except NotImplementedError:
        place = str(getattr(storage, "bucket_name", "")) or _set_up(storage)
        return "/".join(part for part in (place, str(getattr(storage, "location", "")).strip("/"), folder) if part)


def _set_up(storage: Storage) -> str:
    """How a store was made, where it says so: two that were made alike keep one place. Otherwise this very store."""
    with suppress(AttributeError, ValueError):  # it does not say, or not in words that anybody could repeat
        return repr(storage.deconstruct())  # type: ignore[attr-defined]  # where it is deconstructible
    return f"{type(storage).__qualname__} {id(storage)}"
