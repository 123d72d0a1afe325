"""What a browser finds while somebody writes."""

from itertools import count

from vertelpunt.proof import proves


def proof_of(token: str) -> str:
    """Return the proof of work for `token`."""
    return next(str(found) for found in count() if proves(token, str(found)))
