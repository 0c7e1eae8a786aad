"""Template filters that the elements need: where an error link leads to, and which site a link goes to."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def first_id(field: BoundField) -> str:
    """Return the id of the input that an error link leads to: for a group of choices or parts, its first input."""
    if not field.use_fieldset:
        return str(field.id_for_label or field.auto_id)
    first = field.subwidgets[0].id_for_label if field.subwidgets else ""
    if first and first != field.auto_id:
        return str(first)
    return str(field.id_for_label or f"{field.auto_id}_0")


@register.filter
def host_name(link: str) -> str:
    """Return the host of `link` as people read it, without "www."; empty where the link names none."""
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
