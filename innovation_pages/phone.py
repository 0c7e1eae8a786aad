"""Phone numbers as people write them, turned into links that a phone can dial (RFC 3966)."""

import re

SHORT_NUMBER = 5
"""A number of at most so many digits is a short code (112, 1555) and is dialled as it stands."""

SHORTEST = 3
"""Fewer digits are no number."""

_EXTENSION = re.compile(r"(?:εσωτ(?:ερικό)?\.?|ext(?:ension)?\.?|x)\s*([0-9]+)\s*$", re.IGNORECASE)
_READABLE = re.compile(r"\+?[0-9\s().\-/–]+")


def is_phone(number: str) -> bool:
    """Whether the text is one phone number: digits with usual separators and perhaps an extension."""
    main = _EXTENSION.sub("", number.strip()).strip()
    return bool(_READABLE.fullmatch(main)) and len(re.sub(r"[^0-9]", "", main)) >= SHORTEST


def dialled(number: str, country_code: str = "+30") -> str:
    """The number as a phone dials it; a national one gets `country_code`. Empty for a text without a number.

    `213 13 13 152` becomes `+302131313152`, `+44 (0)20 7946 0000` becomes `+442079460000`, `112` stays.
    """
    if not is_phone(number):
        return ""
    text = number.strip()
    extension = _EXTENSION.search(text)
    main = _EXTENSION.sub("", text).strip()
    international = main.startswith(("+", "00"))
    if international:
        main = main.replace("(0)", "")
    digits = re.sub(r"[^0-9]", "", main)
    if main.startswith("00"):
        digits = digits[2:]
    if international:
        whole = f"+{digits}"
    elif len(digits) <= SHORT_NUMBER:
        whole = digits
    else:
        whole = f"{country_code}{digits}"
    return whole + (f";ext={extension[1]}" if extension else "")
