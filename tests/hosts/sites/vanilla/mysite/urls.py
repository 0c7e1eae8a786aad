"""The addresses of the site: the editor backstage, English under a prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("backstage/", include(wagtailadmin_urls)),
    path("files/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("my-place/", include("registrations.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
