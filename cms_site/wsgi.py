"""The door for a WSGI server: a real site, unless the environment names other settings (as `make run` does)."""

import os

from django.core.wsgi import get_wsgi_application

from cms_site.charset import wsgi_in_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms_site.settings.production")

application = wsgi_in_utf8(get_wsgi_application())
