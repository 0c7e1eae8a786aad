"""Finds Chromium for the browser tests, and gets it where there is none: `make browser`. Needs no package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core"


def find() -> str | None:
    """Return the path of the browser: the one that CHROMIUM names, else the first that the system has."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """Install Chromium where that is possible without asking; return 0 once there is one."""
    if find():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"The browser tests need Chromium and find none; installing it now: {INSTALL}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["/bin/sh", "-c", INSTALL], check=False, env=environment)  # noqa: S603 — a constant
        if find():
            return 0
    print(
        "The browser tests need Chromium and find none. On Debian run:\n"
        f"  sudo sh -c '{INSTALL}'\n"
        "or name a browser: CHROMIUM=/path/to/chrome make test",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
