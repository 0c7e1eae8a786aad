"""A page that a members’ directory is worked out from is not deleted below it: editors read which directory it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from .models import OrganisationDirectoryPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse


def keep_nominations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer in a sentence where the database would refuse; None where no directory stands on the page."""
    return _keep(request, [page])


def keep_nominations_in_bulk(
    request: HttpRequest, action_type: str, pages: Iterable[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    return _keep(request, list(pages)) if action_type == "delete" and issubclass(action.model, Page) else None


def _keep(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    held, goes = Q(pk__in=[]), Q(pk__in=[])
    for page in pages:
        held |= Q(members_of__path__startswith=page.path)
        goes |= Q(path__startswith=page.path)
    directory = OrganisationDirectoryPage.objects.filter(held).exclude(goes).select_related("members_of").first()
    if directory is None:
        return None
    words = _(
        "“%(page)s” stays: the directory “%(directory)s” lists the bodies that named members there. Choose another page"
        " in the directory, or delete the directory first."
    )
    messages.error(request, words % {"page": directory.members_of, "directory": directory})
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
