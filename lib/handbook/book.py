"""The whole handbook: its pages in their order, and each as HTML with our own addresses in it."""

import hashlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown_it.token import Token

from lib.handbook.reading import INDEX, PICTURES, Page, parser, read_page, targets

Address = Callable[[str, str], str]


@dataclass(frozen=True)
class Book:
    """The pages by their slug, the index first and then in the order in which it names them."""

    folder: Path
    pages: Mapping[str, Page]

    @property
    def index(self) -> Page:
        """Return the page that leads to the others."""
        return self.pages[INDEX]

    def has(self, place: str) -> bool:
        """Tell whether there is such a place: «page» or «page#anchor»."""
        slug, _, anchor = place.partition("#")
        return slug in self.pages and (not anchor or anchor in self.pages[slug].anchors)

    def pictures(self) -> set[Path]:
        """Return the files of the pictures that pages show."""
        shown = {target for page in self.pages.values() for target in targets(page)}
        return {self.folder / target for target in shown if target.startswith(PICTURES)}

    def picture(self, name: str) -> Path | None:
        """Return the file of a picture that a page shows."""
        path = self.folder / PICTURES / name
        return path if path in self.pictures() else None

    def digest(self) -> str:
        """Return what changes when a page or a picture does."""
        found = hashlib.sha256()
        for path in [*sorted(self.folder.glob("*.md")), *sorted((self.folder / PICTURES).glob("*.png"))]:
            found.update(path.name.encode() + path.read_bytes())
        return found.hexdigest()[:16]


def book(folder: Path) -> Book:
    """Return the handbook in `folder`, read again only when a file changed."""
    return _book(folder, tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.md"))))


@lru_cache(maxsize=2)
def _book(folder: Path, stamps: tuple[tuple[str, int], ...]) -> Book:
    read = {path.stem: read_page(path) for path in (folder / name for name, _ in stamps)}
    first = [INDEX, *(target.partition("#")[0].removesuffix(".md") for target in targets(read[INDEX]))]
    order = list(dict.fromkeys([slug for slug in first if slug in read] + sorted(read)))
    return Book(folder, {slug: read[slug] for slug in order})


def as_html(page: Page, *, known: Mapping[str, Page], address: Address) -> str:
    """Return a page as HTML; `address(kind, name)` says where a «page» or «picture» is, other files become words."""
    tokens = deepcopy(page.tokens)
    for token in tokens:
        if token.children:
            token.children = _led(token.children, known, address)
    made = str(parser().renderer.render(tokens, parser().options, {}))
    return made.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")


def _led(children: list[Token], known: Mapping[str, Page], address: Address) -> list[Token]:
    """Return inline tokens with our addresses; a link to a file that is no page of the handbook loses its link."""
    kept, open_links = list[Token](), list[bool]()
    for child in children:
        if child.type == "image":
            child.attrSet("src", address("picture", str(child.attrGet("src")).rpartition("/")[2]))
            child.attrSet("loading", "lazy")
        if child.type == "link_open":
            open_links.append(_lead(child, known, address))
        stays = open_links[-1] if child.type == "link_open" else child.type != "link_close" or open_links.pop()
        if stays:
            kept.append(child)
    return kept


def _lead(link: Token, known: Mapping[str, Page], address: Address) -> bool:
    """Give a link our address; tell whether it leads somewhere in the product."""
    file, mark, anchor = str(link.attrGet("href")).partition("#")
    if "://" in file or (not file and anchor):
        return True
    slug = file.removesuffix(".md")
    if slug not in known:
        return False
    link.attrSet("href", address("page", slug) + mark + anchor)
    return True
