"""A site with a story, an event and a picture, and readers for what a head says."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture
from wagtail.images import get_image_model

HEADLINE = 'Δράσεις </script><script>alert("1")</script> & άλλα'


def draw(name: str = "picture", width: int = 1600, height: int = 1000) -> Any:
    """A picture of one colour in the library of images."""
    paint = BytesIO()
    Picture.new("RGB", (width, height), "#0065b3").save(paint, "PNG")
    return get_image_model().objects.create(title=name, file=ContentFile(paint.getvalue(), name=f"{name}.png"))


class Reader(HTMLParser):
    """Reads the head as a search engine does: meta, link, and the data block, by a parser that knows no template."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.images: list[dict[str, str]] = []
        self.scripts: list[dict[str, str]] = []
        self.block = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[found.get("property") or found.get("name", "")] = found.get("content", "")
        elif tag == "link":
            self.links.append(found)
        elif tag == "img":
            self.images.append(found)
        elif tag == "script":
            self.scripts.append(found)
            self._inside = found.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.block += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    @property
    def nodes(self) -> dict[str, dict[str, Any]]:
        """The nodes of the data block by their type."""
        return {node["@type"]: node for node in json.loads(self.block)["@graph"]}

    def address(self, rel: str, language: str = "") -> str:
        """Where the link leads."""
        return next(
            (link["href"] for link in self.links if link["rel"] == rel and link.get("hreflang", "") == language), ""
        )


@pytest.fixture
def head(client: Client) -> Any:
    """Read the head of an address."""

    def read(url: str) -> Reader:
        answer = client.get(url)
        assert answer.status_code == 200
        return Reader(answer.content.decode())

    return read
