"""A site on which much is missing is told at its start what, each with the line to add."""

from __future__ import annotations

from tests.rig.hosts import SITES, Environment
from tests.rig.hosts import host as somebodys

BARE = """
from house.settings import *

GONE = {"wagtail_modeladmin", "wagtail.contrib.settings", "wagtail.snippets", "wagtail.sites"}
INSTALLED_APPS = [name for name in INSTALLED_APPS if name not in GONE]
ROOT_URLCONF = "bare_urls"
USE_TZ = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
TEMPLATES[0]["OPTIONS"]["context_processors"].pop(0)
del CSRF_FAILURE_VIEW, DEFAULT_FROM_EMAIL
"""

LINES = (
    'Add "wagtail_modeladmin" to INSTALLED_APPS.',
    'Add "wagtail.contrib.settings" to INSTALLED_APPS.',
    'Add "wagtail.snippets" to INSTALLED_APPS.',
    'Add "wagtail.sites" to INSTALLED_APPS.',
    "USE_TZ = True",
    "DATA_UPLOAD_MAX_NUMBER_FIELDS = 10000",
    'path("registration/", include("registrations.urls"))',
    'path("admin/", include("wagtail.admin.urls"))',
    'path("", include("wagtail.urls"))',
    'Add "django.template.context_processors.request"',
    'CSRF_FAILURE_VIEW = "registrations.views.csrf_failure"',
    "DEFAULT_FROM_EMAIL = ",
)


def test_each_missing_app_setting_and_address_is_named_with_its_line() -> None:
    assert (SITES / "talks").is_dir()
    environment: Environment = somebodys("talks", run="-bare")
    (environment.site / "bare.py").write_text(BARE, encoding="utf-8")
    (environment.site / "bare_urls.py").write_text("urlpatterns = []\n", encoding="utf-8")
    said = environment.run("-m", "django", "check", "--deploy", DJANGO_SETTINGS_MODULE="bare", PYTHONPATH=".")
    assert said.returncode == 1, said.stdout
    assert [line for line in LINES if line not in said.stderr] == [], said.stderr[-6000:]
