"""Vertelpunten, their question sets, channels and stories."""

from vertelpunt.models.making import Charter, TrialLink
from vertelpunt.models.moderation import Claim, Concern, ConcernTold, ModerationRules, Screening
from vertelpunt.models.purge import Purge
from vertelpunt.models.questions import Question, QuestionModule, QuestionSetVersion
from vertelpunt.models.story import Story, StoryRelease
from vertelpunt.models.vertelpunt import Audience, Channel, HelpLine, Vertelpunt
from vertelpunt.models.volunteer import Volunteer

__all__ = [
    "Audience",
    "Channel",
    "Charter",
    "Claim",
    "Concern",
    "ConcernTold",
    "HelpLine",
    "ModerationRules",
    "Purge",
    "Question",
    "QuestionModule",
    "QuestionSetVersion",
    "Screening",
    "Story",
    "StoryRelease",
    "TrialLink",
    "Vertelpunt",
    "Volunteer",
]
