"""The pictures of the data model show the models as they are."""

import pytest

from storycycle.data_model import APPS, models_of, picture
from tests.architecture.source import ROOT


@pytest.mark.parametrize("app", APPS)
def test_the_picture_of_the_data_model_is_up_to_date(app: str) -> None:
    kept = (ROOT / "docs" / "img" / "data-model" / f"{app}.svg").read_text(encoding="utf-8")
    assert kept == picture(app), "run: manage.py data_model"
    assert all(f">{model.__name__}</text>" in kept for model in models_of(app))
