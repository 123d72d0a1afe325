"""Make the script that draws charts on screen: Vega, Vega-Lite and Embed as one module, from a package."""

from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from patterns.bundle import NAME

SNIPPET = "window.storycycleVega = vegaEmbed;"


def is_current(target: Path, first: str) -> bool:
    """Tell whether `target` was made from this version of the package."""
    if not target.exists():
        return False
    with target.open(encoding="utf-8") as file:
        return file.readline() == first


def build(target: Path, first: str) -> None:
    """Write the script; a reader sees the old one or the new one, never a part."""
    import vl_convert  # brings a whole JavaScript engine: only here

    part = target.with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(first + vl_convert.javascript_bundle(SNIPPET), encoding="utf-8")
    part.replace(target)


class Command(BaseCommand):
    """Make the script once for each version of the package."""

    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BUILT_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        target, first = options["to"] / NAME, f"/* vl-convert-python {version('vl-convert-python')} */\n"
        if is_current(target, first):
            return
        build(target, first)
        self.stdout.write(f"{target} ({target.stat().st_size // 1024} kB)")
