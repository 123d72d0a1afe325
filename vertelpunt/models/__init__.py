"""Vertelpunten, their question sets, channels and stories."""

from vertelpunt.models.intake import Intake, KeptMapping
from vertelpunt.models.making import Charter, TrialLink
from vertelpunt.models.moderation import Claim, Concern, ConcernTold, ModerationRules, Screening, SketchPart
from vertelpunt.models.purge import Purge
from vertelpunt.models.questions import Question, QuestionModule, QuestionSetVersion
from vertelpunt.models.recording import Recording
from vertelpunt.models.spreading import Asker, Partner, PartnerContact, PartnerLink, Promise, Target
from vertelpunt.models.story import Story, StoryRelease
from vertelpunt.models.together import HandLink, PaperForm, Share, Sitting
from vertelpunt.models.vertelpunt import Audience, Channel, HelpLine, Vertelpunt
from vertelpunt.models.volunteer import Volunteer

__all__ = [
    "Asker",
    "Audience",
    "Channel",
    "Charter",
    "Claim",
    "Concern",
    "ConcernTold",
    "HandLink",
    "HelpLine",
    "Intake",
    "KeptMapping",
    "ModerationRules",
    "PaperForm",
    "Partner",
    "PartnerContact",
    "PartnerLink",
    "Promise",
    "Purge",
    "Question",
    "QuestionModule",
    "QuestionSetVersion",
    "Recording",
    "Screening",
    "Share",
    "Sitting",
    "SketchPart",
    "Story",
    "StoryRelease",
    "Target",
    "TrialLink",
    "Vertelpunt",
    "Volunteer",
]
