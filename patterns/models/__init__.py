"""Evaluations and patterns; observations with their parts; what people add: tracks, codes, key figures."""

from patterns.models.codebook import Annotation, CodeBook, CodeQuestion
from patterns.models.evaluation import Evaluation, Pattern
from patterns.models.keyfigure import KeyFigure
from patterns.models.observation import Interpretation, Observation, Quote, TypicalStory
from patterns.models.track import Track, TrackStory

__all__ = [
    "Annotation",
    "CodeBook",
    "CodeQuestion",
    "Evaluation",
    "Interpretation",
    "KeyFigure",
    "Observation",
    "Pattern",
    "Quote",
    "Track",
    "TrackStory",
    "TypicalStory",
]
