"""Parts of a report: the notes and groups of each table, the dots on them, and how people looked back."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duiding.models import Board, Note
from duiding.queries.leading import looked_back
from duiding.report.document import Block, Grid, Part
from duiding.report.meeting import heading
from duiding.report.source import Source
from duiding.wording import sentence
from lib.small_groups import shown
from patterns.numbers import decimal


def said(note: Note) -> str:
    """Return the words of a note, with what it is about; never who wrote it."""
    text = sentence(note.text)
    if note.so_that:
        text = _("%(text)s So that: %(so_that)s") % {"text": text, "so_that": sentence(note.so_that)}
    about = about_of(note)
    return f"{text} ({about})" if about else text


def about_of(note: Note) -> str:
    """Return which card or story a note is about, or that its story was withdrawn."""
    if note.story_withdrawn:
        return _("its story was withdrawn")
    if note.story is not None:
        return _("story %(number)s") % {"number": note.story}
    if note.observation is not None and not note.observation.hidden:
        return _("card %(number)s") % {"number": note.observation.number}
    return ""


def notes(source: Source) -> Part:
    """Return the notes of each table that are in no group, by kind; files of data have all of them."""
    blocks = tuple(block for board in source.boards for block in _notes_of(board))
    names = (_("table"), _("kind"), _("note"), _("so that"), _("about"), _("group"))
    rows = tuple(
        (str(board.table), str(note.get_kind_display()), note.text, note.so_that, about_of(note), _group(note))
        for board in source.boards
        for note in board.notes.all()
    )
    written = source.written.get("notes", "")
    return Part("notes", _("Notes at each table"), written, blocks=blocks, data=Grid(names, rows))


def _group(note: Note) -> str:
    return note.cluster.name if note.cluster is not None and not note.cluster.hidden else ""


def _notes_of(board: Board) -> list[Block]:
    free = [note for note in board.notes.all() if not _group(note)]
    blocks = []
    for kind, label in Note.Kind.choices:
        points = tuple(said(note) for note in free if note.kind == kind)
        if points:
            blocks.append(Block(f"{heading(board.table)} · {capfirst(str(label))}", points=points))
    return blocks


def clusters(source: Source) -> Part:
    """Return the groups that people made, with what is in them."""
    found = [(board, cluster) for board in source.boards for cluster in board.clusters.all()]
    inside = {
        cluster.pk: [note for note in board.notes.all() if note.cluster_id == cluster.pk] for board, cluster in found
    }
    blocks = tuple(
        Block(f"{cluster.name} ({board.table})", points=tuple(said(note) for note in inside[cluster.pk]))
        for board, cluster in found
    )
    rows = tuple((str(board.table), cluster.name, len(inside[cluster.pk])) for board, cluster in found)
    data = Grid((_("table"), _("group"), _("notes")), rows)
    return Part("clusters", _("What belongs together"), source.written.get("clusters", ""), blocks=blocks, data=data)


def votes(source: Source) -> Part:
    """Return the dots on groups, the most first."""
    every = [(board, cluster) for board in source.boards for cluster in board.clusters.all()]
    dotted = [(source.dots[cluster.pk], str(board.table), cluster.name) for board, cluster in every]
    rows = tuple((table, name, n) for n, table, name in sorted(dotted, key=lambda row: -row[0]) if n)
    grid = Grid((_("Table"), _("Group"), _("Dots")), rows)
    return Part("votes", _("Where the dots went"), source.written.get("votes", ""), grid=grid, data=grid)


def evaluation(source: Source) -> Part:
    """Return the grades that people gave, unless they were few; their words stay with who led the session."""
    found = looked_back(source.session)
    total = sum(number for _grade, number in found.grades)
    written = source.written.get("evaluation", "")
    if not total:
        return Part("evaluation", _("Looking back"), written)
    if total < source.smallest:
        lines = (_("Fewer than %(n)d people looked back, so no grades stand here.") % {"n": source.smallest},)
        return Part("evaluation", _("Looking back"), written, lines)
    mean = sum(grade * number for grade, number in found.grades) / total
    words = ngettext("%(n)d person looked back.", "%(n)d people looked back.", total) % {"n": total}
    average = _("On average they gave %(mean)s out of 5.") % {"mean": decimal(mean, 1)}
    counts = shown([number for _grade, number in found.grades], source.smallest)
    rows = tuple((grade, _("few") if n is None else n) for (grade, _n), n in zip(found.grades, counts, strict=True))
    return Part(
        "evaluation", _("Looking back"), written, (f"{words} {average}",), data=Grid((_("grade"), _("people")), rows)
    )
