"""The handbook as one PDF, with contents and pictures: the pages as data for `handbook.typ`, never as markup."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from lib.handbook.book import Book
from lib.handbook.book import book as read_book
from lib.handbook.reading import Page
from lib.pdf import breakable, render

Block = dict[str, Any]
TEMPLATE = Path(__file__).parent / "handbook.typ"
LANGUAGE = "nl"
STYLES = {"strong": "bold", "em": "slanted", "code_inline": "code"}


def pdf(book: Book) -> bytes:
    """Return the PDF of the whole handbook; made once for each state of its files."""
    return _made(book.folder, book.digest())


@lru_cache(maxsize=1)
def _made(folder: Path, digest: str) -> bytes:
    book = read_book(folder)
    root = book.folder.resolve().parents[1]
    with override(LANGUAGE):
        words = {"contents": _("Contents"), "author": "StoryCycle"}
    pages = [blocks_of(page, book) for page in book.pages.values() if page is not book.index]
    return render(
        TEMPLATE, {"title": f"StoryCycle: {book.index.title.lower()}", "words": words, "pages": pages}, root=root
    )


def blocks_of(page: Page, book: Book) -> list[Block]:
    """Return a page as blocks: headings, paragraphs, lists, tables and pictures."""
    return list(_blocks(SyntaxTreeNode(list(page.tokens)).children, page, book))


def _blocks(nodes: Iterable[SyntaxTreeNode], page: Page, book: Book) -> Iterator[Block]:
    for node in nodes:
        made = BLOCKS.get(node.type, _many)(node, page, book)
        yield from made if isinstance(made, list) else [made]


def _many(node: SyntaxTreeNode, page: Page, book: Book) -> list[Block]:
    return list(_blocks(node.children, page, book))


def _heading(node: SyntaxTreeNode, page: Page, book: Book) -> Block:
    label = f"{page.slug}#{node.attrs['id']}"
    return {"kind": "heading", "level": int(node.tag[1]), "label": label, "runs": _runs(node.children[0], page, book)}


def _paragraph(node: SyntaxTreeNode, page: Page, book: Book) -> Block:
    inside = node.children[0].children
    if [one.type for one in inside] == ["image"]:
        source = (book.folder / str(inside[0].attrs["src"])).resolve()
        shown = "/" + source.relative_to(book.folder.resolve().parents[1]).as_posix()
        return {"kind": "picture", "source": shown, "alt": inside[0].content}
    return {"kind": "paragraph", "runs": _runs(node.children[0], page, book)}


def _list(node: SyntaxTreeNode, page: Page, book: Book) -> Block:
    items = [_many(item, page, book) for item in node.children]
    return {"kind": "list", "numbered": node.type == "ordered_list", "items": items}


def _table(node: SyntaxTreeNode, page: Page, book: Book) -> Block:
    rows = [
        [_runs(cell.children[0], page, book) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    return {"kind": "table", "head": rows[0], "rows": rows[1:]}


def _code(node: SyntaxTreeNode, page: Page, book: Book) -> Block:
    return {"kind": "code", "text": node.content.rstrip("\n")}


BLOCKS: Mapping[str, Any] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "fence": _code,
}


def _runs(node: SyntaxTreeNode, page: Page, book: Book) -> list[dict[str, Any]]:
    """Return the words of a line with their style, and where they lead."""
    runs: list[dict[str, Any]] = []
    style: dict[str, Any] = {}
    for child in node.to_tokens()[0].children or ():
        if child.type == "link_open":
            style["to"] = _lead(child, page, book)
        elif child.type == "link_close":
            style.pop("to", None)
        elif child.type.endswith("_open"):
            style[STYLES[child.type.removesuffix("_open")]] = True
        elif child.type.endswith("_close"):
            style.pop(STYLES[child.type.removesuffix("_close")], None)
        else:
            code = {"code": True} if child.type == "code_inline" else {}
            words = " " if child.type.endswith("break") else breakable(child.content)
            runs.append({"text": words} | style | code)
    return [run for run in runs if run["text"]]


def _lead(link: Token, page: Page, book: Book) -> str:
    """Return where a link leads on paper: an address, a place in the handbook, or nowhere."""
    to = str(link.attrGet("href"))
    if "://" in to:
        return to
    file, _mark, anchor = to.partition("#")
    slug = file.removesuffix(".md") or page.slug
    if slug not in book.pages or slug == book.index.slug:
        return ""
    place = f"{slug}#{anchor or book.pages[slug].parts[0].anchor}"
    return place if book.has(place) else ""
