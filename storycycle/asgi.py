"""The ASGI application: pages over HTTP, live boards over websockets."""

import os
import warnings

import django
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storycycle.settings")
django.setup(set_prefix=False)

from channels.sessions import SessionMiddlewareStack  # noqa: E402

from duiding.consumers import NotThere  # noqa: E402
from duiding.routing import websocket_urlpatterns  # noqa: E402
from storycycle.alone import only_web_process  # noqa: E402
from storycycle.handler import Handler  # noqa: E402
from storycycle.settled import settle  # noqa: E402

only_web_process()
live = URLRouter([*websocket_urlpatterns, re_path("", NotThere.as_asgi())])
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")  # static files are short

application = ProtocolTypeRouter(
    {
        "http": Handler(),
        "websocket": AllowedHostsOriginValidator(SessionMiddlewareStack(live)),
    }
)
settle()
