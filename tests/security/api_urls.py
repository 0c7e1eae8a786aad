"""The addresses of the example site, and Wagtail's page API beside them."""

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from cms_site import urls

api = WagtailAPIRouter("canary_api")
api.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [path("api/v2/", api.urls), *urls.urlpatterns]
