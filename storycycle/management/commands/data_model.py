"""Write the pictures of the data model into the documents, made from the models."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from storycycle.data_model import APPS, picture

FOLDER = settings.BASE_DIR / "docs" / "img" / "data-model"


class Command(BaseCommand):
    """Draw the models of each app."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for app in APPS:
            (FOLDER / f"{app}.svg").write_text(picture(app), encoding="utf-8")
            self.stdout.write(f"docs/img/data-model/{app}.svg")
