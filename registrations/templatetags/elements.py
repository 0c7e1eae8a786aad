"""What the elements need: where an error link leads, which site a link goes to, and markup handed on to an element."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django import template
from django.forms import BoundField
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from django.template.base import NodeList, Parser, Token
    from django.template.context import Context

register = template.Library()


class SlotNode(template.Node):
    """Draws what stands between `{% slot name %}` and `{% endslot %}`, and keeps it under that name."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 — Django has escaped it
        return ""


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    """Keep words and markup under a name, to hand them to an element: `{% slot text %}…{% endslot %}`.

    Raises TemplateSyntaxError unless it is given one name.
    """
    _tag, *names = token.split_contents()
    if len(names) != 1 or not names[0].isidentifier():
        raise template.TemplateSyntaxError("slot wants one name: {% slot text %}…{% endslot %}")
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(names[0], nodelist)


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
def lead_in(words: object) -> str:
    """Return words that something follows: with a colon, but for a question, which has its own mark (Greek: «;»)."""
    text = str(words)
    return text if text.endswith(("?", ";", "\u037e")) else f"{text}:"


@register.filter
def host_name(link: str) -> str:
    """Return the host of `link` as people read it, without "www."; empty where the link names none."""
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
