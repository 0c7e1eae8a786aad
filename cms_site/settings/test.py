"""The tests: nothing from .env, nothing leaves the machine, quick passwords.

TEST_DATABASE=postgresql runs them on a PostgreSQL server: the one that TEST_DATABASE_URL names, or an embedded one
that tests/conftest.py starts and whose address it fills in here. Without it they run on SQLite.
"""

from pathlib import Path

from .base import *
from .environment import VAR, database, env, sqlite

SECRET_KEY = "only-for-tests-" + "0123456789" * 5
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WAGTAILADMIN_BASE_URL = "http://testserver"

ON_POSTGRESQL = env.str("TEST_DATABASE", default="sqlite") == "postgresql"
_database_url = env.str("TEST_DATABASE_URL", default="postgresql://postgres@/postgres") if ON_POSTGRESQL else ""
DATABASES = {"default": database(_database_url) if ON_POSTGRESQL else sqlite(Path(":memory:"))}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASE_AT = database  # tests/conftest.py turns the address of the embedded server into settings

# Wagtail keeps its index of usages in a task for each saved row, a quarter of the suite's time; the fixture
# `tasks_at_once` runs tasks for the tests that read what tasks write.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

# A save in the background and a click on "Publish" may meet, and a save costs a second: editors' tests save by hand.
WAGTAIL_AUTOSAVE_INTERVAL = 0

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
REGISTRATIONS_UNDO_MINUTES = 0  # the tests of the window itself set it
DEFAULT_FROM_EMAIL = "Innovation desk <desk@example.org>"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = []
DEMO_ALLOWED = True

MEDIA_ROOT = VAR / "test-media"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True
