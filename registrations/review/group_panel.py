"""Rights at the desk in Wagtail's group screen: a panel like that of the page permissions, below it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.users.forms import BaseGroupPagePermissionFormSet

from registrations.models import DeskPermission, Right
from registrations.services.granting import grant

if TYPE_CHECKING:
    from django.utils.functional import Promise

RIGHT_WORDS: dict[Right, Promise] = {
    Right.CHECK_IN: _("Tick off at the door who has come: names and references, nothing else"),
    Right.CONFIGURE: _(
        "Keep the link of the online meeting, word the letters of the event, and name the mailbox for news"
    ),
    Right.EXPORT: _("Take registrations out as a file"),
    Right.REVIEW: _("See registrations and decide on them"),
}


class DeskPermissionForm(forms.Form):
    """The rights of a group at the desks of one page and of all pages below it."""

    page = forms.ModelChoiceField(
        label=_("Page"),
        queryset=Page.objects.all(),
        widget=AdminPageChooser(show_edit_link=False, can_choose_root=True),
    )
    permissions = forms.MultipleChoiceField(
        label=_("Rights"), choices=Right.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class BaseDeskPermissionFormSet(BaseGroupPagePermissionFormSet):
    """One row a page; it validates and draws like Wagtail's own and keeps `DeskPermission` rows."""

    permission_types = [(right.value, right.label, RIGHT_WORDS[right]) for right in Right]

    def __init__(
        self, data: Any = None, files: Any = None, instance: Group | None = None, prefix: str = "desk_permissions"
    ) -> None:
        super().__init__(data, files, instance=None, prefix=prefix)
        self.instance: Any = Group() if instance is None else instance
        if self.instance._state.adding:
            return
        held = DeskPermission.objects.filter(group=self.instance).select_related("page").order_by("page__path", "right")
        self.initial = [
            {"page": page, "permissions": [row.right for row in rows]}
            for page, rows in groupby(held, key=lambda row: row.page)
        ]

    def save(self) -> None:
        """Make the rows of the group what the panel says."""
        wanted = {
            (form.cleaned_data["page"].pk, right)
            for form in self.forms
            if form not in self.deleted_forms and "page" in form.cleaned_data
            for right in form.cleaned_data["permissions"]
        }
        grant(group=self.instance, wanted=wanted)

    def as_admin_panel(self) -> str:
        """The panel as HTML."""
        return render_to_string("registrations/review/group_panel.html", {"formset": self})


DeskPermissionFormSet = forms.formset_factory(
    DeskPermissionForm, formset=BaseDeskPermissionFormSet, extra=0, can_delete=True
)
