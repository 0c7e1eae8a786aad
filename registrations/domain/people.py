"""Who is who: one spelling of an e-mail address, and the key that makes two registrations the same person's."""

import re
import unicodedata

from registrations.text import fold, tidy_line

from .errors import BodyMissing
from .rules import PersonKey

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_ADDRESS, _LONGEST_LOCAL, _SHORTEST_TOP, _LONGEST_KEY = 254, 64, 2, 480
_SAME_IN_HOSTS = str.maketrans("ς\u3002", "σ.")
"""What the name system reads as another character: final sigma, and the full stop of Chinese and Japanese."""


class NotAnAddress(ValueError):
    """The text is not an e-mail address that letters can reach."""


def normalise_email(typed: str) -> str:
    """The one spelling under which an address is stored and compared: lower case, ASCII, host in Punycode.

    Surrounding white space goes. Zero-width, bidirectional and full-width characters, look-alike letters such as
    the Kelvin sign, quoted local parts and hosts without a dot are refused, since a letter to them would go astray
    or to somebody else (RFC 5321 §4.5.3.1 for the lengths). Raises NotAnAddress.
    """
    text = typed.strip(" \t\r\n\u00a0")
    if unicodedata.normalize("NFKC", text) != text or text.count("@") != 1:
        raise NotAnAddress(typed)
    local, host = text.split("@")
    if not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        raise NotAnAddress(typed)
    address = f"{local.lower()}@{_ascii_host(host)}"
    if len(address) > _LONGEST_ADDRESS:
        raise NotAnAddress(typed)
    return address


def _ascii_host(host: str) -> str:
    """The host in lower case ASCII, internationalised names in Punycode (RFC 5890). Raises NotAnAddress.

    Python's codec drops invisible characters and spells ß as ss: a host that does not come back as it was typed
    is refused, since it would be another host.
    """
    try:
        name = host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
        unlike = not host.isascii() and name.encode("ascii").decode("idna") != host.lower().translate(_SAME_IN_HOSTS)
    except UnicodeError as problem:
        raise NotAnAddress(host) from problem
    if unlike:
        raise NotAnAddress(host)
    labels = name.split(".")
    whole = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not whole or len(labels[-1]) < _SHORTEST_TOP or labels[-1].isdigit():
        raise NotAnAddress(host)
    return name


def person_key(rule: PersonKey, *, email: str, name: str, body: str = "") -> str:
    """The key that may be live only once at a desk; empty where the rule lets anybody register again.

    `email` is the normalised address of the contact, `body` what stands for the body where that counts. Raises
    BodyMissing.
    """
    if rule is PersonKey.ORGANISATION:
        if not body:
            raise BodyMissing
        return body[:_LONGEST_KEY]
    if rule is PersonKey.NOBODY:
        return ""
    if rule is PersonKey.EMAIL_AND_NAME:
        return f"{email} {fold(tidy_line(name))}"[:_LONGEST_KEY]  # folding may lengthen: ß, ligatures
    return email


def body_key(number: int | None, name: str) -> str:
    """What stands for a body: its number in the list, else its name however it is written; empty for neither."""
    if number is not None:
        return f"body {number}"
    folded = fold(tidy_line(name))
    return f"body {folded}" if folded else ""
