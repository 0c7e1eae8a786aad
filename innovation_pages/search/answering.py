"""One page of answers, and what helps where there is none. The number of statements is the same for any question."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.safestring import SafeString
from wagtail.models import Page

from innovation_pages.conf import app_settings
from innovation_pages.listings import page_number
from innovation_pages.queries import is_restricted
from registrations.public import fold, words

from .asking import MOST_WORDS, Question, found, near, question_of
from .showing import excerpt, marked

if TYPE_CHECKING:
    from django.http import HttpRequest

NEAR = 5
VOCABULARY = 2_000
ALIKE = 0.75
SIGNS = "«»“”\"'.,;:·()[]–—-"


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was found."""

    title: SafeString
    excerpt: SafeString
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try where nothing was found: the words one by one, a spelling that the titles have, titles nearby."""

    single_words: tuple[str, ...] = ()
    spelling: str = ""
    nearby: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What a visitor asked, and one page of what was found."""

    question: Question
    page_obj: Slice[Any] | None = None
    items: tuple[Answer, ...] = ()
    advice: Advice | None = None

    @property
    def total(self) -> int:
        """How many things were found."""
        return self.page_obj.paginator.count if self.page_obj else 0

    @property
    def query(self) -> str:
        """The question as a part of an address."""
        return urlencode({"q": self.question.typed})


@dataclass(frozen=True, slots=True)
class Holdings:
    """The public rows below a home page, and the address of the library for those that are no pages."""

    entries: QuerySet[Any]
    request: HttpRequest
    library_url: str

    def answers(self, rows: Any, question: Question) -> tuple[Answer, ...]:
        """The rows as visitors read them."""
        return tuple(self._answer(row, question) for row in rows)

    def _answer(self, row: Any, question: Question) -> Answer:
        is_page = row.page_id is not None
        url = (row.page.get_url(self.request) or "") if is_page else f"{self.library_url}{row.slug}/"
        model = row.content_type.model_class()
        kind = str(model._meta.verbose_name) if model else ""
        return Answer(title=marked(row.title, question), excerpt=excerpt(row.text, question), url=url, kind=kind)


def holdings_below(home_path: str, language: str, request: HttpRequest) -> Holdings:
    """What everybody may see from the home page with this tree path downwards, at this moment."""
    entry, library = (apps.get_model("innovation_pages", name) for name in ("SearchEntry", "PracticeLibraryPage"))
    public = Page.objects.live().filter(path__startswith=home_path).exclude(is_restricted())
    shelf = (
        library.objects.live()
        .filter(path__startswith=home_path)
        .exclude(is_restricted())
        .select_related("locale")
        .first()
    )
    open_to_all = Q(page__in=public.order_by().values("pk"))
    if shelf is not None:
        open_to_all |= Q(page=None, pk__in=_open_records(shelf))
    entries = entry.objects.filter(open_to_all, language=language)
    return Holdings(entries=entries, request=request, library_url=(shelf.get_url(request) or "") if shelf else "")


def _open_records(library: Any) -> QuerySet[Any]:
    """The rows of the practices that the library shows."""
    entry = apps.get_model("innovation_pages", "SearchEntry")
    practices = library.practices().order_by()
    of_type = entry.objects.filter(content_type=ContentType.objects.get_for_model(practices.model))
    rows: QuerySet[Any] = of_type.filter(object_id__in=practices.values("pk")).values("pk")
    return rows


def answer(home_path: str, language: str, request: HttpRequest) -> Answers:
    """What the address asks for: `q` are the words, `page` the page of the answers."""
    question = question_of(request.GET.get("q", ""))
    answers = Answers(question=question)
    if not question.wanted:
        return answers
    holdings = holdings_below(home_path, language, request)
    counted = holdings.entries.aggregate(
        strict=Count("pk", filter=question.matches(eager=False)), eager=Count("pk", filter=question.matches(eager=True))
    )
    if not counted["eager"]:
        return replace(answers, advice=_advice(holdings, question))
    rows = found(holdings.entries, question, eager=not counted["strict"])
    page_obj = _page(rows, counted["strict"] or counted["eager"], request)
    return replace(answers, page_obj=page_obj, items=holdings.answers(page_obj.object_list, question))


def _page(rows: QuerySet[Any], total: int, request: HttpRequest) -> Slice[Any]:
    paginator = Paginator(rows, app_settings.PAGE_SIZE)
    paginator.__dict__["count"] = total  # counted already; the paginator would keep its own number in the same place
    page_obj = paginator.get_page(page_number(request.GET.get("page", "")))
    page_obj.object_list = with_addresses(page_obj.object_list)
    return page_obj


def with_addresses(rows: Any) -> list[Any]:
    """The rows with their pages, and with the slugs of those that are no pages. Two statements."""
    read = list(rows.select_related("content_type", "page__locale"))
    practice = apps.get_model("innovation_pages", "BestPractice")
    keys = [row.object_id for row in read if row.page_id is None]
    slugs = dict(practice.objects.filter(pk__in=keys).values_list("pk", "slug")) if keys else {}
    for row in read:
        row.slug = slugs.get(row.object_id, "")
    return read


def _advice(holdings: Holdings, question: Question) -> Advice:
    nearby = holdings.answers(with_addresses(near(holdings.entries, question)[:NEAR]), question)
    titles = list(holdings.entries.order_by("-pk").values_list("title", flat=True)[:VOCABULARY])
    return Advice(single_words=_known(holdings, question), spelling=_spelling(question, titles), nearby=nearby)


def _known(holdings: Holdings, question: Question) -> tuple[str, ...]:
    """The words of a longer question that find something, each alone, as they were typed. One statement.

    What means the same as another of them, or as the whole question, is no other search.
    """
    written = {word: token.strip(SIGNS) for token in question.typed.split() for word in words(token)}
    alone = (" ".join(dict.fromkeys(written.get(word, word) for word in part.typed)) for part in question.wanted)
    asked: dict[object, Question] = {}
    for each in map(question_of, alone):
        asked.setdefault(each.meaning, each)
    asked.pop(question.meaning, None)
    if not asked:
        return ()
    parts = {f"part_{place}": each for place, each in enumerate(asked.values())}
    wholes = {name: Count("pk", filter=each.matches(eager=False)) for name, each in parts.items()}
    counted = holdings.entries.aggregate(**wholes)
    return tuple(each.typed for name, each in parts.items() if counted[name])


def _spelling(question: Question, titles: list[str]) -> str:
    """The question in words of the titles, where these are nearly those that were typed; otherwise empty.

    Comparing is slow, and anybody may ask: only the first words are looked at, and only beside words about as long.
    """
    written: dict[str, str] = {}
    for token in {token for title in titles for token in title.split()}:
        for word in words(token):
            written.setdefault(word, token.strip(SIGNS).lower())
    typed = question.typed.split()
    better = " ".join([*(_nearest(token, written) for token in typed[:MOST_WORDS]), *typed[MOST_WORDS:]])
    return better if question_of(better).meaning != question.meaning else ""


def _nearest(token: str, written: dict[str, str]) -> str:
    """The word of the titles that is most like the typed one, as they write it; the typed one where none is."""
    word = fold(token)
    if word in written:
        return written[word]
    most = (2 - ALIKE) / ALIKE  # the ratio of difflib cannot reach ALIKE between words whose lengths differ more
    about_as_long = [known for known in written if len(known) <= most * len(word) and len(word) <= most * len(known)]
    found = difflib.get_close_matches(word, about_as_long, n=1, cutoff=ALIKE)
    return written[found[0]] if found else token
