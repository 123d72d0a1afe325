"""What everybody may read: open Vertelpunten, their questions, and what happened with the stories."""

from typing import Any

from rest_framework import serializers

from lib.texts import localized
from vertelpunt.models import Vertelpunt


class VertelpuntSerializer(serializers.ModelSerializer[Vertelpunt]):
    """A Vertelpunt that is open, in the reader's language."""

    title = serializers.SerializerMethodField()
    lead = serializers.SerializerMethodField()

    class Meta:
        model = Vertelpunt
        fields = ["slug", "title", "lead"]

    def get_title(self, point: Vertelpunt) -> str:
        return localized(point.title)

    def get_lead(self, point: Vertelpunt) -> str:
        return localized(point.lead)


class QuestionSetSerializer(serializers.Serializer[Any]):
    """The published questions of a Vertelpunt, with their stable keys."""

    version = serializers.IntegerField()
    published_on = serializers.DateField()
    questions = serializers.ListField(child=serializers.DictField())


class OutcomeSerializer(serializers.Serializer[Any]):
    """One line of «what happened with it»."""

    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    on = serializers.DateField()
    url = serializers.CharField(allow_blank=True)
