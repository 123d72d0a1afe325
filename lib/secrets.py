"""Codes that people keep, and keyed digests, so that a guess at a text or code cannot be confirmed."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks like something else


def new_code(groups: int = 3, size: int = 4) -> str:
    """Return a random code such as `K7QM-2XDF-PA9R` (about five bits a character)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(size)) for _ in range(groups))


def derived_code(purpose: str, text: str, groups: int = 3, size: int = 4) -> str:
    """Return the code that belongs to `text` under a key for `purpose`: always the same, and nobody can guess it."""
    number, made = int(keyed_digest(purpose, text), 16), []
    for _ in range(groups * size):
        number, place = divmod(number, len(ALPHABET))
        made.append(ALPHABET[place])
    return spaced_code("".join(made), size)


def normal_code(typed: str) -> str:
    """Return a typed or pasted code as it was given: capitals, no blanks or dashes."""
    return "".join(character for character in typed.upper() if character.isalnum())


def spaced_code(typed: str, size: int = 4) -> str:
    """Return a typed or pasted code as it was shown when it was given."""
    plain = normal_code(typed)
    return "-".join(plain[start : start + size] for start in range(0, len(plain), size))


def key_for(purpose: str) -> bytes:
    """Return the secret key for `purpose` (32 bytes), for digests of many things at once."""
    return hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()


def keyed_digest(purpose: str, text: str) -> str:
    """Return the HMAC-SHA256 of `text` under a key for `purpose` (64 hex digits)."""
    return hmac.new(key_for(purpose), text.encode(), hashlib.sha256).hexdigest()


def code_digest(purpose: str, typed: str) -> str:
    """Return the digest under which a code is stored."""
    return keyed_digest(purpose, normal_code(typed))


def new_token() -> str:
    """Return a random token of 192 bits for links and cookies."""
    return urlsafe_b64encode(secrets.token_bytes(24)).decode()
