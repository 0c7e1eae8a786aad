"""The talks, and what happens when a place moves."""

from typing import Any

from django.apps import AppConfig
from django.dispatch import receiver

MOVED: list[tuple[str, str]] = []


class TalksConfig(AppConfig):
    """Talks that people register for."""

    name = "talks"

    def ready(self) -> None:
        from registrations.public import place_moved

        @receiver(place_moved, weak=False)
        def remember(*, transition: Any, **_kwargs: Any) -> None:
            """Note what is true in the database by now."""
            MOVED.append((transition.to_state, transition.place.registration.state))
