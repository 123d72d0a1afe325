"""What changes stories and Vertelpunten: each action is one function, for pages, API, commands and imports alike."""

from vertelpunt.actions.importing import import_stories
from vertelpunt.actions.loading import load_help_lines, load_pool
from vertelpunt.actions.moderation import hold, release, reopen
from vertelpunt.actions.telling import add_answers, tell
from vertelpunt.actions.withdrawal import apply_ledger, withdraw

__all__ = [
    "add_answers",
    "apply_ledger",
    "hold",
    "import_stories",
    "load_help_lines",
    "load_pool",
    "release",
    "reopen",
    "tell",
    "withdraw",
]
