"""The settings of the app: one property an option, read from the host's Django settings, with default and meaning."""

from pathlib import Path

from django.conf import settings

from registrations.options import Amount, Options, Positive


class AppSettings(Options):
    """`REGISTRATIONS_<NAME>` in the host's settings."""

    prefix = "REGISTRATIONS_"

    @property
    def HOLD_MINUTES(self) -> Amount:
        """How long a seat is held for an address that is not verified yet, in minutes."""
        return self._get("HOLD_MINUTES", 60)

    @property
    def VERIFY_HOURS(self) -> Positive:
        """How long the link of the verification letter works, in hours; then the registration expires."""
        return self._get("VERIFY_HOURS", 48)

    @property
    def MINIMUM_SECONDS(self) -> Amount:
        """A form that comes back sooner than this after it was shown is asked for once more, in seconds."""
        return self._get("MINIMUM_SECONDS", 2)

    @property
    def ATTEMPTS_PER_HOUR(self) -> Positive:
        """How many forms one network address (IPv4 address, IPv6 /64) may send to one desk in an hour."""
        return self._get("ATTEMPTS_PER_HOUR", 120)

    @property
    def LETTERS_PER_HOUR(self) -> Positive:
        """After how many letters in an hour none to that address is repeated, nor says "you are registered already".

        Of letters that new registrations cause it gets four times as many; the rest wait in the outbox.
        """
        return self._get("LETTERS_PER_HOUR", 5)

    @property
    def TRUSTED_PROXIES(self) -> Amount:
        """How many proxies of the host stand before the application and add to X-Forwarded-For; 0 ignores it."""
        return self._get("TRUSTED_PROXIES", 0)

    @property
    def LONGEST_ANSWER(self) -> Positive:
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
    def LETTER_ATTEMPTS(self) -> Positive:
        """How often a letter is tried before it counts as failed."""
        return self._get("LETTER_ATTEMPTS", 12)

    @property
    def LETTER_TIMEOUT(self) -> Positive:
        """How long one attempt to send a letter may take, in seconds."""
        return self._get("LETTER_TIMEOUT", 20)

    @property
    def UNDO_MINUTES(self) -> Amount:
        """How long a letter about a decision of staff is held, in minutes: taken back within it, none leaves."""
        return self._get("UNDO_MINUTES", 5)

    @property
    def JOIN_LETTER_MINUTES(self) -> Amount:
        """How long before an online meeting its letter is sent, in minutes; 0 for none."""
        return self._get("JOIN_LETTER_MINUTES", 60)

    @property
    def BOUNCE_ADDRESS(self) -> str:
        """Where letters come back to: each gets a code after a plus sign in it. Empty: to the sender, and unread."""
        return self._get("BOUNCE_ADDRESS", "")

    @property
    def BOUNCE_MAILDIR(self) -> str | Path:
        """The Maildir into which letters come back, for `read_bounces`."""
        maildir: str | Path = self._get("BOUNCE_MAILDIR", "")
        return maildir

    @property
    def BOUNCE_IMAP(self) -> str:
        """The mailbox into which letters come back, for `read_bounces`: imaps://user:password@host/INBOX."""
        return self._get("BOUNCE_IMAP", "")

    @property
    def BOUNCE_SECRET(self) -> str:
        """The secret that signs reports of letters that came back, sent to `registration/bounces/`. Empty: none."""
        return self._get("BOUNCE_SECRET", "")

    @property
    def JOIN_MINUTES(self) -> Amount:
        """How long before it begins an online meeting can be joined, in minutes; each link may say otherwise."""
        return self._get("JOIN_MINUTES", 30)

    @property
    def BULK_LIMIT(self) -> Positive:
        """How many registrations one bulk decision may move."""
        return self._get("BULK_LIMIT", 500)


app_settings = AppSettings()
