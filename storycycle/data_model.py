"""Pictures of the data model, one for each app, made from the models themselves as plain SVG."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.apps import apps
from django.db.models import Field, ForeignObjectRel, Model

APPS = ("people", "vertelpunt", "patterns", "duiding")
COLOURS = {"people": "#1a4fa3", "vertelpunt": "#8a6300", "patterns": "#1f6f63", "duiding": "#7a3e6b"}
FONT = "Source Sans 3, Source Sans Pro, Arial, sans-serif"
INK, SOFT, RULE, PAPER = "#26221c", "#6b6459", "#cfc6b4", "#fffdf8"
WIDTH, GAP, ACROSS, LINE, TOP, EDGE, LETTERS = 216, 16, 64, 15, 26, 24, 34


@dataclass(frozen=True)
class Box:
    """One model: its relations, its other fields in lines, and where its box stands."""

    name: str
    own: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        """Return how high the box is."""
        return TOP + LINE * len(self.lines) + 6


def models_of(app: str) -> list[type[Model]]:
    """Return the models of an app that are written by hand: kept versions are made of them."""
    return [model for model in apps.get_app_config(app).get_models() if not model.__name__.startswith("Historical")]


def _box(model: type[Model], app: str) -> Box:
    fields = [field for field in model._meta.get_fields() if isinstance(field, Field)]
    related = [(field.name, field.related_model) for field in fields if not isinstance(field, ForeignObjectRel)]
    leads = [(name, to) for name, to in related if isinstance(to, type) and to is not model]
    plain = [field.name for field in fields if field.related_model is None and not field.primary_key]
    arrows = tuple((f"{name} → {to.__name__}", COLOURS.get(to._meta.app_label, SOFT)) for name, to in leads)
    own = tuple(to.__name__ for _name, to in leads if to._meta.app_label == app)
    return Box(model.__name__, own, arrows + tuple((line, SOFT) for line in _wrapped(plain)))


def _wrapped(names: Sequence[str]) -> Iterable[str]:
    """Return names in lines that fit a box."""
    line = ""
    for name in names:
        if line and len(line) + len(name) + 2 > LETTERS:
            yield line + ","
            line = name
        else:
            line = f"{line}, {name}" if line else name
    if line:
        yield line


def _depth(name: str, boxes: Mapping[str, Box], above: tuple[str, ...] = ()) -> int:
    """Return in which column a model stands: right of all that it belongs to."""
    on = [own for own in boxes[name].own if own in boxes and own not in above and own != name]
    return max((1 + _depth(own, boxes, (*above, name)) for own in on), default=0)


def _placed(boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Return the boxes in columns, each in the order of the code."""
    bottoms: dict[int, int] = {}
    placed: dict[str, Box] = {}
    for name, box in boxes.items():
        column = _depth(name, boxes)
        y = bottoms.get(column, EDGE + 30)
        placed[name] = Box(name, box.own, box.lines, EDGE + column * (WIDTH + ACROSS), y)
        bottoms[column] = y + box.height + GAP
    return placed


def picture(app: str) -> str:
    """Return the data model of one app as SVG."""
    boxes = _placed({model.__name__: _box(model, app) for model in models_of(app)})
    wide = max(box.x for box in boxes.values()) + WIDTH + EDGE
    high = max(box.y + box.height for box in boxes.values()) + EDGE
    lines = [_line(box, boxes[own]) for box in boxes.values() for own in dict.fromkeys(box.own) if own in boxes]
    drawn = [_drawn(box, COLOURS[app]) for box in boxes.values()]
    title = f"The data model of {app}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" font-family="{FONT}" font-size="11.5"><title>{title}</title>'
        f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>'
        f'<text x="{EDGE}" y="{EDGE + 12}" font-size="18" font-weight="700" fill="{INK}">{title}</text>'
    )
    return "\n".join([head, *lines, *drawn, "</svg>", ""])


def _line(box: Box, target: Box) -> str:
    """Draw that a model belongs to another."""
    x, y, to_x, to_y = box.x, box.y + 13, target.x + WIDTH, target.y + 13
    bend = max((x - to_x) // 2, 24)
    return f'<path d="M{x} {y} C{x - bend} {y} {to_x + bend} {to_y} {to_x} {to_y}" fill="none" stroke="{RULE}"/>'


def _drawn(box: Box, colour: str) -> str:
    rows = [
        f'<text x="{box.x + 8}" y="{box.y + TOP + 8 + LINE * at}" fill="{tone}">{escape(words)}</text>'
        for at, (words, tone) in enumerate(box.lines)
    ]
    return (
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="5" fill="#fff" stroke="{colour}"/>'
        f'<text x="{box.x + 8}" y="{box.y + 17}" font-size="13" font-weight="700" fill="{INK}">{box.name}</text>'
    ) + "".join(rows)
