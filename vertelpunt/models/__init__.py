"""Vertelpunten, their question sets, channels and stories."""

from vertelpunt.models.making import Charter, TrialLink
from vertelpunt.models.purge import Purge
from vertelpunt.models.questions import Question, QuestionModule, QuestionSetVersion
from vertelpunt.models.story import Story, StoryRelease
from vertelpunt.models.vertelpunt import Audience, Channel, HelpLine, Vertelpunt

__all__ = [
    "Audience",
    "Channel",
    "Charter",
    "HelpLine",
    "Purge",
    "Question",
    "QuestionModule",
    "QuestionSetVersion",
    "Story",
    "StoryRelease",
    "TrialLink",
    "Vertelpunt",
]
