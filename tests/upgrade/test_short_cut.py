"""A new site takes the short way through the migrations, an old one the long way: both arrive at the same tables."""

from __future__ import annotations

from importlib import import_module
from inspect import getsource

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader

LONG = [("registrations", "0014_after_the_event"), ("innovation_pages", "0017_materials")]
SHORT = [("registrations", "0001_squashed_0014_after_the_event"), ("innovation_pages", "0001_squashed_0017_materials")]


def test_a_new_site_has_the_tables_of_one_that_was_upgraded() -> None:
    graph = MigrationLoader(None, replace_migrations=False).graph
    upgraded, new = graph.make_state(nodes=LONG), graph.make_state(nodes=SHORT)
    assert len(new.models) == len(upgraded.models) > 40
    assert MigrationAutodetector(upgraded, new).changes(graph) == {}
    assert MigrationAutodetector(new, upgraded).changes(graph) == {}


def test_a_new_site_may_have_users_and_pictures_of_its_own() -> None:
    sources = [getsource(import_module(f"{app}.migrations.{name}")) for app, name in SHORT]
    assert all("AUTH_USER_MODEL" in source for source in sources)
    assert "get_image_model_string()" in sources[1]
    assert [stock for stock in ("auth.user", "auth.User", "wagtailimages") if stock in "".join(sources)] == []
