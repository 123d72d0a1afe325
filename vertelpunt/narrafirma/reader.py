"""The three ways in: a form, stories by a form, and both at once."""

from typing import TypeVar

from vertelpunt.narrafirma.faults import Faults, refuse_if_any
from vertelpunt.narrafirma.form import parse_form
from vertelpunt.narrafirma.result import Form, Import, Stories
from vertelpunt.narrafirma.stories import parse_stories
from vertelpunt.narrafirma.table import open_table
from vertelpunt.narrafirma.words import language_code

T = TypeVar("T")


def read_form(data: bytes) -> Form:
    """Return the story form in a file, or raise ImportRefused with all its faults."""
    faults = Faults("form")
    form = parse_form(data, faults)
    return complete(form, faults)


def read_stories(form: Form, data: bytes) -> Stories:
    """Return the stories in a data file, or raise ImportRefused with all its faults."""
    faults = Faults("stories")
    stories = parse_stories(form, data, faults)
    return complete(stories, faults)


def read_pair(form_data: bytes, stories_data: bytes) -> Import:
    """Return what both files hold, or raise ImportRefused with the faults of both."""
    of_form, of_stories = Faults("form"), Faults("stories")
    form = parse_form(form_data, of_form)
    if form is None or of_form.found:
        read_loosely(stories_data, of_stories)
        stories = None
    else:
        stories = parse_stories(form, stories_data, of_stories)
    return combined(complete(form, of_form, of_stories), complete(stories, of_stories))


def complete(result: T | None, *faults: Faults) -> T:
    """Return what was read, or raise with everything that is wrong."""
    refuse_if_any(*faults)
    if result is None:
        raise RuntimeError("nothing was read, and nothing says why")
    return result


def read_loosely(data: bytes, faults: Faults) -> None:
    """Look for the faults of a data file that show without a form: in its bytes and quotation marks."""
    table = open_table(data, faults, [], bool)
    for _ in table.rows() if table else ():
        pass


def combined(form: Form, stories: Stories) -> Import:
    """Return form and stories as one import."""
    return Import(
        title=form.texts.get("title", ""),
        start_text=form.texts.get("start text", ""),
        end_text=form.texts.get("end text", ""),
        language=language_code(form.texts.get("default language", "")),
        questions=stories.questions,
        stories=stories.stories,
        notes=form.notes + stories.notes,
    )
