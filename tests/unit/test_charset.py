"""Whatever charset a request names, it is read as UTF-8; what else its content type says stays."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from cms_site.charset import asgi_in_utf8, without_charset, wsgi_in_utf8


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ("", ""),
        ("text/plain", "text/plain"),
        ("text/plain; charset=hex", "text/plain"),
        ("text/plain ;CharSet = zip; x=1", "text/plain ; x=1"),
        ("multipart/form-data; charset=rot13; boundary=abc", "multipart/form-data; boundary=abc"),
    ],
)
def test_a_charset_is_left_out_and_nothing_else(said: str, believed: str) -> None:
    assert without_charset(said) == believed


def test_a_server_tells_the_application_of_no_charset() -> None:
    told: list[Any] = []
    wsgi = wsgi_in_utf8(lambda environ, _start: told.append(environ) or [])
    wsgi({"CONTENT_TYPE": "text/plain; charset=hex"}, None)
    wsgi({}, None)
    assert told == [{"CONTENT_TYPE": "text/plain"}, {}]


def test_a_server_that_answers_several_at_once_tells_of_none_either() -> None:
    told: list[Any] = []

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        told.append(scope)

    asgi = asgi_in_utf8(application)
    headers = [(b"host", b"localhost"), (b"content-type", b"text/plain; charset=hex")]
    asyncio.run(asgi({"type": "http", "headers": headers}, None, None))
    asyncio.run(asgi({"type": "lifespan"}, None, None))
    assert told[0] == {"type": "http", "headers": [headers[0], (b"content-type", b"text/plain")]}
    assert told[1]["type"] == "lifespan"
