"""The part of a form in which a body names its members: a regular and an alternate one, each in a group of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from registrations.domain.errors import NotTwoPeople
from registrations.domain.members import Member, MemberRules, Role, check_two_people
from registrations.models import AttendeeRole

from .inputs import NOT_IN_THE_LIST, body_inputs, member_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django import forms

PARTS = ("name", "email", "position", "phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """What the form asks of a body: the rules about its members, and the bodies of the list by kind."""

    rules: MemberRules
    bodies: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()

    def fields(self) -> dict[str, forms.Field]:
        """The body, then the members, in the order of the form."""
        found = body_inputs(self.bodies)
        for role in Role:
            inputs = member_inputs(role, self.rules, required=self.must_be_named(role))
            for field in inputs.values():
                field.group = self.label(role)  # type: ignore[attr-defined]  # the error summary names it
            found.update(inputs)
        return found

    def must_be_named(self, role: Role) -> bool:
        """Whether the form is incomplete without this member."""
        return role is Role.REGULAR or self.rules.alternate_required

    @staticmethod
    def label(role: Role) -> str:
        """The heading of a member's group."""
        return str(AttendeeRole(role).label)

    def names(self, role: Role, fields: Mapping[str, Any]) -> list[str]:
        """The names of the fields of a member."""
        return [name for name in (f"{role}_{part}" for part in PARTS) if name in fields]

    def check(self, form: forms.Form) -> None:
        """Add the errors that concern several fields."""
        values = form.cleaned_data
        typed = values.get("body_name", "")
        if values.get("body") == NOT_IN_THE_LIST and not typed and "body_name" not in form.errors:
            form.add_error("body_name", _("Write the name of your body."))
        elif values.get("body") not in {NOT_IN_THE_LIST, None} and typed:
            form.add_error(
                "body_name", _("You have chosen a body in the list: leave this empty, or choose “not in it”.")
            )
        if not self.must_be_named(Role.ALTERNATE):
            self._check_whole(form)
        if not form.errors:
            try:
                check_two_people(member.email for member in self.members(values))
            except NotTwoPeople:
                words = _("The two members cannot have one e-mail address. Write the address of the alternate member.")
                form.add_error(f"{Role.ALTERNATE}_email", words)

    def _check_whole(self, form: forms.Form) -> None:
        """An alternate member who need not be named is named whole, or not at all."""
        names = self.names(Role.ALTERNATE, form.fields)
        if not any(form.cleaned_data.get(name) for name in names):
            return
        for part in ("name", "email"):
            name = f"{Role.ALTERNATE}_{part}"
            if not form.cleaned_data.get(name) and name not in form.errors:
                field = form.fields[name]
                form.add_error(name, ValidationError(field.error_messages["required"], code="required"))

    def members(self, values: Mapping[str, Any]) -> tuple[Member, ...]:
        """The members that were named."""
        named = [role for role in Role if values.get(f"{role}_name")]
        return tuple(
            Member(role=role, **{part: values.get(f"{role}_{part}") or "" for part in PARTS}) for role in named
        )
