"""What the walk needs to know of the site."""

import json
import re
from datetime import UTC, datetime, timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse
from tour.plan import Host
from tour.walk import ADDRESS, ANSWER, NAME

SETTINGS = "house.settings"


def prepare(walk):
    from talks.models import FrontPage
    from wagtail.models import Page, Site

    root = Page.objects.get(depth=1)
    front = root.add_child(instance=FrontPage(title="Talks", slug="talks", locale=root.locale))
    Site.objects.update(root_page=front)
    return front


NEXT_MONTH = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d} 17:00"


def asks_its_own_kind_of_question(walk):
    """the answer to a kind of question of the site's own is cleaned, kept, and shown in the export"""
    from registrations.models import Registration

    assert list(Registration.objects.get(email=ADDRESS).answers.values()) == [ANSWER.upper()]
    assert ANSWER.upper() in walk.exported("csv")


def writes_its_own_kind_of_file(walk):
    """a kind of file of the site's own stands beside the others"""
    listing = walk.seen(reverse("registrations_registration_modeladmin_index"), walk.staff)
    assert "Download JSON" in listing
    (line,) = walk.exported("jsonl").splitlines()
    assert json.loads(line)["Name"] == NAME


def prints_its_own_paper_for_the_door(walk):
    """a paper of the site's own for the door names those who are expected"""
    listing = reverse("registrations_registration_modeladmin_index")
    assert "Name badges" in walk.seen(f"{listing}?desk={walk.desk.pk}", walk.staff)
    assert walk.exported("txt") == f"{walk.page.title}: {NAME}\n"


def closes_when_its_own_field_says(walk):
    """a rule that follows from a field of the page type holds at the desk"""
    assert walk.desk.closes_at == walk.page.begins_at - timedelta(days=1)


def dresses_the_pages_of_the_plugin(walk):
    """a page of the plugin stands without its styles, and with an element of the site"""
    personal = walk.seen(walk.personal)
    sheets = re.findall(r'<link rel="stylesheet" href="/static/(\w+)/', personal)
    assert sheets == ["house"]
    assert "Your number in the house" in personal


def objects_to_whom_it_does_not_want(walk):
    """a rule of the page type refuses somebody with a sentence, and keeps nothing"""
    from registrations.models import Registration

    sent = {**walk.filled_in(), "name": "A rival", "email": "somebody@rival.example"}
    answer = walk.visitor.post(walk.page.get_url(), sent)
    assert answer.status_code == 422
    assert "Talks are for other people." in answer.content.decode()
    assert Registration.objects.count() == 1


def keeps_its_own_routes_and_its_form(walk):
    """a routable page answers its own routes, and its form is kept by no cache and is never lost"""
    slides = f"{walk.page.get_url()}slides/"
    assert walk.visitor.post(slides).content.decode() == f"The slides of {walk.page.title}, by POST"
    assert walk.visitor.get(walk.page.get_url())["Cache-Control"] == "private, no-store"
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(walk.page.get_url(), {**walk.filled_in(), "name": NAME, "csrfmiddlewaretoken": ""})
    assert (answer.status_code, NAME in answer.content.decode()) == (403, True)
    assert NAME not in careful.post(slides, {"name": NAME}).content.decode()


def hears_of_every_move(walk):
    """the signal tells of each move once it is true"""
    from talks.apps import MOVED

    assert MOVED == [("unverified", "unverified"), ("in_review", "in_review"), ("accepted", "accepted")]


def writes_its_own_letters(walk):
    """a template of the site words a letter"""
    assert mail.outbox[-1].subject == "The house expects you"


def narrows_down_who_sees_whom(walk):
    """a rule of the site keeps somebody with the right from the desks that are not theirs"""
    from django.contrib.auth.models import Group, Permission, User

    from registrations.models import DeskPermission

    address = reverse("registrations_registration_modeladmin_index")
    group = Group.objects.create(name="Staff")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_registration"]))
    DeskPermission.objects.create(group=group, page=walk.parent, right="review")
    for name, sees in (("staff", True), ("helper", False)):
        user = User.objects.create_user(name, f"{name}@example.org", "secret")
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        assert (NAME in walk.seen(address, client)) is sees, name


HOST = Host(
    apps=("talks",),
    page_type="talks.talkpage",
    fields={"begins_at": NEXT_MONTH, "questions-0-type": "plate"},
    prepare=prepare,
    more=(
        asks_its_own_kind_of_question, writes_its_own_kind_of_file, objects_to_whom_it_does_not_want,
        prints_its_own_paper_for_the_door, closes_when_its_own_field_says, dresses_the_pages_of_the_plugin,
        keeps_its_own_routes_and_its_form, hears_of_every_move, writes_its_own_letters, narrows_down_who_sees_whom,
    ),
)  # fmt: skip
