"""The settings of the site."""

from tour.shape import *

INSTALLED_APPS = ["base", "wagtail.contrib.forms", *INSTALLED_APPS]
ROOT_URLCONF = "site_of_2019.urls"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
WAGTAIL_I18N_ENABLED = False
USE_I18N = False
TIME_ZONE = "Europe/London"
