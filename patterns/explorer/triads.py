"""A triad where stories are chosen and counted: which of its poles has the largest share."""

import numpy as np

from patterns.stats.columns import MISSING, Codes, Ints


def mostly(values: Codes) -> Ints:
    """Return the pole with the largest share of each story; -1 without an answer, or where two are as large."""
    top = values.max(axis=1, keepdims=True, initial=MISSING)
    alone = (values == top).sum(axis=1) == 1
    return np.where(alone, values.argmax(axis=1), MISSING).astype(np.int64)
