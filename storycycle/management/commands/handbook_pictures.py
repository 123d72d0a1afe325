"""Take the pictures of the handbook from a demo, so that they stay true."""

from django.conf import settings

from storycycle.management.commands.screenshots import PicturesCommand
from storycycle.pictures import HANDBOOK


class Command(PicturesCommand):
    """The pictures of the handbook."""

    help = __doc__
    pictures = HANDBOOK
    folder = settings.BASE_DIR / "docs" / "img" / "handleiding"
