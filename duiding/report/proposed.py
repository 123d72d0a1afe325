"""Parts of a report and a letter: the proposals, what was decided on them, and what happens."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from duiding.models import Proposal
from duiding.queries.proposals import standing
from duiding.report.document import Block, Grid, Part
from duiding.report.source import Source
from duiding.wording import ended, sentence


def last_of(proposal: Proposal) -> str:
    """Return how it stands now, in a word or two."""
    return capfirst(standing(proposal, next(iter(proposal.progress.all()), None)))


def owner_of(source: Source, proposal: Proposal) -> str:
    """Return who takes a proposal up: by name only where everybody said that this is fine."""
    if not proposal.owner:
        return _("nobody yet")
    return proposal.owner if source.report.owners_named else _("somebody took it up")


def _flat(text: str) -> str:
    return " ".join(ended(line) for line in text.splitlines() if line.strip())


def lines_of(source: Source, proposal: Proposal) -> tuple[str, ...]:
    """Return what a proposal says, a line for each thing that was filled in."""
    step = proposal.first_step
    if step and proposal.first_step_on:
        step = _("%(step)s (before %(day)s)") % {"step": step, "day": date_format(proposal.first_step_on, "j F Y")}
    said = (
        (_("We see"), _flat(proposal.we_see)),
        (_("We want"), _flat(proposal.we_want)),
        (_("So that"), _flat(proposal.so_that)),
        (_("Who takes it up"), owner_of(source, proposal)),
        (_("First step"), step),
        (_("How it stands"), last_of(proposal)),
    )
    return tuple(_("%(name)s: %(value)s") % {"name": name, "value": value} for name, value in said if value)


def proposals(source: Source) -> Part:
    """Return the proposals with how they stand."""
    blocks = tuple(Block(f"{one.number}. {one.title}", points=lines_of(source, one)) for one in source.proposals)
    names = (_("number"), _("title"), _("theme"), _("level"), _("we see"), _("we want"), _("so that"),
             _("who takes it up"), _("first step"), _("how it stands"), _("reason"))  # fmt: skip
    rows = tuple(_row(source, one) for one in source.proposals)
    written = source.written.get("proposals", "")
    return Part("proposals", _("Proposals"), written, blocks=blocks, data=Grid(names, rows))


def _row(source: Source, one: Proposal) -> tuple[str | int, ...]:
    decision = getattr(one, "decision", None)
    return (one.number, one.title, one.theme, str(one.get_level_display()), one.we_see, one.we_want, one.so_that,
            owner_of(source, one), one.first_step, last_of(one), decision.reason if decision else "")  # fmt: skip


def decided(source: Source) -> Part:
    """Return what was decided, and what waits for a decision."""
    blocks = []
    for one in source.proposals:
        if one.state == Proposal.State.DRAFT:
            continue
        decision = getattr(one, "decision", None)
        lines = [_flat(one.we_want)]
        if decision is None:
            lines.append(_("This waits for a decision."))
        else:
            how = ended(capfirst(decision.get_outcome_display()))
            lines.append(" ".join(filter(None, (how, sentence(decision.refers_to), _flat(decision.reason)))))
        blocks.append(Block(f"{one.number}. {one.title}", lines=tuple(lines)))
    none = () if blocks else (_("Nothing was decided yet."),)
    return Part("decided", _("What was decided"), source.written.get("decided", ""), none, tuple(blocks))


def happens(source: Source) -> Part:
    """Return what happens now: the last that was heard of each proposal, else its first step."""
    points = []
    for one in source.proposals:
        last = next(iter(one.progress.all()), None)
        if last is not None and last.public:
            points.append(f"{one.title}: {sentence(last.text)}")
        elif getattr(one, "decision", None) and one.first_step:
            points.append(f"{one.title}: {sentence(one.first_step)}")
    blocks = (Block("", points=tuple(points)),) if points else ()
    return Part("happens", _("What happens now"), source.written.get("happens", ""), blocks=blocks)
