"""The door for an ASGI server: a real site, unless the environment names other settings (as `make run` does)."""

import os

from django.core.asgi import get_asgi_application

from cms_site.charset import asgi_in_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms_site.settings.production")

application = asgi_in_utf8(get_asgi_application())
