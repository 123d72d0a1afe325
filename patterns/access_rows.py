"""Who may open which address of patterns, and its places in the menu of a coalition."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lib.slots import AccessRow, NavItem
from people.roles import Permission

ACCESS: dict[str, str] = {
    "patterns:dashboard": Permission.READ_FIGURES.value,
    "patterns:response": Permission.READ_FIGURES.value,
    "patterns:selections": Permission.READ_FIGURES.value,
    "patterns:selection": Permission.READ_FIGURES.value,
    "patterns:compare_rest": Permission.ANALYSE.value,
    "patterns:export": Permission.EXPORT.value,
    "patterns:ready": Permission.EXPORT.value,
    "patterns:ready_file": Permission.EXPORT.value,
    "patterns:story": Permission.READ_STORIES.value,
    "patterns:patterns": Permission.READ_FIGURES.value,
    "patterns:patterns_file": Permission.READ_FIGURES.value,
    "patterns:evaluation_settings": Permission.ANALYSE.value,
    "patterns:pattern": Permission.READ_FIGURES.value,
    "patterns:pattern_figure": Permission.READ_FIGURES.value,
    "patterns:question": Permission.READ_FIGURES.value,
    "patterns:question_figure": Permission.READ_FIGURES.value,
    "patterns:compare": Permission.READ_FIGURES.value,
    "patterns:compare_figure": Permission.READ_FIGURES.value,
    "patterns:matrix": Permission.READ_FIGURES.value,
    "patterns:mark": Permission.WRITE_CARDS.value,
    "patterns:observations": Permission.READ_FIGURES.value,
    "patterns:observations_file": Permission.READ_FIGURES.value,
    "patterns:cards_file": Permission.READ_FIGURES.value,
    "patterns:cards_paper": Permission.READ_FIGURES.value,
    "patterns:cards": Permission.READ_FIGURES.value,
    "patterns:card": Permission.READ_FIGURES.value,
    "patterns:card_paper": Permission.READ_FIGURES.value,
    "patterns:story_cards": Permission.READ_STORIES.value,
    "patterns:story_cards_print": Permission.READ_STORIES.value,
    "patterns:card_page": Permission.READ_FIGURES.value,
    "patterns:observation_new": Permission.WRITE_CARDS.value,
    "patterns:observation": Permission.WRITE_CARDS.value,
    "patterns:observation_delete": Permission.WRITE_CARDS.value,
    "patterns:observation_history": Permission.WRITE_CARDS.value,
    "patterns:observation_numbers": Permission.WRITE_CARDS.value,
    "patterns:card_out": Permission.READ_FIGURES.value,
    "patterns:card_sets": Permission.READ_FIGURES.value,
    "patterns:card_set": Permission.READ_FIGURES.value,
    "patterns:card_set_file": Permission.READ_FIGURES.value,
    "patterns:card_set_paper": Permission.READ_FIGURES.value,
    "patterns:card_set_print": Permission.READ_FIGURES.value,
    "patterns:observation_stories": Permission.WRITE_CARDS.value,
    "patterns:observation_quote": Permission.WRITE_CARDS.value,
    "patterns:story_tracks": Permission.WRITE_CARDS.value,
    "patterns:tracks": Permission.READ_STORIES.value,
    "patterns:track": Permission.READ_STORIES.value,
    "patterns:track_edit": Permission.WRITE_CARDS.value,
    "patterns:track_add": Permission.WRITE_CARDS.value,
    "patterns:track_proposals": Permission.WRITE_CARDS.value,
    "patterns:codes": Permission.READ_STORIES.value,
    "patterns:code": Permission.ANALYSE.value,
    "patterns:code_next": Permission.WRITE_CARDS.value,
    "patterns:code_story": Permission.WRITE_CARDS.value,
    "patterns:code_file": Permission.READ_STORIES.value,
    "patterns:code_book_file": Permission.READ_STORIES.value,
    "patterns:key_figures": Permission.READ_FIGURES.value,
    "patterns:key_figures_edit": Permission.WRITE_CARDS.value,
    "patterns:key_figure": Permission.WRITE_CARDS.value,
    "patterns:key_figures_print": Permission.READ_FIGURES.value,
}


def menu() -> Iterable[NavItem]:
    """Return this app's places in the menu of a coalition."""
    return [NavItem(_("Cards"), "patterns:observations", Permission.READ_FIGURES.value, "find")]


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]
