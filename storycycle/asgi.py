"""The ASGI application: pages over HTTP, live boards over websockets."""

import os
import warnings

import django
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storycycle.settings")
django.setup(set_prefix=False)

from channels.sessions import SessionMiddlewareStack  # noqa: E402

from duiding.routing import websocket_urlpatterns  # noqa: E402
from storycycle.alone import only_web_process  # noqa: E402
from storycycle.handler import Handler  # noqa: E402

only_web_process()
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")  # static files are short

application = ProtocolTypeRouter(
    {
        "http": Handler(),
        "websocket": AllowedHostsOriginValidator(SessionMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)
