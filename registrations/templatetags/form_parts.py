"""Template filters that the form elements need to point at the right input."""

from __future__ import annotations

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
