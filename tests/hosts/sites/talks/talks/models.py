"""A page type of somebody's own, with a registration."""

from django.db import models
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from registrations.public import Occasion, RegistrationPageMixin


class FrontPage(Page):
    """The front page."""


class TalkPage(RegistrationPageMixin, Page):
    """A talk that people register for."""

    begins_at = models.DateTimeField()

    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("title"), FieldPanel("slug"), FieldPanel("begins_at")], heading="Content"),
            ObjectList(RegistrationPageMixin.registration_panels, heading="Registration"),
        ]
    )

    def occasion(self):
        return Occasion(title=self.title, begins_at=self.begins_at)

    def registration_objection(self, *, email, answers):
        return "Talks are for other people. Write to us." if email.endswith("@rival.example") else ""
