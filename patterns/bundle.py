"""Where the script that draws charts on screen is; without it pages show the charts that the server draws."""

from django.contrib.staticfiles.storage import staticfiles_storage

NAME = "charts/vega.js"


def bundle_address() -> str:
    """Return the address of the script; nothing when collectstatic ran before build_charts."""
    try:
        return str(staticfiles_storage.url(NAME))
    except ValueError:
        return ""
