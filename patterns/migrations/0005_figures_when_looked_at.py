"""A pattern keeps its numbers packed, and its figure only where somebody is sure to look; lists need no unpacking."""

import json
import zlib

from django.db import migrations, models

PLAIN = (
    "kind",
    "family",
    "questions",
    "labels",
    "n",
    "tellers",
    "test",
    "statistic",
    "df",
    "p",
    "q",
    "verdict",
    "rank",
)


def packed(plain):
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())


def values(effect):
    return [effect[name] for name in ("name", "value", "low", "high")] if effect else None


def numbers(row):
    """Return what newer code keeps; what was not kept before (codes, reasons) stays empty, its sentences stay."""
    public = row.stored["public"]
    within = row.key.rpartition("@")[2].split("=", 1) if "@" in row.key else None
    parts = [
        [part["label"], [], part["n"], part["statistic"], part["p"], part["p_holm"], values(part["effect"]), False]
        for part in public["parts"]
    ]
    return {name: public[name] for name in PLAIN} | {
        "contrast": [],
        "score": 0.0,
        "group": row.group or 0,
        "within": within,
        "selected": row.selected,
        "effect": values(public["effect"]),
        "robustness": {
            "within_audiences": public["holds"],
            "within_channels": None,
            "without_largest_channel": None,
        },
        "reasons": [],
        "parts": parts,
        "texts": row.stored["texts"],
    }


def pack(apps, schema_editor):
    Pattern = apps.get_model("patterns", "Pattern")
    whole = {}
    for row in Pattern.objects.exclude(key__contains="@").iterator(chunk_size=200):
        whole[row.evaluation_id, row.key] = row.stored["public"]["n"]
    for row in Pattern.objects.iterator(chunk_size=200):
        public = row.stored["public"]
        row.labels, row.n, row.tested = public["labels"], public["n"], public["test"] is not None
        if public["effect"]:
            row.effect, row.size = public["effect"]["name"], public["effect"]["value"]
        if "@" in row.key:
            row.audience = row.key.rpartition("=")[2]
            row.repeats = whole.get((row.evaluation_id, row.key.split("@")[0])) == row.n
        row.numbers, row.kept = packed(numbers(row)), packed(row.stored["figure"])
        row.save()


class Migration(migrations.Migration):
    dependencies = [("patterns", "0004_tracks_codes_key_figures")]
    operations = [
        migrations.AddField("pattern", "labels", models.JSONField(default=list)),
        migrations.AddField(
            "pattern",
            "audience",
            models.SlugField(blank=True, max_length=80, help_text="the one audience that it was looked for in"),
        ),
        migrations.AddField(
            "pattern",
            "repeats",
            models.BooleanField(default=False, help_text="that audience is all who answered: no news"),
        ),
        migrations.AddField("pattern", "n", models.PositiveIntegerField(default=0)),
        migrations.AddField("pattern", "tested", models.BooleanField(default=False)),
        migrations.AddField("pattern", "effect", models.SlugField(blank=True, max_length=12)),
        migrations.AddField("pattern", "size", models.FloatField(blank=True, null=True)),
        migrations.AddField("pattern", "numbers", models.BinaryField(default=bytes)),
        migrations.AddField("pattern", "kept", models.BinaryField(blank=True, null=True)),
        migrations.RunPython(pack, migrations.RunPython.noop),
    ]
