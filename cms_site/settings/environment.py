"""What the environment decides: databases, caches, mail. A file named .env beside manage.py is read too."""

from pathlib import Path
from typing import Any

import environ
from redis.backoff import NoBackoff
from redis.retry import Retry

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = BASE_DIR / "var"

env = environ.Env()


def read_dotenv() -> None:
    """Read .env where it exists; what the environment already says wins."""
    dotenv = BASE_DIR / ".env"
    if dotenv.is_file():
        env.read_env(str(dotenv))


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of an SQLite database that several processes share.

    IMMEDIATE takes the write lock at the start of a transaction, so that two writers wait (at most 20 seconds)
    instead of failing half-way; WAL lets readers read meanwhile.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def database(url: str) -> dict[str, Any]:
    """Return the settings of the database at `url`, such as postgresql://user:password@host/name or sqlite:///path."""
    parsed: dict[str, Any] = env.db_url_config(url)
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(parsed["NAME"]))
    parsed.setdefault("CONN_MAX_AGE", 60)
    parsed.setdefault("CONN_HEALTH_CHECKS", True)
    return parsed


def redis_cache(url: str) -> dict[str, Any]:
    """Return the settings of a cache that all processes share through Redis at `url`; the site lives without it too.

    A server that does not answer is waited for a second, in vain once: redis-py itself would try again and again.
    """
    return {
        "BACKEND": "cms_site.cache.SpareRedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "cms_site",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 0)},
    }


def mail(url: str) -> dict[str, Any]:
    """Return the mail settings that `url` tells, such as smtp+tls://user:password@host:587."""
    told: dict[str, Any] = env.email_url_config(url)
    return {name: value for name, value in told.items() if name.startswith("EMAIL_") and value is not None}
