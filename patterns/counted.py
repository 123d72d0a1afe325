"""The columns that an evaluation counted, kept on disk: figures are made of exactly these when somebody looks.

No text, no names, no ids: integers, with a private character for each label. A file goes when a story in it changes
or goes, and with its evaluation.
"""

import json
import logging
import os
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from django.conf import settings as site

from patterns.stats.columns import Column, Dataset, Option
from patterns.stats.settings import Settings
from patterns.subsets import keys_in, subsets_of
from vertelpunt import purging

if TYPE_CHECKING:
    from patterns.models import Evaluation
    from patterns.stats.figures import Figure
    from patterns.stats.results import Pattern

log = logging.getLogger(__name__)
UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)
ABOUT = ("key", "label", "kind", "role", "poles", "middle")


def path_of(evaluation_pk: int) -> Path:
    """Return the file of an evaluation."""
    return Path(site.DATASET_CACHE_DIR) / f"evaluation-{evaluation_pk}.npz"


def forget(evaluation_pk: int) -> None:
    """Have the file of an evaluation removed after the transaction, and what a killed writer left beside it."""
    for path in _files_of(evaluation_pk):
        purging.ask(path.relative_to(site.VAR_DIR))


def kept_for(evaluation_pk: int) -> bool:
    """Tell whether anything of an evaluation is on disk."""
    return any(path.exists() for path in _files_of(evaluation_pk))


def _files_of(evaluation_pk: int) -> tuple[Path, Path]:
    path = path_of(evaluation_pk)
    return path, path.with_suffix(".part")


def write(evaluation_pk: int, dataset: Dataset) -> None:
    """Keep the columns of an evaluation; without room on the disk there are no figures beyond those kept with it."""
    path, part = _files_of(evaluation_pk)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with part.open("wb") as file:
            np.savez(file, **_arrays(dataset))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        log.warning("The columns of an evaluation could not be kept on disk; some figures cannot be shown.")


def _arrays(dataset: Dataset) -> dict[str, Any]:
    about = [_about(column) for column in dataset.columns]
    arrays = {f"v{place}": column.values for place, column in enumerate(dataset.columns)}
    states = {f"s{place}": column.states for place, column in enumerate(dataset.columns) if column.states is not None}
    return arrays | states | {"digest": np.array(dataset.digest), "about": np.array(json.dumps(about))}


def _about(column: Column) -> dict[str, Any]:
    options = [[option.code, option.label] for option in column.options]
    return {name: getattr(column, name) for name in ABOUT} | {"options": options}


def read(evaluation: "Evaluation", keys: Iterable[str]) -> Dataset | None:
    """Return these columns as `evaluation` counted them; None when they are not kept any more."""
    try:
        with np.load(path_of(evaluation.pk), allow_pickle=False) as file:
            if str(file["digest"]) != evaluation.digest:
                return None
            about = json.loads(str(file["about"]))
            wanted = set(keys)
            found = [(place, one) for place, one in enumerate(about) if one["key"] in wanted]
            return Dataset(tuple(_column(file, place, one) for place, one in found), digest=evaluation.digest)
    except UNREADABLE:
        return None


def _column(file: Mapping[str, Any], place: int, about: dict[str, Any]) -> Column:
    options = tuple(Option(code, label) for code, label in about.pop("options"))
    states = file.get(f"s{place}")
    poles = tuple(about.pop("poles"))
    return Column(**about, values=file[f"v{place}"], states=states, options=options, poles=poles)


def figure_of(evaluation: "Evaluation", pattern: "Pattern") -> "Figure | None":
    """Return the figure of a pattern, with a character for each label; None when its columns are not kept any more."""
    from patterns.stats import describe

    queries = evaluation.settings.get("subsets", ()) if pattern.kind.startswith("subset_") else ()
    within = pattern.within[:1] if pattern.within else ()
    dataset = read(evaluation, {*pattern.questions, *within, *(key for query in queries for key in keys_in(query))})
    if dataset is None:
        return None
    subsets = subsets_of(dataset, queries)
    return describe.figure_of(dataset, pattern, Settings.from_dict(evaluation.settings), subsets)
