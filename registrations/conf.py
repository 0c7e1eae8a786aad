"""The settings of the app: one property an option, read from the host's Django settings, with default and meaning."""

from typing import Any, TypeVar, cast

from django.conf import settings

T = TypeVar("T")


class AppSettings:
    """Reads `REGISTRATIONS_<NAME>` from the host's settings at each access, so that tests may override them."""

    prefix = "REGISTRATIONS_"

    def _get(self, name: str, default: T) -> T:
        return cast("T", getattr(settings, self.prefix + name, default))

    @property
    def HOLD_MINUTES(self) -> int:
        """How long a seat is held for an address that is not verified yet, in minutes."""
        return self._get("HOLD_MINUTES", 60)

    @property
    def VERIFY_HOURS(self) -> int:
        """How long the link of the verification letter works, in hours; then the registration expires."""
        return self._get("VERIFY_HOURS", 48)

    @property
    def MINIMUM_SECONDS(self) -> int:
        """A form that comes back sooner than this after it was shown is asked for once more, in seconds."""
        return self._get("MINIMUM_SECONDS", 2)

    @property
    def ATTEMPTS_PER_HOUR(self) -> int:
        """How many forms one network address (IPv4 address, IPv6 /64) may send to one desk in an hour."""
        return self._get("ATTEMPTS_PER_HOUR", 120)

    @property
    def LETTERS_PER_HOUR(self) -> int:
        """After how many letters in an hour none to that address is repeated, nor says "you are registered already".

        Of letters that new registrations cause it gets four times as many; the rest wait in the outbox.
        """
        return self._get("LETTERS_PER_HOUR", 5)

    @property
    def TRUSTED_PROXIES(self) -> int:
        """How many proxies of the host stand before the application and add to X-Forwarded-For; 0 ignores it."""
        return self._get("TRUSTED_PROXIES", 0)

    @property
    def LONGEST_ANSWER(self) -> int:
        """How many characters a long answer may have."""
        return self._get("LONGEST_ANSWER", 5_000)

    @property
    def ZONE(self) -> str:
        """The time zone of an occasion that names none; the host's TIME_ZONE by default."""
        return self._get("ZONE", settings.TIME_ZONE)

    @property
    def FROM_EMAIL(self) -> str:
        """The sender of letters; the host's DEFAULT_FROM_EMAIL by default."""
        return self._get("FROM_EMAIL", settings.DEFAULT_FROM_EMAIL)

    @property
    def LETTER_ATTEMPTS(self) -> int:
        """How often a letter is tried before it counts as failed."""
        return self._get("LETTER_ATTEMPTS", 12)

    @property
    def LETTER_TIMEOUT(self) -> int:
        """How long one attempt to send a letter may take, in seconds."""
        return self._get("LETTER_TIMEOUT", 20)

    @property
    def UNDO_MINUTES(self) -> int:
        """How long a letter about a decision of staff is held, in minutes: taken back within it, none leaves."""
        return self._get("UNDO_MINUTES", 5)

    @property
    def JOIN_LETTER_MINUTES(self) -> int:
        """How long before an online meeting its letter is sent, in minutes; 0 for none."""
        return self._get("JOIN_LETTER_MINUTES", 60)

    @property
    def BOUNCE_ADDRESS(self) -> str:
        """Where letters come back to: each gets a code after a plus sign in it. Empty: to the sender, and unread."""
        return self._get("BOUNCE_ADDRESS", "")

    @property
    def BOUNCE_MAILDIR(self) -> str:
        """The Maildir into which letters come back, for `read_bounces`."""
        return self._get("BOUNCE_MAILDIR", "")

    @property
    def BOUNCE_IMAP(self) -> str:
        """The mailbox into which letters come back, for `read_bounces`: imaps://user:password@host/INBOX."""
        return self._get("BOUNCE_IMAP", "")

    @property
    def BOUNCE_SECRET(self) -> str:
        """The secret that signs reports of letters that came back, sent to `registration/bounces/`. Empty: none."""
        return self._get("BOUNCE_SECRET", "")

    @property
    def JOIN_MINUTES(self) -> int:
        """How long before it begins an online meeting can be joined, in minutes; each link may say otherwise."""
        return self._get("JOIN_MINUTES", 30)

    @property
    def BULK_LIMIT(self) -> int:
        """How many registrations one bulk decision may move."""
        return self._get("BULK_LIMIT", 500)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"There is no setting {self.prefix}{name}.")


app_settings = AppSettings()
