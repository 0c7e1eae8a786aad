"""The settings of the site."""

from importlib.util import find_spec

from tour.shape import *

INSTALLED_APPS = ["front", "wagtail.api.v2", "rest_framework", *INSTALLED_APPS]
if find_spec("wagtail.api.v3"):  # from Wagtail 8 on
    INSTALLED_APPS += ["wagtail.api.v3", "ninja"]
ROOT_URLCONF = "house.urls"
LANGUAGES = [("en-us", "English")]
