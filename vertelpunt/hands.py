"""What a professional finds in the box: stories that tellers gave, and nothing about those that they did not."""

from django.db.models import Q, QuerySet

from people.access import Desk
from vertelpunt.models import HandLink, Share


def box_of(desk: Desk) -> QuerySet[Share]:
    """Return what tellers let this person read in this coalition, the newest first."""
    given = Share.objects.filter(coalition=desk.coalition)
    mine = given.filter(Q(professional=desk.user) | Q(reader=Share.With.ORGANISATION))
    return mine.select_related("story__vertelpunt", "story__audience", "professional")


def links_of(desk: Desk) -> QuerySet[HandLink]:
    """Return the links of this person in this coalition."""
    return HandLink.objects.filter(coalition=desk.coalition, professional=desk.user).select_related("vertelpunt")
