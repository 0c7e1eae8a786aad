"""The map of the site for search engines: the pages of every language, not only those of the default one."""

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet

from innovation_pages.queries import is_restricted


class EveryLanguage(Sitemap):
    """Lists the public pages below the site's root page and below its translations."""

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        below = Q(pk__in=[])
        for home in root.get_translations(inclusive=True):
            below |= Q(path__startswith=home.path)
        public = Page.objects.filter(below).live().exclude(is_restricted())  # Wagtail's own public() forgets copies
        return public.order_by("path").defer_streamfields().specific()
