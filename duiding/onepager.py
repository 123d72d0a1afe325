"""Proposals on paper: one A4 each, to present and decide with (PDF/UA-1)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from duiding.models import Decision, Proposal
from duiding.queries.proposals import standing_of
from duiding.wording import ended
from lib.pdf import breakable, render
from lib.texts import active_language
from patterns.keyfigures.sheets import ShownFigure

TEMPLATE = Path(__file__).parent / "paper" / "onepager.typ"


def onepagers(proposals: Sequence[Proposal]) -> bytes:
    """Return `proposals` as one PDF, a page each, in their order and in the active language."""
    first = proposals[0]
    title = first.title if len(proposals) == 1 else _("Proposals of %(coalition)s") % {"coalition": first.coalition}
    return render(TEMPLATE, {
        "lang": active_language(),
        "title": title,
        "author": first.coalition.known_as,
        "pages": [_page(one, place, len(proposals)) for place, one in enumerate(proposals, start=1)],
        "words": {"open": _("not filled in yet")},
    })  # fmt: skip


def _page(proposal: Proposal, place: int, of: int) -> dict[str, Any]:
    where = [proposal.coalition.known_as, str(proposal.get_level_display()), proposal.theme]
    if proposal.session:
        where.append(str(proposal.session))
    return {
        "above": " · ".join(filter(None, where)),
        "title": breakable(f"{proposal.number}. {proposal.title}"),
        "standing": capfirst(standing_of(proposal)),
        "want": breakable(_lines(proposal.we_want)),
        "blocks": [{"title": title, "text": breakable(text)} for title, text in _blocks(proposal)],
        "rests": [breakable(one) for one in _grounds(proposal)],
        "rests_title": _("What it rests on"),
        "want_title": _("We want"),
        "decision": _decision(proposal),
        "agreements": [
            [one.who, breakable(one.what), date_format(one.before, "j F Y")] for one in proposal.agreements.all()
        ],
        "headings": [_("Who"), _("What"), capfirst(_("before"))],
        "agreements_title": _("Agreements"),
        "foot": _("%(place)s of %(of)s") % {"place": place, "of": of} if of > 1 else "",
        "disclaimer": _("Stories and figures show where to look. They are not representative."),
    }


def _lines(text: str) -> str:
    return "\n".join(ended(line) for line in text.splitlines() if line.strip())


def _blocks(proposal: Proposal) -> list[tuple[str, str]]:
    step = proposal.first_step
    if step and proposal.first_step_on:
        before = _("before %(day)s") % {"day": date_format(proposal.first_step_on, "j F Y")}
        step = f"{step} ({before})"
    return [
        (_("We see"), _lines(proposal.we_see)),
        (_("So that"), _lines(proposal.so_that)),
        (_("Who takes it up"), proposal.owner),
        (_("Who else"), proposal.helpers),
        (_("First step"), step),
        (_("What is needed"), proposal.needs),
    ]


def _grounds(proposal: Proposal) -> list[str]:
    cards = proposal.observations.filter(hidden=False)
    stories = ", ".join(str(story) for story in proposal.stories.all())
    figures = [ShownFigure(one) for one in proposal.key_figures.all()]
    return [
        *(f"{_('Card')} {card.number}: {card.title}" for card in cards),
        *([f"{_('Stories')} {stories}"] if stories else []),
        *(f"{one.value} {one.figure.label}, {one.figure.about} ({one.source})" for one in figures),
    ]


def _decision(proposal: Proposal) -> dict[str, Any]:
    """Return what was decided, or what is asked of whom with room to write."""
    decision = getattr(proposal, "decision", None)
    if decision is not None:
        lines = [decision.refers_to, decision.reason, decision.conditions]
        day = date_format(decision.decided_on, "j F Y")
        title = f"{capfirst(decision.get_outcome_display())} ({day})"
        return {"title": title, "lines": [breakable(line) for line in lines if line], "choices": []}
    asked = [_("Decides: %(who)s") % {"who": proposal.decider}] if proposal.decider else []
    if proposal.decide_before:
        asked.append(_("Before %(day)s") % {"day": date_format(proposal.decide_before, "j F Y")})
    choices = [capfirst(str(label)) for _value, label in Decision.Outcome.choices]
    return {"title": _("Decision"), "lines": asked, "choices": choices, "because": _("Because")}
