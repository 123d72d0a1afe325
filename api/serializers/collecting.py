"""Vertelpunten of a coalition, and stories: handed in, and handed over."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from vertelpunt.actions.handing_in import Told
from vertelpunt.models import Vertelpunt


class AudienceSerializer(serializers.Serializer[Any]):
    """A group of tellers."""

    key = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    offered = serializers.BooleanField()


class PointSerializer(serializers.Serializer[Any]):
    """A Vertelpunt that a coalition works with; `own` is false when it is lent by one above."""

    slug = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=Vertelpunt.State.choices)
    own = serializers.BooleanField()
    languages = serializers.ListField(child=serializers.CharField())
    audiences = AudienceSerializer(many=True)
    version = serializers.IntegerField(allow_null=True, help_text="Of the questions that are asked now.")


class SetSerializer(serializers.Serializer[Any]):
    """A published question set; `asked` is false when it came with stories from elsewhere. The last asked is now's."""

    version = serializers.IntegerField()
    published_on = serializers.DateField()
    asked = serializers.BooleanField()
    questions = serializers.ListField(child=serializers.DictField())


class ToldSerializer(serializers.Serializer[Any]):
    """A story to hand in. An answer is a number, a code, a list, a text, or `{"none": "skipped"}`."""

    audience = serializers.CharField(max_length=20)
    text = serializers.CharField(trim_whitespace=False)
    title = serializers.CharField(allow_blank=True, default="", trim_whitespace=False)
    answers = serializers.DictField(child=serializers.JSONField(), default=dict)
    language = serializers.CharField(max_length=8, default="nl")
    channel = serializers.CharField(max_length=20, allow_blank=True, default="")
    version = serializers.IntegerField(min_value=1, max_value=32767, allow_null=True, default=None)

    def to_internal_value(self, data: Any) -> Any:
        """Return what was sent; a name that is not known is refused: its answers would be lost without a word."""
        strange = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if strange:
            raise serializers.ValidationError({str(name): [ErrorDetail("", "strange")] for name in sorted(strange)})
        return super().to_internal_value(data)

    def told(self) -> Told:
        """Return the story."""
        return Told(**self.validated_data)


class NothingElse(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Says in the description that a story has no other names."""

    target_class = ToldSerializer

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """Return the schema of a story that is handed in."""
        found: dict[str, Any] = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return found | {"additionalProperties": False}


class HandedInSerializer(serializers.Serializer[Any]):
    """A story that was kept. Give its teller the code: it is shown here, and with it a story is taken back."""

    id = serializers.CharField()
    code = serializers.CharField()
    complete = serializers.BooleanField()


class StorySerializer(serializers.Serializer[Any]):
    """A released story as in a file for others; what is named in `withheld` is null."""

    id = serializers.CharField(help_text="Says nothing to another key.")
    told_on = serializers.CharField(allow_null=True, help_text="The month.")
    audience = serializers.CharField(allow_null=True)
    region = serializers.CharField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    words = serializers.IntegerField()
    complete = serializers.CharField()
    may_quote = serializers.CharField()
    title = serializers.CharField(allow_null=True, allow_blank=True)
    text = serializers.CharField(allow_null=True)
    withheld = serializers.ListField(child=serializers.CharField())
    answers = serializers.DictField(child=serializers.JSONField())
