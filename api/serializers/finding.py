"""Selections, evaluations, patterns and cards."""

from typing import Any

from rest_framework import serializers

from patterns.models import Observation


class SelectionSerializer(serializers.Serializer[Any]):
    """Conditions that were kept under a name, and how many stories fit them now."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    query = serializers.CharField()
    said = serializers.CharField(allow_blank=True, help_text="The conditions in words.")
    note = serializers.CharField(allow_blank=True)
    stories = serializers.IntegerField()


class EvaluationSerializer(serializers.Serializer[Any]):
    """The public format of an evaluation: docs/evaluation-format.md."""

    evaluation = serializers.DictField()
    patterns = serializers.ListField(child=serializers.DictField())


class PatternSerializer(serializers.Serializer[Any]):
    """One pattern: docs/evaluation-format.md says what each name is. Others may be there as well."""

    kind = serializers.CharField()
    questions = serializers.ListField(child=serializers.CharField())
    labels = serializers.ListField(child=serializers.CharField())
    n = serializers.IntegerField()
    strong = serializers.BooleanField()
    rank = serializers.IntegerField(allow_null=True)
    why = serializers.CharField(allow_blank=True)
    whole = serializers.DictField(help_text="The whole object of the public format.")


class CardQuestionSerializer(serializers.Serializer[Any]):
    """A question on a card."""

    key = serializers.CharField()
    short = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    how = serializers.CharField(allow_blank=True)


class CardPatternSerializer(serializers.Serializer[Any]):
    """What a card shows of one pattern; groups of fewer than five stories are left out, as on paper."""

    questions = CardQuestionSerializer(many=True)
    kind = serializers.CharField(allow_blank=True)
    answered = serializers.CharField(allow_blank=True)
    strength = serializers.CharField(allow_blank=True)
    stories = serializers.IntegerField()
    figure = serializers.DictField(allow_null=True)


class ReadingSerializer(serializers.Serializer[Any]):
    """One way to read a card."""

    letter = serializers.CharField()
    text = serializers.CharField()


class QuoteSerializer(serializers.Serializer[Any]):
    """Words of a teller who may be quoted."""

    text = serializers.CharField()
    audience = serializers.CharField(allow_blank=True)


class CardSerializer(serializers.Serializer[Any]):
    """An observation card, own or lent by a coalition above. Say its disclaimer wherever you show it."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    theme = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=Observation.State.choices)
    own = serializers.BooleanField()
    coalition = serializers.CharField(allow_blank=True)
    vertelpunt = serializers.CharField()
    period = serializers.CharField(allow_blank=True)
    seen = serializers.CharField()
    readings = ReadingSerializer(many=True)
    quotes = QuoteSerializer(many=True)
    patterns = CardPatternSerializer(many=True)
    disclaimer = serializers.CharField()
