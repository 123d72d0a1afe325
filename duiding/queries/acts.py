"""What can be undone at a table, in words: newest first, with who did it."""

from dataclasses import dataclass

from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext as _

from duiding.access import Seat
from duiding.models import Act, Note

SHOWN = 8
WIDE = 40
Do = Act.Do


@dataclass(frozen=True)
class ActView:
    """Something that can be undone."""

    act: Act
    words: str
    own: bool

    @property
    def who(self) -> str:
        """Return who did it."""
        return self.act.member.get_short_name() if self.act.member else ""


def _text(note: Note | None) -> str:
    if note is None or note.hidden:
        return _("a note")
    return f"“{truncatechars(note.text, WIDE)}”"


def _words(act: Act, names: dict[int, str]) -> str:
    def group(pk: int | None) -> str:
        return f"“{names[pk]}”" if pk in names else _("a group")

    note, gone = _text(act.note), f"“{act.words}”"
    if act.do == Do.MOVE and act.after["cluster"] == act.before["cluster"]:
        return _("moved %(note)s to another place in its group") % {"note": note}
    if act.do == Do.MOVE and act.after["cluster"] is None:
        return _("took %(note)s out of %(group)s") % {"note": note, "group": group(act.before["cluster"])}
    plain = {
        Do.MOVE: (_("moved %(note)s to %(group)s"), {"note": note, "group": group(act.after.get("cluster"))}),
        Do.ORDER: (_("moved %(note)s to another place in its group"), {"note": note}),
        Do.PLACE: (_("gave %(note)s another place on the wall"), {"note": note}),
        Do.TAKE_OFF: (_("took %(note)s off"), {"note": note}),
        Do.SPLIT: (_("made two notes of %(note)s"), {"note": f"“{truncatechars(act.words, WIDE)}”"}),
        Do.GROUP: (_("made the group %(group)s"), {"group": group(act.after.get("cluster"))}),
        Do.RENAME: (_("gave %(old)s the name %(group)s"), {"old": gone, "group": group(act.after.get("cluster"))}),
        Do.UNGROUP: (_("removed the group %(old)s"), {"old": gone}),
        Do.MERGE: (_("put %(old)s together with %(group)s"), {"old": gone, "group": group(act.after.get("cluster"))}),
    }
    sentence, values = plain[Act.Do(act.do)]
    return sentence % values


def acts_at(seat: Seat) -> list[ActView]:
    """Return what can be undone on the board of `seat`, newest first."""
    acts = Act.objects.filter(board=seat.board, undone_at=None).select_related("note", "member")[:SHOWN]
    shown = dict(seat.board.clusters.filter(hidden=False).values_list("pk", "name"))
    return [ActView(act, _words(act, shown), act.member_id == getattr(seat.member, "pk", None)) for act in acts]
