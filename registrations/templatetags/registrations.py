"""The tags that draw a registration on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import template
from django.db import OperationalError
from django.template.loader import render_to_string
from django.utils import translation
from wagtail import hooks

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from registrations.queries.status import RegistrationStatus

register = template.Library()


@register.simple_tag(takes_context=True)
def registration(context: template.Context, heading_level: int = 2) -> SafeString | str:
    """The registration of the page itself: form, card, notice or thank-you, whatever is true now."""
    page = context.get("page") or context.get("self")
    return _draw(context, page, heading_level=heading_level, embedded=False)


@register.simple_tag(takes_context=True)
def registration_status(context: template.Context) -> RegistrationStatus | None:
    """How the registration of the page stands, for what a template says of it elsewhere than in `registration`."""
    page: Any = context.get("page") or context.get("self")
    if not hasattr(page, "registration_section"):
        return None
    with translation.override(page.locale.language_code):
        status: RegistrationStatus = page.registration_section(context["request"])["status"]
    return status


@register.simple_tag(takes_context=True)
def registration_form(context: template.Context, page: Any, heading_level: int = 2) -> SafeString | str:
    """The registration of another page, for instance inside a news item; its form is sent to its own page.

    Empty for who may not read that page. A browser sends no form from one site to another: there, a link leads to it.
    """
    if page is None or not page.live:
        return ""
    own = page if hasattr(page, "registration_section") else page.specific
    restrictions = list(own.get_view_restrictions())
    if not all(restriction.accept_request(context["request"]) for restriction in restrictions):
        return ""
    return _draw(context, own, heading_level=heading_level, embedded=True, restricted=bool(restrictions))


@register.simple_tag(takes_context=True)
def own_look(context: template.Context) -> bool:
    """Whether pages of their own link the style sheets of this app: unless a hook `registrations_own_look` says no.

    A hook is asked with the request. A page that says that the database is busy keeps its look.
    """
    try:
        return all(hook(context.get("request")) for hook in hooks.get_hooks("registrations_own_look"))
    except OperationalError:
        return True


def _draw(
    context: template.Context, page: Any, *, heading_level: int, embedded: bool, restricted: bool = False
) -> SafeString | str:
    if not hasattr(page, "registration_section"):
        return ""
    request = context["request"]
    with translation.override(page.locale.language_code):
        section = page.registration_section(request)
        section["restricted"] = restricted
        apart = embedded and urlsplit(section["action_url"]).netloc not in {"", request.get_host()}
        drawn = {**section, "heading_level": heading_level, "embedded": embedded, "apart": apart}
        return render_to_string("registrations/registration.html", drawn, request=request)
