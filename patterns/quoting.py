"""What happens to quotes when a story is released anew, or its teller does not want to be quoted any more."""

import re
from collections.abc import Callable
from typing import Any

from patterns.models import Quote
from patterns.sentences import Span
from vertelpunt.models import Story, StoryRelease
from vertelpunt.signals import Change


def on_permission_changed(sender: type[Story], story: Story, change: Change, **kwargs: Any) -> None:
    """Take the quotes of a story off every card when its teller does not allow them any more."""
    if change is Change.PERMISSION and story.may_quote != Story.Quote.YES:
        Quote.objects.filter(release__story=story).delete()


def on_replacing(
    sender: type[Story], story: Story, change: Change, **kwargs: Any
) -> Callable[[StoryRelease], None] | None:
    """Let the quotes of a story follow their words into its new release; those whose words are gone go too."""
    if change is not Change.REPLACING:
        return None
    quotes = [(quote, quote.text) for quote in Quote.objects.filter(release__story=story).select_related("release")]

    def follow(release: StoryRelease) -> None:
        for quote, words in quotes:
            span = again(words, release.text)
            if span:
                quote.pk, quote.release, quote.start, quote.end = None, release, span.start, span.end
                quote.save(force_insert=True)

    return follow


def again(words: str, text: str) -> Span | None:
    """Return where `words` stand in `text`, whatever the blanks between them; None unless it is just one place."""
    pieces = words.split()
    if not pieces:
        return None
    start, end = r"(?<!\w)" * _in_word(pieces[0][0]), r"(?!\w)" * _in_word(pieces[-1][-1])
    found = list(re.finditer(start + r"\s+".join(map(re.escape, pieces)) + end, text))
    return Span(*found[0].span()) if len(found) == 1 else None


def _in_word(letter: str) -> bool:
    return re.match(r"\w", letter) is not None
