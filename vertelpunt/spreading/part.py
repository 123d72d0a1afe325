"""What a partner sees of its own part: complete stories against targets, small numbers hidden, what it promised."""

from dataclasses import dataclass

from lib.small_groups import shown, shown_alone, shown_of
from vertelpunt.models import Partner, Promise, Target
from vertelpunt.spreading.response import counts, names, targets, told_at, total


@dataclass(frozen=True)
class Row:
    """One channel or audience: how many complete stories, None when that is too few to show, and its target."""

    name: str
    complete: int | None
    target: Target | None = None


@dataclass(frozen=True)
class Part:
    """All that a partner sees."""

    partner: Partner
    told: int | None
    complete: int | None
    channels: tuple[Row, ...]
    audiences: tuple[Row, ...]
    promises: tuple[Promise, ...]
    smallest: int

    @property
    def hides(self) -> bool:
        """Tell whether a number is hidden."""
        numbers = [self.told, self.complete, *(row.complete for row in (*self.channels, *self.audiences))]
        return None in numbers


def part_of(partner: Partner) -> Part:
    """Return the part of `partner`: its own channels only."""
    point, smallest = partner.vertelpunt, partner.vertelpunt.coalition.small_group
    own = told_at(point).filter(channel__partner=partner)
    whole = total(own)
    complete = shown_alone(whole.complete, smallest)
    told = shown_alone(whole.told, smallest)
    if complete is not None and told is not None and shown_of(whole.complete, whole.told, smallest) is None:
        told = None
    return Part(
        partner=partner,
        told=told,
        complete=complete,
        channels=_rows(partner, "channel", [one.pk for one in partner.channels.all()], complete is None),
        audiences=_rows(partner, "audience", [one.pk for one in point.audiences.all()], complete is None),
        promises=tuple(partner.promises.all()),
        smallest=smallest,
    )


def _rows(partner: Partner, by: str, keys: list[int], hidden: bool) -> tuple[Row, ...]:
    point = partner.vertelpunt
    found = counts(told_at(point).filter(channel__partner=partner), by)
    complete = [found[key].complete if key in found else 0 for key in keys]
    numbers = [None] * len(keys) if hidden else shown(complete, point.coalition.small_group)
    called, hoped = names(point, by), targets(point, by) if by == "channel" else {}
    return tuple(Row(called[key], number, hoped.get(key)) for key, number in zip(keys, numbers, strict=True))
