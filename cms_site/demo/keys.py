"""Permanent keys: the same session, question or option has the same key in every language and every database."""

import uuid

NAMESPACE = uuid.UUID("6f0e3c1a-8b52-5f8e-9c51-2d3f0a7e4b90")


def key_of(*parts: str) -> str:
    """The key of a named part of the demo, for example of `workshops/citizens`, `sessions`, `interviews`."""
    return str(uuid.uuid5(NAMESPACE, "/".join(parts)))
