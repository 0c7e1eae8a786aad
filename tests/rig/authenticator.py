"""A phone with an authenticator app: six digits that change every half minute (RFC 6238)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time


def digits(secret: str, *, steps_ahead: int = 0) -> str:
    """What the app shows for a key now, or some steps of 30 seconds from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps_ahead)
    whole = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    begin = whole[-1] & 0x0F
    return f"{(struct.unpack('>I', whole[begin : begin + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
