"""The directory of bodies: members, partners and hubs, each with an address of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from innovation_pages.countries import by_country, hubs_and_countries
from innovation_pages.directory import ADDRESS, PER_PAGE, KindForm, address_of, listed, parts_of
from innovation_pages.listings import page_number
from innovation_pages.navigation import Below, go_below, way
from innovation_pages.panels import tabs
from registrations.public import Organisation, OrganisationKind, member_bodies

from .base import ListingPage, SitePage


class OrganisationDirectoryPage(SitePage):
    """The list of bodies by kind, hubs by country, and below it a page for each body."""

    members_of = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("only the bodies that named members on"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,  # without the page the members would turn into all bodies
        related_name="+",
        help_text=_(
            "A page with one nomination per body: those accepted are listed, their people never. Empty: all bodies."
        ),
    )

    subpage_types: ClassVar[list[str]] = []
    in_every_language = ("kind",)
    edit_handler = tabs((_("Content"), [*ListingPage.listing_panels, FieldPanel("members_of")]))

    class Meta:
        verbose_name = _("directory of bodies")
        verbose_name_plural = _("directories of bodies")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead an address such as `12-gr-digigov-innohub` to the body with this number."""
        if self.live and len(path_components) == 1 and (found := ADDRESS.fullmatch(path_components[0])):
            return RouteResult(self, args=(int(found[1]), path_components[0]))
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, or one body; a body whose name has changed is found at its old address too."""
        if not args:
            response: HttpResponse = super().serve(request, *args, **kwargs)
            return response
        number, typed = args
        body = self.bodies.select_related("parent", "coordinator").filter(pk=number).first()
        if body is None:
            raise Http404
        if typed != self.address_of(body):
            return HttpResponsePermanentRedirect(self.url_of(body, request))
        return TemplateResponse(request, "innovation_pages/organisation.html", self.context_of(body, request))

    def url_of(self, organisation: Organisation, request: HttpRequest | None = None) -> str:
        """The address of a body in this directory."""
        return f"{self.get_url(request) or ''}{self.address_of(organisation)}/"

    def address_of(self, organisation: Organisation) -> str:
        """The last part of a body's address in this directory, in its language."""
        return address_of(organisation, self.locale.language_code)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        among = self.bodies
        form = KindForm(request.GET if "kind" in request.GET else {}, among=among)
        bodies = listed(form.chosen, among)
        page_obj = Paginator(bodies, PER_PAGE).get_page(page_number(request.GET.get("page", "")))
        context["form"] = form
        context["kinds"] = form.counts if self.members_of_id is not None else ()
        context["page_obj"] = page_obj
        context["query"] = urlencode({"kind": form.chosen}) if form.chosen else ""
        if form.chosen == OrganisationKind.HUB:
            context["counts"] = hubs_and_countries(bodies)
            context["groups"] = [(group, self._entries(group.organisations)) for group in by_country(page_obj)]
        else:
            context["entries"] = self._entries(page_obj)
        return context

    @property
    def bodies(self) -> models.QuerySet[Organisation]:
        """The bodies of this directory: all, or the members of a network."""
        if self.members_of_id is None:
            return Organisation.objects.all()
        return member_bodies(self.members_of)

    def context_of(self, organisation: Organisation, request: HttpRequest) -> dict[str, Any]:
        """What the page of one body shows."""
        own = self.address_of(organisation)
        go_below(
            request,
            self,
            Below(
                title=organisation.name,
                url=self.url_of(organisation, request),
                full_url=f"{self.get_full_url(request) or ''}{own}/",
                slugs=self._addresses_in_languages(organisation, request),
            ),
        )
        context: dict[str, Any] = super().get_context(request)
        return {
            **context,
            "organisation": organisation,
            **self._relatives(organisation),
            "parts": parts_of(organisation, self),
        }

    def _addresses_in_languages(self, organisation: Organisation, request: HttpRequest) -> dict[str, str]:
        """The last part of the body's address in each language; empty where the directory there does not list it."""
        languages = [link.language for link in way(request, self).languages]
        found = {language: address_of(organisation, language) for language in languages}
        if len(found) < 2:
            return found
        others = OrganisationDirectoryPage.objects.filter(translation_key=self.translation_key, live=True)
        for other in others.exclude(pk=self.pk).select_related("locale", "members_of"):
            if other.members_of_id is not None and not other.bodies.filter(pk=organisation.pk).exists():
                found[other.locale.language_code] = ""
        return found

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The list and every body in it."""
        urls: list[dict[str, Any]] = super().get_sitemap_urls(request)
        below = self.get_full_url(request) or ""
        return urls + [{"location": f"{below}{self.address_of(body)}/"} for body in self.bodies.order_by("pk")]

    def _relatives(self, organisation: Organisation) -> dict[str, Any]:
        """The bodies around a body, each with its address; without one where this directory has no page for it."""
        above = {"coordinator": organisation.coordinator, "parent_body": organisation.parent}
        below = list(organisation.coordinated.all())
        named = [body for body in (*above.values(), *below) if body is not None]
        here = {body.pk for body in named}
        if self.members_of_id is not None:
            here = set(self.bodies.filter(pk__in=here).values_list("pk", flat=True))
        entries = {body.pk: (body, self.url_of(body) if body.pk in here else "") for body in named}
        return {
            **{name: entries[body.pk] if body is not None else None for name, body in above.items()},
            "coordinated": [entries[body.pk] for body in below],
        }

    def _entries(self, organisations: Any) -> list[tuple[Organisation, str]]:
        return [(body, self.url_of(body)) for body in organisations]
