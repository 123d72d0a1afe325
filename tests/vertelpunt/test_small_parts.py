"""Small parts: clean text, sealed places, regions."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from people.models import Region
from vertelpunt import telling
from vertelpunt.text import clean, clean_line, says_nothing


def test_clean_text_keeps_letters_and_drops_tricks() -> None:
    assert clean(" a\u0000\u0007b\u202ec\r\nd\te ") == "abc\nd\te"
    assert clean("e\u0301") == "é"
    assert clean_line(" een\n twee ") == "een twee"


def test_invisible_text_says_nothing() -> None:
    assert says_nothing(" \u200b\u00a0\u2060")
    assert not says_nothing("🙂")


def test_a_place_comes_out_of_its_token_as_it_went_in() -> None:
    place = telling.first_place(3, "flyer")
    assert telling.unseal(telling.seal(place)) == place
    assert telling.first_place(3) != telling.first_place(3)


def test_the_regions_of_2025_are_loaded_once(db: None) -> None:
    for _ in range(2):
        call_command("load_regions")
    regions = Region.objects.filter(scheme="jeugdregio_2025")
    assert regions.count() == 42
    assert regions.get(code="JZ32").name == "Rijk van Nijmegen"


def test_a_file_that_is_no_list_of_regions_is_a_sentence(db: None, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="not a CSV file"):
        call_command("load_regions", "jeugdregio_2026", str(tmp_path / "x.csv"))
    assert not Region.objects.exists()
