"""The log-in of staff: Wagtail's page asks for name and password, allauth's stages ask for what else is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.urls import reverse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LoginView

if TYPE_CHECKING:
    from django.contrib.auth.forms import AuthenticationForm
    from django.http import HttpRequest, HttpResponse


@require_admin_access
def avatar(_request: HttpRequest, name: str) -> FileResponse:
    """Show somebody's picture to other staff: uploads have no address of their own. Raises Http404."""
    try:
        return FileResponse(default_storage.open(f"avatar_images/{name}"))
    except FileNotFoundError as gone:
        raise Http404 from gone


class SignIn(LoginView):
    """Wagtail's log-in, which signs nobody in by a password alone where a second factor is set up."""

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        remembered = settings.SESSION_COOKIE_AGE if form.cleaned_data.get("remember") else 0
        self.request.session.set_expiry(remembered)
        # Who has just typed the password need not type it again before the second factor is set up.
        record_authentication(self.request, user, "password", username=user.get_username(), reauthenticated=True)
        return perform_login(self.request, Login(user=user, redirect_url=self.get_success_url()))

    def get_success_url(self) -> str:
        return self.get_redirect_url() or reverse("wagtailadmin_home")
