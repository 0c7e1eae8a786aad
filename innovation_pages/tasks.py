"""Work that follows after a commit, in the host's task queue: `TASKS` decides which process does it."""

from __future__ import annotations

from django.apps import apps
from django_tasks import task

from .renditions import make_for, shown


@task()
def make_renditions(label: str, key: str) -> int:
    """Make the missing renditions of one page, practice or site; answer how many. Nothing for what is gone."""
    owner = shown(apps.get_model(label), [key]).first()
    return make_for(owner) if owner is not None else 0
