"""The app's configuration."""

from django.apps import AppConfig


class PatternsConfig(AppConfig):
    name = "patterns"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate, pre_migrate
        from simple_history.signals import pre_create_historical_record

        from lib import slots
        from patterns import access_rows, chores
        from patterns.explorer import revisions
        from patterns.quoting import on_permission_changed, on_replacing
        from patterns.receivers import on_stories_withdrawn, on_story_changed
        from patterns.written import with_readings
        from vertelpunt.signals import stories_withdrawn, story_changed

        slots.access_rows.fill(access_rows.rows)
        slots.coalition_menu.fill(access_rows.menu)
        slots.daily_work.fill(chores.chores)
        story_changed.connect(on_story_changed, dispatch_uid="patterns")
        stories_withdrawn.connect(on_stories_withdrawn, dispatch_uid="patterns")
        story_changed.connect(on_permission_changed, dispatch_uid="patterns.quoting")
        story_changed.connect(on_replacing, dispatch_uid="patterns.quoting.replacing")
        pre_create_historical_record.connect(with_readings, dispatch_uid="patterns.written")
        pre_migrate.connect(revisions.remove, sender=self, dispatch_uid="patterns.revisions.remove")
        post_migrate.connect(revisions.install, sender=self, dispatch_uid="patterns.revisions.install")
