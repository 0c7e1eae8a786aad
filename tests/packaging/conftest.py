"""What the tests of this room look at: the files that the repository tracks or is about to track."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def top() -> Path:
    """The directory of the repository."""
    return TOP


@pytest.fixture(scope="session")
def tracked() -> list[str]:
    """Every file of the repository that git does not ignore, as a path from its top."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 — git from the PATH
        cwd=TOP,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return sorted(path for path in listing.split("\0") if path and (TOP / path).is_file())
