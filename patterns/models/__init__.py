"""Evaluations and patterns; observations with their parts; what people add: tracks, codes, key figures."""

from patterns.models.card_set import CardInSet, CardSet
from patterns.models.codebook import Annotation, CodeBook, CodeQuestion
from patterns.models.evaluation import Evaluation, Pattern
from patterns.models.keyfigure import KeyFigure
from patterns.models.mark import Mark
from patterns.models.observation import Interpretation, Observation, ObservationPattern, Quote, TypicalStory
from patterns.models.printed import PrintedCard, PrintedStory
from patterns.models.ready import ReadyFile
from patterns.models.revision import Revision
from patterns.models.selection import Selection
from patterns.models.track import Track, TrackStory

__all__ = [
    "Annotation",
    "CardInSet",
    "CardSet",
    "CodeBook",
    "CodeQuestion",
    "Evaluation",
    "Interpretation",
    "KeyFigure",
    "Mark",
    "Observation",
    "ObservationPattern",
    "Pattern",
    "PrintedCard",
    "PrintedStory",
    "Quote",
    "ReadyFile",
    "Revision",
    "Selection",
    "Track",
    "TrackStory",
    "TypicalStory",
]
