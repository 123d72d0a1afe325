"""Evaluations and their patterns; observations with interpretations, typical stories and quotes."""

from patterns.models.evaluation import Evaluation, Pattern
from patterns.models.observation import Interpretation, Observation, Quote, TypicalStory

__all__ = ["Evaluation", "Interpretation", "Observation", "Pattern", "Quote", "TypicalStory"]
