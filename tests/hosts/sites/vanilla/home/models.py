"""The front page, as `wagtail start` makes it."""

from wagtail.models import Page


class HomePage(Page):
    """The front page."""
