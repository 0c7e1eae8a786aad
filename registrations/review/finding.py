"""Lists and choosers of snippets that find words in any case and without accents, and speak the reader's language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property, lazy
from wagtail.search.index import AutocompleteField, SearchField
from wagtail.snippets.widgets import AdminSnippetChooser

from registrations.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet

_STORED = "search_text"
"""The column in which a model with many or long texts keeps them folded."""


def find(rows: QuerySet[Any], wanted: str) -> QuerySet[Any]:
    """Those in whose texts each of the words stands, in part at least; in one statement more at most.

    Without a column `search_text`, the texts that the model names for Wagtail's search are read and folded here: that
    is for tables of bodies, places and topics, and not for thousands of pages of text.
    """
    words = fold(wanted).split()
    if any(field.name == _STORED for field in rows.model._meta.concrete_fields):
        for word in words:
            rows = rows.filter(**{f"{_STORED}__contains": word})
        return rows
    texts = rows.order_by().values_list("pk", *sorted(_searched(rows.model)))
    found = [pk for pk, *said in texts if _says(" ".join(text or "" for text in said), words)]
    return rows.filter(pk__in=found)


def _searched(model: Any) -> set[str]:
    return {one.field_name for one in model.get_search_fields() if isinstance(one, (SearchField, AutocompleteField))}


def _says(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


class FoldedList:
    """A list of snippets whose search box finds as `find` does. Stands left of Wagtail's view."""

    is_searching: bool
    search_query: str

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that were asked for."""
        return find(queryset, self.search_query) if self.is_searching else queryset


class FoldedFilterForm(forms.Form):
    """What narrows down a chooser, with the words sought by `find`. Stands left of Wagtail's form."""

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that may be chosen, by language and by words."""
        wanted: str = self.cleaned_data.pop("q", "")  # else Wagtail's form would look for it too
        objects = super().filter(objects)  # type: ignore[misc]  # of the form beside this
        if not wanted:
            return objects
        self.is_searching, self.search_query = True, wanted
        return find(objects, wanted)


class FoldedChoice:
    """The dialog of a chooser, or its results alone. Stands left of Wagtail's view."""

    def get_filter_form_class(self) -> type[forms.Form]:
        """Wagtail's form with our search."""
        return type("FilterForm", (FoldedFilterForm, super().get_filter_form_class()), {})  # type: ignore[misc]


class SnippetChooser(AdminSnippetChooser):
    """Wagtail's chooser with words that follow the reader.

    Wagtail works them out when a form is first made, in the language of whoever came first, and keeps them.
    """

    def __init__(self, model: type[Model] | None = None, **kwargs: Any) -> None:
        super().__init__(model=model or self.model, **kwargs)  # Wagtail 7.4 asks for it also where the class names one
        for name in {"choose_one_text", "choose_another_text", "link_to_chosen_text"} - kwargs.keys():
            setattr(self, name, lazy(partial(self._word, name), str)())

    def _word(self, name: str) -> str:
        return str(getattr(AdminSnippetChooser(self.model), name))


class FoldedSnippets:
    """A kind of snippet that Greek readers find: in its list, and where it is chosen. Stands left of SnippetViewSet."""

    @cached_property
    def index_view_class(self) -> type[Any]:
        """The list with our search."""
        return type("IndexView", (FoldedList, super().index_view_class), {})  # type: ignore[misc]

    @cached_property
    def chooser_viewset_class(self) -> type[Any]:
        """The chooser with our search and our words."""
        wagtails = super().chooser_viewset_class  # type: ignore[misc]
        return type("SnippetChooserViewSet", (wagtails,), dict(_parts(wagtails)))


def _parts(wagtails: Any) -> Iterator[tuple[str, Any]]:
    for name in ("choose_view_class", "choose_results_view_class"):
        yield name, type(name, (FoldedChoice, getattr(wagtails, name)), {})
    yield "widget_class", cached_property(_widget_class)


def _widget_class(viewset: Any) -> type[SnippetChooser]:
    return type("SnippetChooser", (SnippetChooser,), {"model": viewset.model, "icon": viewset.icon})
