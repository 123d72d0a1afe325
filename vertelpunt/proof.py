"""A small proof of work: a browser that spent a moment on a form is trusted more; nobody is refused without."""

import hashlib

BITS = 11  # about two thousand digests: some tenths of a second on an old phone
LONGEST = 12  # digits of the number that a browser found


def proves(token: str, found: str) -> bool:
    """Tell whether `found` is a number with which the digest of `token` begins with enough zero bits."""
    if not token or not (found.isascii() and found.isdigit()) or len(found) > LONGEST:
        return False
    digest = hashlib.sha256(f"{token}:{found}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0
