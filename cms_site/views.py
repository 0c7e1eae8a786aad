"""The few answers that belong to the site as a whole and to no page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Site


def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave alone and where the map of the site is; addresses come from the Wagtail site."""
    site = Site.find_for_request(request)
    context = {
        "admin": reverse("wagtailadmin_home"),
        "sitemap": f"{site.root_url}{reverse('sitemap')}" if site else None,
    }
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")
