"""Streams that carry their own blocks, so that a changed label or block asks no host for a migration.

The blocks stay out of `deconstruct()`: a migration says `StoryField(blank=True)` and nothing more. So the import path
of each field is frozen, and a block type that goes away stays for one release, for the data migration that removes it.
"""

from registrations.public import OwnBlocksField

from .blocks import AgendaStream, SessionStream, StoryStream, TopicStream
from .blocks.gallery import GalleryStream
from .blocks.labs import ChallengeStream, OutcomeStream, ParticipantsStream, PrincipleStream, ProductStream
from .blocks.links import SocialStream
from .blocks.reuse import AssetStream, LawStream, ProofStream


class StoryField(OwnBlocksField):
    """The story of a page."""

    stream = StoryStream


class SessionsField(OwnBlocksField):
    """The sessions of an event."""

    stream = SessionStream


class AgendaField(OwnBlocksField):
    """The programme of an event."""

    stream = AgendaStream


class TopicsField(OwnBlocksField):
    """The themes of an event."""

    stream = TopicStream


class ChallengesField(OwnBlocksField):
    """The questions that a lab tries to answer."""

    stream = ChallengeStream


class PrinciplesField(OwnBlocksField):
    """The principles by which a lab works."""

    stream = PrincipleStream


class ParticipantsField(OwnBlocksField):
    """The kinds of bodies that take part, by sector."""

    stream = ParticipantsStream


class OutcomesField(OwnBlocksField):
    """What came out of a lab."""

    stream = OutcomeStream


class ProductsField(OwnBlocksField):
    """The documents that a lab produced."""

    stream = ProductStream


class GalleryField(OwnBlocksField):
    """Photos and notes of a lab."""

    stream = GalleryStream


class AssetsField(OwnBlocksField):
    """What another body can take over from a practice."""

    stream = AssetStream


class ProofsField(OwnBlocksField):
    """What shows the results of a practice."""

    stream = ProofStream


class LawsField(OwnBlocksField):
    """The law that a practice stands on."""

    stream = LawStream


class SocialField(OwnBlocksField):
    """The accounts of a unit in social networks."""

    stream = SocialStream
