"""Requests are read as UTF-8, as browsers send them: a request that names another charset is not believed.

Django decodes addresses and forms by the charset of the Content-Type, before any middleware is asked. Anybody may name
a codec there that decodes no text, or one that makes half characters, which no page and no database can hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

CONTENT_TYPE = "CONTENT_TYPE"


def without_charset(content_type: str) -> str:
    """The type and its other parameters, such as the boundary of a form with files."""
    parts = content_type.split(";")
    return ";".join(part for part in parts if part.partition("=")[0].strip().lower() != "charset")


def wsgi_in_utf8(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The WSGI application, told of no charset."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if CONTENT_TYPE in environ:
            environ[CONTENT_TYPE] = without_charset(environ[CONTENT_TYPE])
        return application(environ, start_response)

    return answer


def asgi_in_utf8(application: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The ASGI application, told of no charset."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = [
            (name, without_charset(value.decode("latin-1")).encode("latin-1") if name == b"content-type" else value)
            for name, value in scope.get("headers", ())
        ]
        await application({**scope, "headers": headers}, receive, send)

    return answer
