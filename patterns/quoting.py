"""What happens to quotes when a teller changes the permission to be quoted."""

from typing import Any

from patterns.models import Quote
from vertelpunt.models import Story
from vertelpunt.signals import Change


def on_permission_changed(sender: type[Story], story: Story, change: Change, **kwargs: Any) -> None:
    """Take the quotes of a story off every card when its teller does not allow them any more."""
    if change is Change.PERMISSION and story.may_quote != Story.Quote.YES:
        Quote.objects.filter(release__story=story).delete()
