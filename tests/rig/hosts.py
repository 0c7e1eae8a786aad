"""Somebody's sites: each gets the built wheel in an environment of its own, and is walked through in its own process.

An environment is a light one: the wheel is installed into it, and what the wheel needs from others is read from the
environment that the tests run in (or from `.venv-low`, with the lowest supported Wagtail). Neither holds our packages.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.rig.postgres import locked

TOP = Path(__file__).resolve().parents[2]
WORKSHOP = TOP / "var" / "hosts"
SITES = TOP / "tests" / "hosts" / "sites"
TOUR = TOP / "tests" / "hosts" / "tour"
PACKAGES = ("registrations", "innovation_pages")

NEWEST = Path(sysconfig.get_path("purelib"))
LOWEST = TOP / ".venv-low" / NEWEST.relative_to(Path(sysconfig.get_path("data")))


@dataclass(frozen=True)
class Step:
    """One step of a tour: what it is, and what went wrong, if anything."""

    name: str
    fault: str
    took: float = 0
    """Seconds."""


def wheel() -> Path:
    """The wheel of the packages as they are now: built once, by whoever asks first."""
    target = WORKSHOP / "wheels" / _digest()
    with locked(WORKSHOP / "wheel.lock"):
        if not list(target.glob("*.whl")):
            shutil.rmtree(target.parent, ignore_errors=True)
            command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
            subprocess.run(command, cwd=TOP, check=True, capture_output=True)  # noqa: S603 — our own words
    return next(target.glob("*.whl"))


def _digest() -> str:
    """The fingerprint of everything that a wheel is made of."""
    found = hashlib.sha256()
    files = [TOP / name for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE")]
    for package in PACKAGES:
        files += sorted(path for path in (TOP / package).rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in files:
        found.update(f"{path.relative_to(TOP)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:20]


class Environment:
    """A virtual environment in which nothing of this repository can be imported but the wheel."""

    def __init__(self, name: str, *, lowest: bool = False) -> None:
        self.directory = WORKSHOP / name
        self.python = self.directory / "env" / "bin" / "python"
        self.site = self.directory / "site"
        shutil.rmtree(self.directory, ignore_errors=True)
        venv.create(self.directory / "env", with_pip=False, symlinks=True)
        others = LOWEST if lowest else NEWEST
        assert others.is_dir(), f"{others} is missing: `make test` makes it."
        (self.packages / "others.pth").write_text(f"{others}\n", encoding="utf-8")
        self.site.mkdir()

    @property
    def packages(self) -> Path:
        return self.directory / "env" / NEWEST.relative_to(Path(sysconfig.get_path("data")))

    def install(self) -> None:
        """Install the wheel as anybody does, without what it depends on."""
        words = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check"]
        command = [sys.executable, "-m", "pip", "--python", str(self.python), *words, str(wheel())]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 — our own words

    def run(self, *words: str, check: bool = False, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the environment's Python in the site's directory, with nothing of ours in its surroundings."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        return subprocess.run(  # noqa: S603 — our own words
            [str(self.python), *words],
            cwd=self.site,
            env={**kept, "PYTHONUTF8": "1", **variables},
            check=check,
            capture_output=True,
            text=True,
        )


def host(name: str, *, lowest: bool = False, run: str = "") -> Environment:
    """The site `name` of tests/hosts/sites in an environment of its own, with the wheel; `run` tells two runs apart."""
    environment = Environment(f"{name}{run}", lowest=lowest)
    environment.install()
    shutil.copytree(SITES / name, environment.site, dirs_exist_ok=True)
    shutil.copytree(TOUR, environment.site / "tour")
    return environment


def tour(environment: Environment, **variables: str) -> Iterator[Step]:
    """Walk through the site of an environment; the steps in their order. The last one says that it came to its end."""
    done = environment.run("-m", "tour", **variables)
    for line in done.stdout.splitlines():
        if line.startswith("STEP "):
            yield Step(**json.loads(line.removeprefix("STEP ")))
    yield Step("came to its end", "" if done.returncode == 0 else done.stderr[-4000:] or f"exit {done.returncode}")
