"""What the walk needs to know of the site."""

from io import StringIO

from tour.plan import Host
from tour.reading import Reading

SETTINGS = "site_of_2019.settings"


def prepare(walk):
    from base.models import FrontPage
    from django.core.management import call_command
    from wagtail.models import Page, Site

    from innovation_pages.models import NewsIndexPage

    root = Page.objects.get(depth=1)
    front = root.add_child(instance=FrontPage(title="Front", slug="front", locale=root.locale))
    Site.objects.update(root_page=front)
    call_command("setup_site", stdout=StringIO())
    return NewsIndexPage.objects.child_of(front).get()


def keeps_its_own_form(walk):
    """the site's own form page takes its own submissions, and no registration"""
    from base.models import FormField, FormPage
    from wagtail.contrib.forms.models import FormSubmission

    from registrations.models import Registration

    page = FormPage(title="Write to us", slug="write")
    walk.parent.get_parent().add_child(instance=page)
    FormField.objects.create(page=page, label="Your words", field_type="singleline")
    people = Registration.objects.count()
    form = Reading(walk.seen(page.get_url())).form(class_="own-form")
    answer = walk.visitor.post(page.get_url(), {**form.values, "your_words": "Good day"})
    assert "Thank you for writing" in answer.content.decode()
    assert (FormSubmission.objects.count(), Registration.objects.count()) == (1, people)


def keeps_its_kind_of_keys(walk):
    """the keys of the site stay small, those of the plugin are its own"""
    from base.models import FormField
    from django.db.models import AutoField, BigAutoField

    from registrations.models import Registration

    assert type(FormField._meta.pk) is AutoField
    assert type(Registration._meta.pk) is BigAutoField


HOST = Host(
    apps=("base",),
    page_type="innovation_pages.newspage",
    fields={"date": "2026-01-19"},
    prepare=prepare,
    more=(keeps_its_own_form, keeps_its_kind_of_keys),
)
