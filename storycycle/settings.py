"""All settings, from the environment; without any, an embedded installation on SQLite that just works."""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from api.configuration import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401
from lib.fonts import font_folder

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(str(BASE_DIR / ".env"))

PRODUCTION = env.bool("PRODUCTION", default=False)
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
if PRODUCTION and (DEMO or DEBUG):
    raise ImproperlyConfigured("DEMO and DEBUG cannot be on under production settings (PRODUCTION=1).")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # stories live here: for our own account only


def embedded_secret() -> str:
    """Return the secret of this embedded installation, made at the first start."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", default="") or embedded_secret()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")  # as it is printed and mailed

INSTALLED_APPS = [
    "storycycle",
    "api",
    "duiding",
    "patterns",
    "vertelpunt",
    "people",
    "lib",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "channels",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "simple_history",
    "drf_spectacular",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lib.middleware.PrivateHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lib.middleware.Language",
    "storycycle.faults.Common",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.RequireMfa",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "lib.middleware.RefusedAsPage",
]

ROOT_URLCONF = "storycycle.urls"
ASGI_APPLICATION = "storycycle.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lib.context.site",
            ],
        },
    },
]

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    ),
}


def database() -> dict[str, Any]:
    """Return the database of DATABASE_URL, else the embedded SQLite file."""
    address = env.str("DATABASE_URL", default="")
    if PRODUCTION and not address:
        raise ImproperlyConfigured("Production needs DATABASE_URL.")
    config: dict[str, Any] = env.db_url_config(address or f"sqlite:///{VAR_DIR / 'storycycle.sqlite3'}")
    if config["ENGINE"].endswith("sqlite3"):
        return config | {"OPTIONS": SQLITE_OPTIONS}
    size = env.int("DATABASE_POOL", default=16)
    pool = {"min_size": 1, "max_size": size, "timeout": 8, "reconnect_timeout": 3}  # then who comes next tries anew
    options = {"pool": pool, "connect_timeout": 5, "options": "-c lock_timeout=20s"}  # as long as on SQLite
    return config | {"OPTIONS": options, "CONN_HEALTH_CHECKS": True}  # after a restart the old ones are dead


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CHANNEL_LAYERS: dict[str, Any] = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
CACHES: dict[str, Any] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL:
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        # A quiet board waits 5 seconds at a time: a connection that gives up at 5 as well would end its socket.
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": 20}]},
    }
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}

LIMITS_URL = REDIS_URL  # where all web processes count guesses together
REQUESTS_AT_ONCE = env.int("REQUESTS_AT_ONCE", default=8)  # in each web process; less than it has connections
REQUESTS_WAITING = env.int("REQUESTS_WAITING", default=400)  # behind those; who comes then is asked to come back

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "people.adapter.InvitationOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ADAPTER = "people.single_sign_on.KnownPeopleOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_NAME = env.str("OIDC_NAME", default="")  # what the button of sign-in through an own provider says


def single_sign_on() -> dict[str, Any]:
    """Return the provider of OIDC_SERVER_URL, when there is one."""
    server = env.str("OIDC_SERVER_URL", default="")
    if not server:
        return {}
    client, secret = env.str("OIDC_CLIENT_ID"), env.str("OIDC_CLIENT_SECRET")
    app = {"provider_id": "own", "name": OIDC_NAME, "client_id": client, "secret": secret}
    return {"openid_connect": {"APPS": [app | {"settings": {"server_url": server}}], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = single_sign_on()
OIDC_ORIGIN = ["/".join(env.str("OIDC_SERVER_URL").split("/")[:3])] if SOCIALACCOUNT_PROVIDERS else []
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
OTHER_TELLER_LANGUAGES = [("ar", _("Arabic")), ("tr", _("Turkish")), ("pl", _("Polish")), ("uk", _("Ukrainian"))]
TELLER_LANGUAGES = [*LANGUAGES, *OTHER_TELLER_LANGUAGES]  # of tellers' pages only; a Vertelpunt says which it offers
TELLER_ADDRESSES = ("/v/", "/code/", "/think-along/")
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
PAGE_FONTS = ("font_source_sans_pro", "font_source_serif_pro")
BUILT_DIR = BASE_DIR / "built"  # a script made from a package by build_charts; never in the repository
with suppress(OSError):  # the code may lie where only a deployment may write
    BUILT_DIR.mkdir(exist_ok=True)
STATICFILES_DIRS = [
    BASE_DIR / "static",
    BUILT_DIR,
    *((f"fonts/{package}", font_folder(package)) for package in PAGE_FONTS),
]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = ["^health/$", "^ready/$", "^metrics/$"]
CSRF_COOKIE_AGE = None  # ends with the browser: a shared phone keeps nothing
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers send Origin: null, which fails CSRF
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGIN],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="vertelpunt@localhost")

LEAVE_TO = env.str("LEAVE_TO", default="https://www.buienradar.nl/")  # where *Leave quickly* leads: something neutral
LEDGER_PATH = Path(env.str("LEDGER_PATH", default=str(VAR_DIR / "withdrawals.jsonl")))
BACKUP_DIR = Path(env.str("BACKUP_DIR", default=str(VAR_DIR / "backups")))
BACKUP_DAYS = env.int("BACKUP_DAYS", default=30)  # until a backup is deleted, with what tellers took back since
MAIL_DAYS = env.int("MAIL_DAYS", default=90)  # after a mail was written, until it is deleted
INVITATION_DAYS = env.int("INVITATION_DAYS", default=7)  # until the link in an invitation works no more
ACCOUNT_DAYS = env.int("ACCOUNT_DAYS", default=90)  # without a role, until its name and address are forgotten
LOG_DAYS = env.int("LOG_DAYS", default=730)  # of who did what; never any content
CONTACT_DAYS = env.int("CONTACT_DAYS", default=30)  # after a session, until names and addresses are deleted
DEDUCE = env.bool("DEDUCE", default=True)  # where the package is there, it helps to propose what to take out
DATASET_CACHE_DIR = VAR_DIR / "datasets"
FOLLOW_SECONDS = 30.0  # how often a process looks whether stories that it keeps in memory went or changed elsewhere
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a table that is brought in may have hundreds of columns with answers

WEBHOOKS_ANYWHERE = DEBUG  # also without https, and to our own network
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # without one nobody reads /metrics/
LOG_FORMAT = "json" if env.bool("LOG_JSON", default=False) else "line"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"scrub": {"()": "lib.logs.Scrub"}, "faults": {"()": "lib.logs.OnlyFaults"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "lib.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["scrub"], "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django_tasks": {"filters": ["faults"]},
        # The web server: no words of an error, and never who asked for what, whatever it was started with.
        "uvicorn": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "uvicorn.error": {"level": "WARNING"},
        "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
