"""The addresses of the log-in of staff: all below the admin, the first one in the place of Wagtail's own.

Of allauth's many pages these are all that a site needs whose accounts are made by its administrators.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.views.account import LogoutView

from cms_site.staff_login.views import SignIn, avatar

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("files/avatar_images/<str:name>", avatar, name="staff_avatar"),
    path("second-factor/", RedirectView.as_view(pattern_name="mfa_view_recovery_codes"), name="mfa_index"),
    path("second-factor/code/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    # Where allauth leads from "set up" whoever is set up already; taking a factor away is a matter of administrators.
    path(
        "second-factor/known/", RedirectView.as_view(pattern_name="mfa_view_recovery_codes"), name="mfa_deactivate_totp"
    ),
    path("second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
