"""Who was named in a form that a browser has just sent, whether or not it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registrations.models import Attendee, UntakenForm

from .own_data import OWN_ROLES

if TYPE_CHECKING:
    from registrations.models import Desk


def people_sent(desk: Desk, nonce: str) -> tuple[str, ...]:
    """The names of all who came together in a form; empty where one person came alone, or it is forgotten.

    They are those that were typed: the answer is the same for an address that was registered before.
    """
    own = Attendee.objects.filter(registration__desk=desk, registration__nonce=nonce, role__in=OWN_ROLES)
    names = list(own.order_by("pk").values_list("name", flat=True))
    if not names:
        untaken = UntakenForm.objects.filter(desk=desk, nonce=nonce).first()
        names = [untaken.content["name"], *untaken.content.get("companions", ())] if untaken is not None else []
    return tuple(names) if len(names) > 1 else ()
