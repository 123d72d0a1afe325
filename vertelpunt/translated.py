"""The shipped content in the other languages of tellers: one file per language, put beside Dutch and English."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from lib.texts import Texts
from vertelpunt.questions import Option, Question

FOLDER = Path(__file__).parent / "content" / "languages"
Words = Mapping[str, Any]


@dataclass(frozen=True)
class Language:
    """What one file has; `reviewed` names the native speaker who read it and when, "" as long as nobody did."""

    code: str
    reviewed: str
    questions: Mapping[str, Words]
    audiences: Mapping[str, Mapping[str, str]]
    presets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    help_lines: Mapping[str, Sequence[str]] = field(default_factory=dict)


@cache
def languages() -> tuple[Language, ...]:
    """Return the other languages that the content is there in."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.json")))


def _read(path: Path) -> Language:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    del data["about"]
    return Language(path.stem, **data)


def not_reviewed(codes: Iterable[str]) -> list[str]:
    """Return which of `codes` no native speaker has read yet."""
    unread = {one.code for one in languages() if not one.reviewed}
    return [code for code in codes if code in unread]


def question(asked: Question) -> Question:
    """Return a shipped question with its words in the other languages, as far as they are there."""
    for language in languages():
        if words := language.questions.get(asked.key):
            asked = _question(asked, language.code, words)
    return asked


def _question(asked: Question, code: str, words: Words) -> Question:
    poles = words.get("poles", ("", ""))
    return replace(
        asked,
        short=_more(asked.short, code, words["short"]),
        text=_more(asked.text, code, words["text"]),
        help=_more(asked.help, code, words.get("help", "")),
        wording=_wording(asked.wording, code, words.get("wording", {})),
        options=tuple(_option(one, code, words.get("options", {}).get(one.code, [""])) for one in asked.options),
        poles=(_more(asked.poles[0], code, poles[0]), _more(asked.poles[1], code, poles[1])) if asked.poles else None,
    )


def _option(option: Option, code: str, words: Sequence[Any]) -> Option:
    own = words[1] if len(words) > 1 else {}
    return replace(option, label=_more(option.label, code, words[0]), wording=_wording(option.wording, code, own))


def _wording(wording: Mapping[str, Texts], code: str, words: Mapping[str, str]) -> dict[str, Texts]:
    return {audience: _more(text, code, words.get(audience, "")) for audience, text in wording.items()}


def _more(text: Texts, code: str, words: str) -> Texts:
    return text | {code: words} if words else text


def texts(known: Mapping[str, Any], words: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return `known` with the `words` of each language code put beside the texts that have the same name."""
    made = dict(known)
    for code, own in words.items():
        made |= {name: _more(made[name], code, text) for name, text in own.items() if name in made}
    return made


def audience(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a shipped audience with its words in the other languages."""
    return texts(known, {one.code: one.audiences.get(known["key"], {}) for one in languages()})


def preset(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a ready-made beginning with its words in the other languages."""
    return texts(known, {one.code: one.presets.get(known["key"], {}) for one in languages()})


def help_line(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a shipped help line with its name and note in the other languages."""
    where = known["phone"] or known["address"]
    said = {one.code: one.help_lines.get(where, ("", "")) for one in languages()}
    return texts(known, {code: {"name": name, "note": note} for code, (name, note) in said.items()})
