"""Small pure helpers: keys from names, texts without markup, names of languages."""

import html
import re
import unicodedata
from collections.abc import Collection

KEY_LENGTH = 48
TAGS = (
    "a b big blockquote br center code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p small span strong "
    "sub sup table td tr u ul"
)
TAG = re.compile(rf"</?(?:{'|'.join(TAGS.split())})(?:\s[^<>]*)?/?>", re.IGNORECASE)
CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,4})?", re.IGNORECASE)
LANGUAGES = {
    "ar": "arabic arabisch العربية",
    "de": "german deutsch duits allemand",
    "en": "english engels anglais englisch",
    "es": "spanish español espanol spaans castellano",
    "fr": "french français francais frans französisch",
    "fy": "frisian frysk fries",
    "it": "italian italiano italiaans",
    "nl": "dutch nederlands nederlandse néerlandais niederländisch",
    "pap": "papiamento papiamentu papiaments",
    "pl": "polish polski pools",
    "pt": "portuguese português portugees",
    "so": "somali somalisch",
    "ti": "tigrinya ትግርኛ",
    "tr": "turkish türkçe turks",
    "uk": "ukrainian українська oekraïens",
}
BY_NAME = {name: code for code, names in LANGUAGES.items() for name in names.split()}


def same(text: str) -> str:
    """Return `text` as it is compared: composed characters, single blanks, no blanks around it."""
    return unicodedata.normalize("NFC", " ".join(text.replace("\ufeff", "").split()))


def plain(text: str) -> str:
    """Return `text` without the markup that NarraFirma allows in texts of a form."""
    return same(html.unescape(TAG.sub(" " if "<br" in text.lower() else "", text)))


def slug(text: str) -> str:
    """Return `text` as a key: small letters, digits and underscores; empty where it has none of those."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", letters)[:KEY_LENGTH].strip("_")


def unique(wanted: str, taken: Collection[str]) -> str:
    """Return `wanted`, with a number behind it when it is taken."""
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}_{number}"
    return key


def language_code(name: str) -> str:
    """Return the code of a language from its code or name; empty when it is not recognised."""
    word = same(name).lower()
    if word in BY_NAME:
        return BY_NAME[word]
    return word if CODE.fullmatch(word) else ""
