"""The front page."""

from wagtail.models import Page


class FrontPage(Page):
    """The front page."""
