"""What browsers may do on the pages of the site."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'"


class StrictPages(MiddlewareMixin):
    """Allow nothing inline outside of the editor."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not request.path.startswith("/backstage/"):
            response["Content-Security-Policy"] = STRICT
        return response
