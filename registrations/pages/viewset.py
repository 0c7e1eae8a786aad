"""The admin views of every page type that takes registrations, on Wagtail 8: with a panel at the side."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry

from .beside_editor import TEMPLATE, beside
from .mixin import RegistrationPageMixin


class RegistrationSidePanel(BaseSidePanel):
    """The panel at the side of the editor, with a red figure for what is left to do."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it."""

        aria_label = _("Toggle registration")
        icon_name = "group"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": self.panel.facts["left"]}

    name = "registration"
    title = _("Registration")
    template_name = TEMPLATE
    order = 250

    def __init__(self, object: Any, request: Any, parent: Any = None) -> None:  # noqa: A002 — Wagtail's own name
        super().__init__(object, request)
        self.facts = beside(object, request.user, parent)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), **self.facts, "at_side": True}


class _WithSidePanel:
    """Adds the panel to the side of a page view."""

    page: Any
    request: Any

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()  # type: ignore[misc]  # of the view beside this
        panel = RegistrationSidePanel(self.page, self.request, getattr(self, "parent_page", None))
        return MediaContainer([*panels, panel])


class RegistrationEditView(_WithSidePanel, EditView):
    """Wagtail's edit view with the panel."""


class RegistrationCreateView(_WithSidePanel, CreateView):
    """Wagtail's create view with the panel: saving by itself fills it in place."""


class RegistrationPageViewSet(PageViewSet):
    """Wagtail's own views with the panel at the side. A viewset of a host for its own page type wins over this one.

    The model stays Page: with the mixin, which is no model of its own, the history and usage views would fail.
    """

    edit_view_class = RegistrationEditView
    add_view_class = RegistrationCreateView

    def on_register(self) -> None:
        """Stand for all types that inherit from the mixin; the registry looks types up through their bases."""
        page_viewset_registry.register(RegistrationPageMixin, self)
