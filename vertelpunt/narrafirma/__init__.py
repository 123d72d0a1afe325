"""Reads NarraFirma's two CSV files into plain data; knows no database and guesses nothing silently."""

from vertelpunt.narrafirma.faults import Fault, ImportRefused, Note
from vertelpunt.narrafirma.reader import read_form, read_pair, read_stories
from vertelpunt.narrafirma.result import (
    Answer,
    Form,
    Import,
    ImportedQuestion,
    ImportedStory,
    Missing,
    Option,
    Stories,
)

__all__ = [
    "Answer",
    "Fault",
    "Form",
    "Import",
    "ImportRefused",
    "ImportedQuestion",
    "ImportedStory",
    "Missing",
    "Note",
    "Option",
    "Stories",
    "read_form",
    "read_pair",
    "read_stories",
]
