"""A page type of somebody's own, with a registration."""

from dataclasses import replace
from datetime import timedelta

from django.db import models
from django.http import HttpResponse
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from registrations.public import Occasion, RegistrationPageMixin


class FrontPage(Page):
    """The front page."""


class TalkPage(RegistrationPageMixin, RoutablePageMixin, Page):
    """A talk that people register for, with an address of its own for the slides."""

    begins_at = models.DateTimeField()

    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("title"), FieldPanel("slug"), FieldPanel("begins_at")], heading="Content"),
            ObjectList(RegistrationPageMixin.registration_panels, heading="Registration"),
        ]
    )

    def occasion(self):
        return Occasion(title=self.title, begins_at=self.begins_at)

    def registration_rules(self):
        rules = super().registration_rules()
        return replace(rules, closes_at=self.begins_at - timedelta(days=1)) if self.begins_at else rules

    @path("slides/")
    def slides(self, request):
        return HttpResponse(f"The slides of {self.title}, by {request.method}")

    def registration_objection(self, *, email, answers):
        return "Talks are for other people. Write to us." if email.endswith("@rival.example") else ""
