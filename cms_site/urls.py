"""Where everything hangs: Greek at /, English at /en/, the admin at /admin/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from cms_site.sitemap import EveryLanguage
from cms_site.views import robots

handler400 = "registrations.views.bad_request"

urlpatterns: list[URLPattern | URLResolver] = []

if settings.STAFF_NEED_SECOND_FACTOR:  # before Wagtail's own log-in, whose place it takes
    urlpatterns += [path("admin/", include("cms_site.staff_login.urls"))]

urlpatterns += [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": EveryLanguage}}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]

if settings.SERVE_MEDIA:  # a developer's machine and the tests; a real site's web server does this
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path("registration/", include("registrations.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
