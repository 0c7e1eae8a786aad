"""Pages of the site's own: a front page, and a form page that has nothing to do with the plugin."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.models import Page


class FrontPage(Page):
    """The front page."""


class FormField(AbstractFormField):
    """A field of the form page."""

    page = ParentalKey("FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormPage(AbstractForm):
    """A form as Wagtail's own documentation makes it."""

    content_panels = [*AbstractForm.content_panels, InlinePanel("form_fields")]
