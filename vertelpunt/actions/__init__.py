"""What changes stories and Vertelpunten: each action is one function, for pages, API, commands and imports alike."""

from vertelpunt.actions.charters import write_charter
from vertelpunt.actions.composing import change_questions, drop_draft, issues_of, keep_own_question, publish
from vertelpunt.actions.elsewhere import add_elsewhere, remove_elsewhere
from vertelpunt.actions.importing import import_stories
from vertelpunt.actions.loading import load_help_lines, load_pool
from vertelpunt.actions.making import (
    change_audience,
    change_vertelpunt,
    clone_vertelpunt,
    make_vertelpunt,
    raise_audience,
    remove_vertelpunt,
    set_state,
)
from vertelpunt.actions.moderation import hold, release, reopen
from vertelpunt.actions.telling import add_answers, tell
from vertelpunt.actions.trials import delete_old_trials, delete_trials, make_trial_link
from vertelpunt.actions.withdrawal import apply_ledger, apply_taken_back, withdraw

__all__ = [
    "add_answers",
    "add_elsewhere",
    "apply_ledger",
    "apply_taken_back",
    "change_audience",
    "change_questions",
    "change_vertelpunt",
    "clone_vertelpunt",
    "delete_old_trials",
    "delete_trials",
    "drop_draft",
    "hold",
    "import_stories",
    "issues_of",
    "keep_own_question",
    "load_help_lines",
    "load_pool",
    "make_trial_link",
    "make_vertelpunt",
    "publish",
    "raise_audience",
    "release",
    "remove_elsewhere",
    "remove_vertelpunt",
    "reopen",
    "set_state",
    "tell",
    "withdraw",
    "write_charter",
]
