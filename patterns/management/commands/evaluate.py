"""Evaluate the answers of a Vertelpunt in this terminal, and write what was found in the public format."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lib.errors import Refused
from patterns.actions.evaluations import ask_evaluation, reap_evaluations
from patterns.dataset import load, read
from patterns.evaluating import Found, evaluated
from patterns.filtering import Filtered, check_compared, filtered
from patterns.findings import FAULTS
from patterns.models import Evaluation
from patterns.notices import notice as notice_of
from patterns.running import run
from patterns.stats.settings import Settings
from patterns.subsets import subset_of
from people.models import Coalition
from vertelpunt.access import counted_for, vertelpunten_for
from vertelpunt.models import Vertelpunt

WIDE = 40


class Command(BaseCommand):
    help = "Evaluate the answers of a Vertelpunt; --json writes the public format (docs/evaluation-format.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the Vertelpunt")
        parser.add_argument("--json", metavar="FILE", help="write the result to FILE; - is the standard output")
        parser.add_argument(
            "--coalition", metavar="SLUG", help="count what this coalition works with; default: the owner"
        )
        parser.add_argument("--top", type=int, metavar="K", help="length of the proposed short list")
        parser.add_argument("--min-n", type=int, metavar="N", help="smallest group that is tested")
        parser.add_argument(
            "--subset",
            metavar="QUERY",
            action="append",
            default=[],
            help="compare a selection with the rest, e.g. 'region=F01&help_kind=mental_health'; may be repeated",
        )
        parser.add_argument(
            "--stories",
            metavar="QUERY",
            action="append",
            default=[],
            help="count only the stories of a selection, e.g. 'audience=parent', and store nothing",
        )
        parser.add_argument("--scheduler", metavar="ADDRESS", help="count on a Dask cluster (docs/operations)")
        parser.add_argument("--three-way", action="store_true", help="also look for associations that differ by group")

    def handle(self, *args: Any, **options: Any) -> None:
        vertelpunt = self._vertelpunt(options["slug"])
        coalition = self._coalition(options["coalition"], vertelpunt)
        options["subset"] = list(dict.fromkeys(options["subset"]))
        settings = settings_of(options)
        if options["stories"]:
            self._count_only(vertelpunt, coalition, settings, options)
            return
        check_subsets(vertelpunt, coalition, options["subset"])
        with counted_by(options["scheduler"]) as backend:
            found = self._found(vertelpunt, coalition, settings, options["subset"], backend)
        if options["json"]:
            self._write(found, options["json"], "The result was kept, but %(name)s could not be written: %(error)s.")
        self._sum_up(found)

    def _count_only(
        self, vertelpunt: Vertelpunt, coalition: Coalition, settings: Settings, options: dict[str, Any]
    ) -> None:
        """Evaluate the stories of one selection, write what was found, and store nothing."""
        started = perf_counter()
        part = only(vertelpunt, coalition, options["stories"], options["subset"])
        with counted_by(options["scheduler"]) as backend:
            found = evaluated(
                part.loaded,
                vertelpunt.slug,
                settings,
                load_seconds=perf_counter() - started,
                subsets=options["subset"],
                progress=self._show,
                backend=backend,
            )
        self._show(1.0, "done")
        self.stderr.write("")
        found = replace(found, header=found.header | {"filter": part.header()})
        fault = "Nothing was stored, and %(name)s could not be written: %(error)s."
        self._write(found, options["json"] or "-", fault)
        self._sum_up(found)
        self.stderr.write(part.said())

    def _sum_up(self, found: Found) -> None:
        for notice in found.told():
            self.stderr.write(notice_of(notice))
        self.stderr.write(
            f"{found.header['stories']} stories, {found.header['patterns_tested']} patterns tested, "
            f"{sum(pattern.strong for pattern in found.patterns)} strong."
        )

    def _vertelpunt(self, slug: str) -> Vertelpunt:
        found = Vertelpunt.objects.select_related("coalition").filter(slug=slug).first()
        if found is None:
            raise CommandError(f"There is no Vertelpunt {slug}.")
        return found

    def _coalition(self, slug: str | None, vertelpunt: Vertelpunt) -> Coalition:
        if slug is None:
            return vertelpunt.coalition
        found = Coalition.objects.filter(slug=slug).first()
        if found is None or not vertelpunten_for(found).filter(pk=vertelpunt.pk).exists():
            raise CommandError(f"There is no coalition {slug} that works with {vertelpunt}.")
        return found

    def _found(
        self, vertelpunt: Vertelpunt, coalition: Coalition, settings: Settings, subsets: list[str], backend: Any
    ) -> Found:
        reap_evaluations()
        asked = ask_evaluation(
            desk=None, vertelpunt=vertelpunt, coalition=coalition, settings=settings, subsets=subsets, start=False
        )
        wanted = settings.to_dict() | {"subsets": subsets}
        if asked.state == Evaluation.State.RUNNING or asked.settings != wanted:
            raise CommandError(
                "Another evaluation of these answers is under way. Wait for it, or stop it on the page."
            )
        found = run(asked.pk, self._show, backend)
        if found is not None:
            self._show(1.0, "done")
        self.stderr.write("")
        if found is None:
            asked.refresh_from_db()
            reason = FAULTS.get(
                asked.fault, "The evaluation was stopped, because a story changed or somebody stopped it."
            )
            raise CommandError(str(reason))
        return found

    def _show(self, fraction: float, step: str) -> None:
        if self.stderr.isatty():
            done = round(WIDE * fraction)
            self.stderr.write(f"\r{'█' * done}{'·' * (WIDE - done)} {fraction:4.0%} {step:<12}", ending="")

    def _write(self, found: Found, name: str, fault: str) -> None:
        text = json.dumps(found.public(), allow_nan=False, ensure_ascii=False, indent=1)
        if name == "-":
            self.stdout.write(text)
            return
        try:
            Path(name).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(fault % {"name": name, "error": error.strerror}) from error


def check_subsets(vertelpunt: Vertelpunt, coalition: Coalition, queries: list[str]) -> None:
    """Refuse a selection that cannot be read, before anything is counted."""
    try:
        for query in queries:
            subset_of(load(counted_for(coalition, vertelpunt), vertelpunt, coalition), query)
    except Refused as refused:
        raise CommandError(str(refused.message)) from refused


def only(vertelpunt: Vertelpunt, coalition: Coalition, queries: list[str], subsets: list[str]) -> Filtered:
    """Return the stories of the one selection in `queries`; refuse what cannot be read, or compared within them."""
    if len(queries) > 1:
        raise CommandError("Give one --stories, its conditions joined by &: 'audience=parent&region=F01'.")
    try:
        loaded = read(counted_for(coalition, vertelpunt), vertelpunt, coalition)
        part = filtered(loaded, queries[0], vertelpunt, coalition)
        check_compared(part, subsets)
    except Refused as refused:
        raise CommandError(str(refused.message)) from refused
    return part


@contextmanager
def counted_by(address: str | None) -> Iterator[Any]:
    """Give the cluster at `address`, or None: then this process counts."""
    if address is None:
        yield None
        return
    from patterns.stats.scale_out import Cluster

    try:
        cluster = Cluster.at(address)
    except ImportError as error:
        raise CommandError("Counting on a cluster needs: pip install 'dask[distributed]'") from error
    except (OSError, ValueError, OverflowError) as error:
        raise CommandError(
            f"No scheduler answers at {address}; nothing was counted. Is it running, and is that its address, such as "
            "tcp://10.0.0.5:8786? Without --scheduler this computer counts, with the same result."
        ) from error
    try:
        yield cluster
    finally:
        cluster.close()


def settings_of(options: dict[str, Any]) -> Settings:
    """Return the settings that the command line asks for."""
    settings = replace(Settings(), three_way=options["three_way"])
    if options["top"] is not None:
        settings = replace(settings, top=positive("--top", options["top"]))
    return (
        replace(settings, minimum=positive("--min-n", options["min_n"])) if options["min_n"] is not None else settings
    )


def positive(name: str, value: int) -> int:
    """Return `value`, or refuse what cannot be counted to."""
    if value < 1:
        raise CommandError(f"{name} must be at least 1.")
    return value
