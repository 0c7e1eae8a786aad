"""The content security policy: strict for visitors, looser where the admin and a personal page need it.

The admin's own pages (inline panels, date widgets, modeladmin's forms) use inline scripts and styles. The button of a
personal page leads into an online meeting, which is elsewhere: browsers hold the answer to a form to `form-action` too.
"""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

IN_THE_ADMIN = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [*settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"], "blob:"],
}
PERSONAL_PAGE = "registrations:personal"
ON_PERSONAL_PAGES = {"form-action": [SELF, "https:"]}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Sends the policy of the settings, with the directives above replaced in the admin and on personal pages."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.replace = {**IN_THE_ADMIN, **(parts.replace or {})}
        elif not report_only and request.resolver_match and request.resolver_match.view_name == PERSONAL_PAGE:
            parts.replace = {**ON_PERSONAL_PAGES, **(parts.replace or {})}
        return parts
