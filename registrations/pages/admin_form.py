"""The page form of the editor: what must be right before a registration is published."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from registrations.domain.occasion import modes_offered
from registrations.domain.rules import Mode, PersonKey
from registrations.domain.windows import ImpossibleTime
from registrations.queries.occasions import occasion_of
from registrations.queries.privacy import notice_of
from registrations.questions.content import duplicate_keys

from .change_form import ChangeFormPart
from .limits import is_within_limits
from .materials import refused_materials

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "registration_"


class RegistrationPageForm(ChangeFormPart, WagtailAdminPageForm):
    """Refuses to publish a registration that could not work; drafts may be incomplete.

    A page type with a form of its own inherits from this one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forget_old_choice()
        self._settled = dict(self._settle())

    def _settle(self) -> Iterator[tuple[str, Any]]:
        """The rules that have an answer of their own, with it: nobody is asked for them."""
        for field in self._meta.model._meta.concrete_fields:
            shown = self.fields.get(field.name)
            if shown is not None and shown.required and field.name.startswith(_PREFIX) and field.has_default():
                shown.required = False
                yield field.name, field.get_default()

    def clean(self) -> dict[str, Any]:
        """Add an error to each field that keeps the registration from working."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, answer in self._settled.items():
            if cleaned.get(name, "") in (None, "") and name not in self.errors:
                cleaned[name] = answer
        self.remember_basis(cleaned)
        self._refuse_materials(cleaned)
        if not self.is_deferred_validation and is_within_limits(self._as_typed(cleaned)):
            for field, problem in list(self._problems(cleaned)):  # an error takes its field out of what is asked
                self.add_error(field, ValidationError(problem))
        return cleaned

    def _refuse_materials(self, cleaned: dict[str, Any]) -> None:
        """Refuse, in drafts too, documents that are new on the page and not the editor's to hand out."""
        name = f"{_PREFIX}materials"
        if name not in cleaned or self.for_user is None:
            return
        wrong = refused_materials(cleaned[name] or (), getattr(self.instance, name) or (), self.for_user)
        if wrong is not None:
            self.add_error(name, wrong)

    def add_error(self, field: str | None, error: Any) -> None:
        """Put an error on its field, or on the page where the field is not in this form (copy, other panels)."""
        if field is not None and field not in self.fields:
            field = None
        by_field = getattr(error, "error_dict", {}) if field is None else {}
        for name in by_field.keys() - {*self.fields, NON_FIELD_ERRORS}:
            by_field.setdefault(NON_FIELD_ERRORS, []).extend(by_field.pop(name))
        super().add_error(field, error)

    def _problems(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        yield from self._window_problems(cleaned)
        typed = self._as_typed(cleaned)
        yield from self.change_problems(cleaned, typed)
        if cleaned.get(f"{_PREFIX}capacity") == 0:  # what was published with none before stays as it is
            yield f"{_PREFIX}capacity", _("Write 1 or more. Empty means that there is no limit.")
        offered = modes_offered(Mode(cleaned.get(f"{_PREFIX}mode") or Mode.NONE), occasion_of(typed))
        if Mode.ELSEWHERE in offered:
            yield from self._elsewhere_problems(cleaned)
        if Mode.HERE in offered:
            yield from self._here_problems(cleaned)

    def _window_problems(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for end in ("opens", "closes"):
            if cleaned.get(f"{_PREFIX}{end}_time") and cleaned.get(f"{_PREFIX}by_month"):
                yield f"{_PREFIX}{end}_time", _("Whole months have no hour: leave it empty, or turn whole months off.")
            if cleaned.get(f"{_PREFIX}{end}_time") and not cleaned.get(f"{_PREFIX}{end}_on"):
                yield f"{_PREFIX}{end}_on", _("A time needs its day: fill in the day too.")
        try:
            rules = self._as_typed(cleaned).registration_rules()
        except ImpossibleTime:
            return  # the page itself says so, in drafts too
        if rules.opens_at and rules.closes_at and rules.opens_at >= rules.closes_at:
            yield f"{_PREFIX}closes_on", _("The registration would close before it opens. Choose a later day.")

    def _as_typed(self, cleaned: dict[str, Any]) -> Any:
        """The page as it would be: Django writes the values to the page itself only after `clean`."""
        typed = copy.copy(self.instance)
        own = {field.name for field in typed._meta.concrete_fields}
        for name in own & cleaned.keys():
            setattr(typed, name, cleaned[name])
        return typed

    def _elsewhere_problems(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        link = cleaned.get(f"{_PREFIX}link") or ""
        if not link:
            yield f"{_PREFIX}link", _("Registration is elsewhere: say where, with a link that starts with https://.")
        elif not link.startswith("https://"):
            yield f"{_PREFIX}link", _("People send their data there: the link must start with https://.")

    def _here_problems(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        if not cleaned.get(f"{_PREFIX}privacy_notice") and not self._site_has_notice():
            yield (
                f"{_PREFIX}privacy_notice",
                _("Choose a privacy notice, here or in the settings of the site: the law asks for it on every form."),
            )
        if cleaned.get(f"{_PREFIX}person_key") == PersonKey.NOBODY and not cleaned.get(f"{_PREFIX}review"):
            yield (
                f"{_PREFIX}person_key",
                _("Without a limit per person, staff must decide who takes part: tick it above."),
            )
        if cleaned.get(f"{_PREFIX}person_key") == PersonKey.ORGANISATION and not cleaned.get(f"{_PREFIX}review"):
            yield (
                f"{_PREFIX}person_key",
                _("Anybody could name people for a body, so staff must decide who takes part: tick it above."),
            )
        if cleaned.get(f"{_PREFIX}person_key") == PersonKey.ORGANISATION and (
            cleaned.get(f"{_PREFIX}party_size", 1) > 1
        ):
            yield (
                f"{_PREFIX}party_size",
                _("A body names a regular and an alternate member, and nobody comes along: write 1 here."),
            )
        if duplicate_keys(cleaned.get("questions") or ()):
            yield "questions", _("Two questions share one key. Delete one of them and add it again.")

    def _site_has_notice(self) -> bool:
        anchor = self.parent_page or self.instance.get_parent()
        return anchor is not None and notice_of(anchor.get_site()).exists()
