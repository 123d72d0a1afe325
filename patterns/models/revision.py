"""How often stories changed: rows that the database writes by itself, so that none is forgotten."""

from django.db import models


class Revision(models.Model):
    """A change of what is counted; `subject` says of what, such as `story:7` (a Vertelpunt). Holds nothing else.

    Rows are only added, so that two tellers never wait for each other here; now and then many become one. `story` is
    the random id of the story that changed, for as long as it is there: with the story it goes.
    """

    subject = models.CharField(max_length=40, db_index=True)
    times = models.PositiveBigIntegerField(default=1)
    story = models.UUIDField(null=True, db_index=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(subject=""), name="revision_has_subject")]

    def __str__(self) -> str:
        return self.subject
