"""From a Markdown file to a page: its headings with anchors, the text of each part, and where its links go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lib.handbook.anchors import Anchors

INDEX = "README"
PICTURES = "../img/handleiding/"


@dataclass
class Part:
    """A heading with the text below it, up to the next heading."""

    title: str
    level: int
    anchor: str
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the words of this part on one line."""
        return " ".join(" ".join(self.texts).split())


@dataclass(frozen=True)
class Page:
    """One page of the handbook: `slug` is the name of its file, its tokens know their anchors."""

    slug: str
    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """Return the title of the page."""
        return self.parts[0].title

    @property
    def anchors(self) -> set[str]:
        """Return what an address may end in."""
        return {part.anchor for part in self.parts}


def parser() -> MarkdownIt:
    """Return what reads our Markdown: with tables, and HTML as plain text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def plain(token: Token) -> str:
    """Return the words of an inline token, the text beside a picture included."""
    words = (" " if child.type.endswith("break") else child.content for child in token.children or ())
    return "".join(words)


def read_page(path: Path) -> Page:
    """Return the page that a file makes."""
    tokens = parser().parse(path.read_text(encoding="utf-8"))
    return Page(path.stem, tuple(tokens), tuple(_parts(tokens)))


def _parts(tokens: Sequence[Token]) -> list[Part]:
    """Return the parts of a document, and give its headings their anchors."""
    anchors, parts = Anchors(), list[Part]()
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        if before and before.type == "heading_open":
            title = " ".join(plain(token).split())
            parts.append(Part(title, int(before.tag[1]), anchors(title)))
            before.attrSet("id", parts[-1].anchor)
        elif parts:
            parts[-1].texts.append(plain(token))
    return parts


def inlines(tokens: Sequence[Token]) -> Iterator[Token]:
    """Return links and pictures, wherever they stand."""
    for token in tokens:
        yield from (child for child in token.children or () if child.type in ("link_open", "image"))


def targets(page: Page) -> list[str]:
    """Return where the links and pictures of a page go, as they are written."""
    return [str(one.attrGet("src" if one.type == "image" else "href")) for one in inlines(page.tokens)]
