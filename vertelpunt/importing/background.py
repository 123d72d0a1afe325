"""Columns that may say what others know of a person, such as age: their names tell, and a person decides."""

import re
from dataclasses import replace

from vertelpunt.importing.mapping import Column

OFFERED = ("slider", "ordered", "choice", "multi")
KNOWN = re.compile(
    r"\b(leeftijd\w*|hoe oud|geboortejaar|geslacht|gender|sekse|gemeente|woongemeente|regio|provincie|nationaliteit|"
    r"(land van )?(afkomst|herkomst)|\w*achtergrond|etniciteit|geloof|religie|opleiding\w*|beroep|gezinsvorm|"
    r"gezinssamenstelling|burgerlijke staat|soort hulp|hulpvorm|diagnose\w*|age|how old|year of birth|"
    r"sex|municipality|region|nationality|ethnicity|religion|education|occupation|diagnosis|marital status)\b"
)
CHILD = re.compile(
    r"\b(kind|kinderen|kinds|zoon|dochter|jeugdige\w*|gezin\w*|soort hulp|hulpvorm|diagnose\w*|"
    r"child\w*|family|diagnosis)\b"
)


def with_background(column: Column) -> Column:
    """Return a column as one about a person where its name says so, to be looked at.

    >>> with_background(Column("Leeftijd kind", "choice")).about, with_background(Column("Geslacht", "choice")).about
    ('child', 'teller')
    >>> with_background(Column("Hoe voelde het?", "choice")).ask
    ()
    """
    words = f"{column.name} {column.text}".lower().replace("_", " ")
    if column.kind not in OFFERED or not KNOWN.search(words):
        return column
    return replace(column, about="child" if CHILD.search(words) else "teller", ask=(*column.ask, "about"))
