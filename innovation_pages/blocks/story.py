"""The one stream in which a page tells its story."""

from typing import Any

from wagtail.blocks import StreamBlock, StreamValue

from .forms import RegistrationPageBlock
from .hubs import HubsBlock
from .links import ButtonBlock, LinkListBlock
from .media import DocumentBlock, PictureBlock
from .practices import PracticeCardBlock, PracticesByTopicBlock
from .words import TEXT_FEATURES, CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock


class StoryStream(StreamBlock):
    """Text, headings, pictures, quotations, documents, call-outs, links and forms, in the editor's order."""

    text = ParagraphBlock(features=TEXT_FEATURES)
    heading = HeadingBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    document = DocumentBlock()
    button = ButtonBlock()
    links = LinkListBlock()
    hubs = HubsBlock()
    registration = RegistrationPageBlock()
    practice = PracticeCardBlock()
    practices = PracticesByTopicBlock()

    class Meta:
        template = "innovation_pages/blocks/story.html"


def pictures(story: StreamValue) -> list[Any]:
    """The images of a story, to fetch their renditions in one statement."""
    return [child.value["image"] for child in story if child.block_type == "picture" and child.value["image"]]
