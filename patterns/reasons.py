"""Why a story or a sentence is proposed, in a few words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patterns.story import Given
from patterns.typical.choosing import Proposal

WHERE: dict[str, Promise] = {
    "typical": gettext_lazy("in the core: %(answers)s"),
    "counter": gettext_lazy("goes against the pattern: %(answers)s"),
    "middle": gettext_lazy("between both ends: %(answers)s"),
}
NAMES: dict[str, Promise] = {
    "moments": gettext_lazy("moments and numbers"),
    "actions": gettext_lazy("what people did"),
    "things": gettext_lazy("places and things"),
    "people": gettext_lazy("who were there"),
    "speech": gettext_lazy("what was said"),
}


def reason(proposal: Proposal, words: int, answers: Iterable[Given]) -> tuple[str, ...]:
    """Return why a story is proposed: where it stands, how it is told, and what it has in common with others."""
    grounds = set(proposal.grounds)
    said = [str(WHERE[proposal.part]) % {"answers": ", ".join(map(in_short, answers))}]
    if "concrete" in grounds:
        what = _(" and ").join(str(NAMES[kind]) for kind in proposal.names)
        said.append(_("told concretely (%(words)d words, names %(what)s)") % {"words": words, "what": what})
    elif "full" in grounds:
        said.append(_("told fully for this kind of teller (%(words)d words)") % {"words": words})
    if "central" in grounds:
        said.append(_("close in wording to others"))
    if "quotable" in grounds:
        said.append(_("may be quoted"))
    if "other" in grounds:
        said.append(_("another kind of teller"))
    return tuple(said)


def in_short(given: Given) -> str:
    """Return an answer as a few words: the question and what was answered."""
    if given.missing:
        answer = given.missing
    elif given.at:
        answer = str(given.value)
    else:
        answer = given.words or "".join(name for name, is_chosen in given.steps if is_chosen)
    return f"{given.label.lower()} {answer}"
