"""A real site: everything comes from the environment, nothing secret has a default, and a missing name stops the start.

Meant for a server behind a proxy that speaks HTTPS; .env.example explains each name.
"""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .environment import VAR, database, env, mail, read_dotenv, redis_cache

read_dotenv()

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[f"https://{host}" for host in ALLOWED_HOSTS])
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL")

REGISTRATIONS_TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

DATABASES = {"default": database(env.str("DATABASE_URL"))}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("Set DATABASE_URL to a PostgreSQL database: postgresql://user:password@host/name")

# Every process must see the same cache: Redis, or a table of the database (manage.py createcachetable).
_redis_url = env.str("REDIS_URL", default="")
CACHES = {
    "default": redis_cache(_redis_url)
    if _redis_url
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cms_site_cache"}
}

globals().update(mail(env.str("EMAIL_URL")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL")
EMAIL_TIMEOUT = 20  # seconds

STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR / "static"))()
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR / "media"))()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SERVE_MEDIA = False

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # the admin shows previews in a frame of the same origin
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
