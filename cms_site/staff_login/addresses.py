"""Where somebody who logs in comes from, told as for registrations: past the proxies that the site has, no further."""

from typing import TYPE_CHECKING

from registrations.public import network_address

if TYPE_CHECKING:
    from django.http import HttpRequest


def network_of(request: "HttpRequest") -> str | None:
    """The network address for django-axes, which keeps an address and no network: an IPv6 /64 by its first one."""
    return network_address(request).partition("/")[0] or None
