"""Vertelpunten, their question sets, channels and stories."""

from vertelpunt.models.purge import Purge
from vertelpunt.models.questions import Question, QuestionModule, QuestionSetVersion
from vertelpunt.models.story import Story, StoryRelease
from vertelpunt.models.vertelpunt import Audience, Channel, HelpLine, Vertelpunt

__all__ = [
    "Audience",
    "Channel",
    "HelpLine",
    "Purge",
    "Question",
    "QuestionModule",
    "QuestionSetVersion",
    "Story",
    "StoryRelease",
    "Vertelpunt",
]
