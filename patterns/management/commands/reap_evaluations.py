"""End evaluations whose worker has died, so that the page says so and a new one can be started."""

from typing import Any

from django.core.management.base import BaseCommand

from patterns.actions.evaluations import reap_evaluations


class Command(BaseCommand):
    help = "Call evaluations failed whose worker has said nothing for two minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reap_evaluations()} evaluations had no worker any more.")
