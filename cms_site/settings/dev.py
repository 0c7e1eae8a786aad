"""A developer's machine and the demo: embedded database, letters as files, no configuration needed.

The environment, or .env, may name something else for each of them; .env.example explains the names.
DEBUG is off so that visitors see the real pages of 404 and 500; DEBUG=1 turns it on.
"""

import os
import secrets

from .base import *
from .environment import VAR, database, env, mail, read_dotenv, redis_cache, sqlite

read_dotenv()


def _own_secret_key() -> str:
    """Return the key of this machine: made once, kept in var/secret_key, readable by its owner alone."""
    VAR.mkdir(exist_ok=True)
    path = VAR / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _own_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")

_database_url = env.str("DATABASE_URL", default="")
DATABASES = {"default": database(_database_url) if _database_url else sqlite(VAR / "db.sqlite3")}

# Without Redis the cache is a directory: the web server and the worker see the same entries.
_redis_url = env.str("REDIS_URL", default="")
CACHES = {
    "default": redis_cache(_redis_url)
    if _redis_url
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR / "cache"}
}

_email_url = env.str("EMAIL_URL", default="")
if _email_url:
    globals().update(mail(_email_url))
else:
    EMAIL_BACKEND = "cms_site.mail.LetterFiles"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Γραφείο Καινοτομίας <desk@example.org>")

# Static files come straight from the packages: no collectstatic.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STATIC_ROOT = None
SERVE_MEDIA = True

# The demo's passwords are the same as the names: other settings refuse to load it.
DEMO_ALLOWED = True
AUTH_PASSWORD_VALIDATORS = []
