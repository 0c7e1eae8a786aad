"""What editors compose: the story of a page, and the sessions, agenda and topics of an event."""

from .events import AgendaStream, SessionStream, TopicStream
from .story import StoryStream

__all__ = ["AgendaStream", "SessionStream", "StoryStream", "TopicStream"]
