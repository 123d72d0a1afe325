"""What was packed is no longer stored as it was; apart from packing it, as PostgreSQL asks for."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("patterns", "0005_figures_when_looked_at")]
    operations = [migrations.RemoveField("pattern", "stored")]
