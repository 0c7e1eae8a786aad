"""A real site: everything comes from the environment, nothing secret has a default, and a missing name stops the start.

Meant for a server behind a proxy that speaks HTTPS; .env.example explains each name, docs/how-to/deploy.md the rest.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .environment import VAR, database, env, files, mail, object_storage, read_dotenv, redis_cache

read_dotenv()

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[f"https://{host}" for host in ALLOWED_HOSTS])
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL")

REGISTRATIONS_TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
REGISTRATIONS_BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", default="")
REGISTRATIONS_BOUNCE_IMAP = env.str("BOUNCE_IMAP", default="")
REGISTRATIONS_BOUNCE_MAILDIR = env.str("BOUNCE_MAILDIR", default="")

DATABASES = {"default": database(env.str("DATABASE_URL"))}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("Set DATABASE_URL to a PostgreSQL database: postgresql://user:password@host/name")

# Every process must see the same cache: Redis, or a table of the database (manage.py createcachetable). Sessions,
# limits and seats are kept in the database alone: nothing is wrong while Redis is gone.
_redis_url = env.str("REDIS_URL", default="")
CACHES = {
    "default": redis_cache(_redis_url)
    if _redis_url
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cms_site_cache"}
}

globals().update(mail(env.str("EMAIL_URL")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL")
EMAIL_TIMEOUT = 20  # seconds

# -- files: what is uploaded is private; anybody may fetch the sizes of pictures that pages show, and no more ----------

STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR / "static"))()
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR / "media"))()
PRIVATE_ROOT = env.path("PRIVATE_ROOT", default=str(VAR / "private"))()
SERVE_MEDIA = False
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
if _bucket := env.str("S3_BUCKET", default=""):
    _shown_from = env.str("S3_PUBLIC_URL")
    STORAGES = object_storage(_bucket, _shown_from)
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] += ["{0.scheme}://{0.netloc}".format(urlsplit(_shown_from))]
else:
    STORAGES = files(private=PRIVATE_ROOT, public=MEDIA_ROOT, url=MEDIA_URL)
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# -- staff: a password, a second factor, and an hour of rest after five wrong tries ------------------------------------

STAFF_NEED_SECOND_FACTOR = True
INSTALLED_APPS += ["allauth", "allauth.account", "allauth.mfa", "axes"]
MIDDLEWARE = [
    "cms_site.logs.RequestLog",
    *MIDDLEWARE,
    "allauth.account.middleware.AccountMiddleware",
    "cms_site.staff_login.middleware.SecondFactor",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators make the accounts
ACCOUNT_FORMS = {"reauthenticate": "cms_site.staff_login.forms.PlainPassword"}
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a phone may be half a minute slow
MFA_FORMS = {
    "activate_totp": "cms_site.staff_login.forms.SetUp",
    "authenticate": "cms_site.staff_login.forms.CountedCode",
    "reauthenticate": "cms_site.staff_login.forms.CountedConfirmation",
}
ACCOUNT_RATE_LIMITS = False  # allauth counts in the cache, and lets nobody in without it; django-axes counts for us
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(hours=1)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # neither a whole office nor somebody elsewhere is shut out
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "cms_site.staff_login.addresses.network_of"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who logged in when is nobody's business; who did what stands in Wagtail's log
AXES_VERBOSE = False

# -- what travels, and what is said of it ------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # the admin shows previews in a frame of the same origin
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

LOGGING["formatters"]["line"] = {"()": "cms_site.logs.JsonLines"}
LOGGING["loggers"] |= {
    "cms_site": {"level": "INFO"},
    "axes": {"level": "CRITICAL"},  # its lines name people
}
