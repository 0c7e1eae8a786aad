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


def files(*, private: Path, public: Path, url: str) -> dict[str, dict[str, Any]]:
    """Return the stores of a site that keeps uploads on its own disk.

    The web server of the site serves `public` under `url` and must not know `private`: of what lies there Django serves
    documents to whom they are open, and the pictures of staff to staff (cms_site.staff_login).
    """
    disk = "django.core.files.storage.FileSystemStorage"
    return {
        "default": {"BACKEND": disk, "OPTIONS": {"location": private, "base_url": "/admin/files/"}},
        "renditions": {"BACKEND": disk, "OPTIONS": {"location": public, "base_url": url}},
    }


def object_storage(bucket: str, public_url: str) -> dict[str, dict[str, Any]]:
    """Return the stores of a site that keeps uploads in `bucket` (S3 or alike): two folders, of which one is public.

    Visitors get the sizes of pictures from `public_url`, such as https://files.example.org. The library itself takes
    the keys from the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.
    """
    place = {
        "bucket_name": bucket,
        "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
        "region_name": env.str("S3_REGION", default=None),
        "file_overwrite": False,
    }
    protocol, _, domain = public_url.rstrip("/").partition("//")
    shown = {"location": "public", "custom_domain": domain, "url_protocol": protocol}
    s3 = "storages.backends.s3.S3Storage"
    return {
        "default": {"BACKEND": s3, "OPTIONS": {**place, "location": "private"}},
        "renditions": {"BACKEND": s3, "OPTIONS": {**place, **shown}},
    }
