"""Regions are dated data: loaded from a file with codes and names, under a scheme that names the year."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from people.models import Region

DATA = Path(__file__).parent / "data"
SCHEME_2025 = "jeugdregio_2025"
FROM_2025, UNTIL_2025 = date(2025, 1, 1), date(2025, 12, 31)


@transaction.atomic
def load_regions(*, scheme: str, path: Path, valid_from: date | None = None, valid_until: date | None = None) -> int:
    """Put the regions of a CSV file (columns `code` and `naam`) under `scheme`; return how many there are."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        values = {"name": row["naam"], "valid_from": valid_from, "valid_until": valid_until}
        Region.objects.update_or_create(scheme=scheme, code=row["code"], defaults=values)
    return len(rows)


def load_jeugdregios_2025() -> int:
    """Put the 42 jeugdregio's of 2025 in the database (source: CBS and PDOK, CC BY 4.0)."""
    path = DATA / f"{SCHEME_2025}.csv"
    return load_regions(scheme=SCHEME_2025, path=path, valid_from=FROM_2025, valid_until=UNTIL_2025)


def tiles(scheme: str) -> dict[str, tuple[int, int]]:
    """Return the column and row of each region of `scheme` on a map of equal squares; nothing without such a map."""
    path = DATA / f"{scheme}_tiles.csv"
    if path.parent != DATA or not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}
