"""Sessions, boards, proposals and progress: what was said and decided, without anybody's name."""

from typing import Any

from rest_framework import serializers

from duiding.models import Decision, Note, ProgressEntry, Proposal, Session


class PerspectiveSerializer(serializers.Serializer[Any]):
    """How many people look from somewhere."""

    perspective = serializers.CharField()
    count = serializers.IntegerField()


class SessionSerializer(serializers.Serializer[Any]):
    """A session."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    goal = serializers.CharField(allow_blank=True)
    theme = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(choices=Session.Kind.choices)
    state = serializers.ChoiceField(choices=Session.State.choices)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    vertelpunt = serializers.CharField()
    tables = serializers.IntegerField()
    people = serializers.IntegerField()


class WholeSessionSerializer(SessionSerializer):
    """A session with who is there, by perspective."""

    presence = PerspectiveSerializer(many=True)


class NoteSerializer(serializers.Serializer[Any]):
    """A note on a board; `perspective` is from where its writer looks, as far as known."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Note.Kind.choices)
    text = serializers.CharField()
    so_that = serializers.CharField(allow_blank=True)
    perspective = serializers.CharField(allow_blank=True)
    cluster = serializers.IntegerField(allow_null=True)


class ClusterSerializer(serializers.Serializer[Any]):
    """A group of notes, with the dots on it."""

    id = serializers.IntegerField()
    name = serializers.CharField(allow_blank=True)
    dots = serializers.IntegerField()


class BoardSerializer(serializers.Serializer[Any]):
    """The board of one table."""

    table = serializers.IntegerField()
    name = serializers.CharField()
    theme = serializers.CharField(allow_blank=True)
    revision = serializers.IntegerField()
    notes = NoteSerializer(many=True)
    clusters = ClusterSerializer(many=True)


class DecisionSerializer(serializers.Serializer[Any]):
    """What was decided, and why."""

    outcome = serializers.ChoiceField(choices=Decision.Outcome.choices)
    reason = serializers.CharField()
    conditions = serializers.CharField(allow_blank=True)
    refers_to = serializers.CharField(allow_blank=True)
    decided_on = serializers.DateField()


class ProposalSerializer(serializers.Serializer[Any]):
    """A proposal, with how it stands."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    we_see = serializers.CharField(allow_blank=True)
    we_want = serializers.CharField(allow_blank=True)
    so_that = serializers.CharField(allow_blank=True)
    first_step = serializers.CharField(allow_blank=True)
    first_step_on = serializers.DateField(allow_null=True)
    level = serializers.ChoiceField(choices=Proposal.Level.choices)
    theme = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=Proposal.State.choices)
    standing = serializers.CharField()
    public = serializers.BooleanField()
    vertelpunt = serializers.CharField()
    session = serializers.IntegerField(allow_null=True)
    decision = DecisionSerializer(allow_null=True)


class AgreementSerializer(serializers.Serializer[Any]):
    """What was agreed, without who does it."""

    what = serializers.CharField()
    before = serializers.DateField()
    done_on = serializers.DateField(allow_null=True)


class ProgressSerializer(serializers.Serializer[Any]):
    """How it goes, on a day."""

    on = serializers.DateField()
    status = serializers.ChoiceField(choices=ProgressEntry.Status.choices)
    text = serializers.CharField()
    obstacles = serializers.CharField(allow_blank=True)
    involved = serializers.CharField(allow_blank=True)
    help_wanted = serializers.CharField(allow_blank=True)
    told_by = serializers.ChoiceField(choices=ProgressEntry.Teller.choices)
    public = serializers.BooleanField()


class WholeProposalSerializer(ProposalSerializer):
    """A proposal with what was agreed and how it goes."""

    agreements = AgreementSerializer(many=True)
    progress = ProgressSerializer(many=True)
