"""How long telling takes: reading, answering and writing, in seconds; an estimate and no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from lib.words import count_words
from vertelpunt.questions import Question

WORDS_PER_MINUTE = 180  # on a phone, by somebody who reads with care
YOUTH_WORDS_PER_MINUTE = 130
ANSWERING = {"slider": 7, "ordered": 6, "choice": 6, "multi": 10, "triad": 15, "text": 45, "region": 8}  # seconds
OTHERWISE = 12
WRITING = 240  # seconds for a story of about 100 words, typed with the thumbs


@dataclass(frozen=True)
class Duration:
    """The seconds that the story and the questions take."""

    story: int
    questions: int

    @property
    def minutes(self) -> int:
        """Return the whole in minutes, rounded up."""
        return ceil((self.story + self.questions) / 60)


def words_read(question: Question, audience: str, language: str) -> int:
    """Return how many words somebody of `audience` reads with `question`."""
    texts = [question.text_for(audience, language), question.help.get(language, "")]
    texts += [option.label_for(audience, language) for option in question.options]
    texts += [pole.get(language, "") for pole in question.poles or ()]
    return sum(count_words(text) for text in texts)


def duration(
    questions: Sequence[Question], audience: str, *, youth: bool = False, before: str = "", language: str = "nl"
) -> Duration:
    """Return how long telling takes for somebody who reads `before`, writes a story and meets `questions`."""
    speed = (YOUTH_WORDS_PER_MINUTE if youth else WORDS_PER_MINUTE) / 60
    read = sum(words_read(question, audience, language) for question in questions)
    answered = sum(ANSWERING.get(question.kind, OTHERWISE) for question in questions)
    return Duration(round(count_words(before) / speed) + WRITING, round(read / speed) + answered)
