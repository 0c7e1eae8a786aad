"""Mail for a machine without a mail server: every letter becomes a file that any editor or mail program opens."""

import email.policy
import os
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage as Letter
from email.message import Message
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

READABLE = email.policy.SMTPUTF8.clone(linesep="\n", cte_type="8bit", max_line_length=998, refold_source="all")
_number = count(1)


class LetterFiles(BaseEmailBackend):
    """Writes one .eml file a letter into EMAIL_FILE_PATH, in readable UTF-8; names sort by the time of sending."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.directory = Path(kwargs.get("file_path") or settings.EMAIL_FILE_PATH)
        self._lock = threading.Lock()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the letters and return how many there were. Raises OSError where the directory cannot be written."""
        written = 0
        for message in email_messages:
            if not message.recipients():
                continue
            try:
                self._write(_readable(message.message()))
            except OSError:
                if not self.fail_silently:
                    raise
            else:
                written += 1
        return written

    def _write(self, letter: Message) -> None:
        with self._lock:
            self.directory.mkdir(parents=True, exist_ok=True)
            name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{os.getpid()}-{next(_number)}"
            draft = self.directory / f".{name}.part"
            draft.write_bytes(letter.as_bytes(policy=READABLE))
            draft.rename(self.directory / f"{name}.eml")


def _readable(letter: Message) -> Message:
    """Return the same letter with its headers and its texts as plain UTF-8 instead of base64 and encoded words."""
    parsed = email.message_from_bytes(letter.as_bytes(), policy=READABLE)
    for name in ("Subject", "From", "To", "Cc", "Reply-To"):
        if name in parsed:  # written again in one piece; as it came it is folded for a wire of 7 bits
            parsed.replace_header(name, str(parsed[name]).strip())
    for part in parsed.walk():
        if isinstance(part, Letter) and part.get_content_maintype() == "text":
            _rewrite(part)
    return parsed


def _rewrite(part: Letter) -> None:
    """Store the text of `part` again as 8bit UTF-8, keeping its other headers and parameters."""
    parameters = {name: value for name, value in part["content-type"].params.items() if name != "charset"}
    disposition = part["content-disposition"]
    text = part.get_content()
    part.set_content(text, subtype=part.get_content_subtype(), charset="utf-8", cte="8bit", params=parameters)
    if disposition is not None:
        part["Content-Disposition"] = str(disposition)
