"""The demo, loaded once for this room and rolled back in the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from wagtail.models import Page, Site

from tests.rig.counting import no_lines_counted


@pytest.fixture(scope="module")
def uploads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures and documents of the demo are."""
    return tmp_path_factory.mktemp("demo-media")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest, uploads: Path) -> Iterator[None]:
    """The demo as `manage.py load_demo` leaves it."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=uploads):
        ContentType.objects.clear_cache()
        with transaction.atomic():
            _welcome_as_wagtail_does()
            with no_lines_counted():
                call_command("load_demo", verbosity=0)
            yield
            transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()


def _welcome_as_wagtail_does() -> None:
    """Put the page and the site of a fresh installation where the world of the other tests is."""
    Page.objects.filter(depth=2).delete()
    welcome = Page.objects.get(depth=1).add_child(instance=Page(title="Welcome", slug="welcome"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": welcome})


@pytest.fixture(autouse=True)
def _its_uploads(_own_uploads: None, settings: object, uploads: Path) -> None:
    """The pages of the demo find their pictures."""
    settings.MEDIA_ROOT = uploads
