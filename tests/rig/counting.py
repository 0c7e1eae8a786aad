"""Coverage counts each line that runs, which takes longer than to run them: not where the same lines run for long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage


@contextmanager
def no_lines_counted() -> Iterator[None]:
    """Let coverage, where it is on, rest for a while."""
    running = Coverage.current()
    if running is None:
        yield
        return
    running.stop()
    try:
        yield
    finally:
        running.start()
