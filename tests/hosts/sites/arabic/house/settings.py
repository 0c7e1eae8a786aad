"""The settings of the site."""

from tour.shape import *

INSTALLED_APPS = ["front", "wagtail_localize", "wagtail_localize.locales", *INSTALLED_APPS]
MIDDLEWARE = [*MIDDLEWARE]
MIDDLEWARE.insert(2, "django.middleware.locale.LocaleMiddleware")
ROOT_URLCONF = "house.urls"
LANGUAGE_CODE = "ar"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("ar", "Arabic"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Africa/Cairo"
