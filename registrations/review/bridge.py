"""The hardened base: modeladmin registers menu, addresses and rights, and every view is one of Wagtail's own.

Modeladmin's views are never reached: its index applies any look-up of the query string, its object views forget the
scope, and its history asks for no right at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import re_path
from django.utils.functional import cached_property
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail_modeladmin.options import ModelAdmin

from .permissions import REVIEW, DeskPermissionHelper, DeskPolicy, registration_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponseBase
    from django.urls import URLPattern

ID_DIGITS = 18
"""An id of more digits than this is no row's (a bigint has 19, and a database may stumble over more)."""


class ModelAdminBridge:
    """Lets one of Wagtail's generic views stand where modeladmin expects one of its own. First among the bases."""

    model_admin: Any = None
    instance_pk: str | None = None
    model: Any = None
    permission_policy: Any = registration_policy
    any_permission_required: Any = (REVIEW,)
    add_url_name = edit_url_name = copy_url_name = delete_url_name = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take model, key and names of addresses from modeladmin. Raises Http404 for a key that is no number."""
        if self.instance_pk is not None:
            kwargs.setdefault("pk", self.instance_pk)
        key = kwargs.get("pk")
        if key is not None and not (str(key).isascii() and str(key).isdigit() and len(str(key)) <= ID_DIGITS):
            raise Http404
        self.model = self.model_admin.model
        self.permission_policy = self.model_admin.permission_helper.policy
        self.header_icon = self.model_admin.get_menu_icon()
        name = self.model_admin.url_helper.get_action_url_name
        self.index_url_name = name("index")
        self.index_results_url_name = name("index_results")
        self.inspect_url_name = name("inspect")
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # the view that follows in the bases

    @cached_property
    def in_scope(self) -> QuerySet[Any]:
        """All that this user may see; every object of every view comes from here."""
        found: QuerySet[Any] = self.permission_policy.instances_user_has_permission_for(
            self.request.user,  # type: ignore[attr-defined]  # the view's
            REVIEW,
        )
        return found

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        """The object, if it is in scope. Raises Http404."""
        found = self.objects_to_inspect().filter(pk=int(self.kwargs["pk"])).first()  # type: ignore[attr-defined]
        if found is None:
            raise Http404
        return found

    def objects_to_inspect(self) -> QuerySet[Any]:
        """What single objects are looked up in: the scope, with what the view will show."""
        return self.in_scope

    def address_of(self, action: str, instance: Model) -> str:
        """The address of an action on one object."""
        return str(self.model_admin.url_helper.get_action_url(action, instance.pk))


class InspectFinder:
    """Tells Wagtail's reports where an object is shown, if this user may see it."""

    model_admin: Any = None

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, instance: Model) -> str | None:
        """The address of the object's page; None for those who may not see it."""
        if self.user and not self.model_admin.permission_helper.user_can_inspect_obj(self.user, instance):
            return None
        return str(self.model_admin.url_helper.get_action_url("inspect", instance.pk))


class HardenedModelAdmin(ModelAdmin):
    """A model of the desk: list, single page and the actions it names; no adding, editing, deleting or history."""

    permission_helper_class: type[DeskPermissionHelper] = DeskPermissionHelper
    inspect_view_enabled = True
    history_view_enabled = False
    add_to_settings_menu = False
    exclude_from_explorer = False
    object_actions: dict[str, Any] = {}

    @property
    def policy(self) -> DeskPolicy:
        """The policy that every view asks."""
        return self.permission_helper.policy

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """List, results of the list, inspect, and the actions of this model: nothing else of modeladmin's."""
        helper = self.url_helper
        patterns = [
            re_path(helper.get_action_url_pattern("index"), self._index(), name=helper.get_action_url_name("index")),
        ]
        if hasattr(self.index_view_class, "results_only"):  # a list that scripts search and filter
            results = self._index(results_only=True)
            route, name = rf"^{helper.base_url_path}/results/$", helper.get_action_url_name("index_results")
            patterns.append(re_path(route, results, name=name))
        for action, view_class in {"inspect": self.inspect_view_class, **self.object_actions}.items():
            pattern, name = helper.get_action_url_pattern(action), helper.get_action_url_name(action)
            patterns.append(re_path(pattern, self._single(view_class), name=name))
        return tuple(patterns)

    def register_admin_url_finders(self) -> None:
        """Reports link to the page that shows an object; there is none that edits it."""
        register_admin_url_finder(self.model, type("InspectFinder", (InspectFinder,), {"model_admin": self}))

    def register_indexing(self) -> None:
        """Keep registrations out of the reference index: nothing in it concerns them, and each save costs queries."""

    def _index(self, **options: Any) -> Callable[..., HttpResponseBase]:
        return self.index_view_class.as_view(model_admin=self, **options)

    def _single(self, view_class: Any) -> Callable[..., HttpResponseBase]:
        def view(request: HttpRequest, instance_pk: str) -> HttpResponseBase:
            return view_class.as_view(model_admin=self, instance_pk=instance_pk)(request)

        return view
