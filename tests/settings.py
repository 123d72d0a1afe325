"""Settings of the tests: the product's own, with a folder of their own and tasks that run at once."""

import atexit
import os
import shutil
import tempfile

os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="storycycle-tests-")  # one for each process
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
if os.environ.get("REDIS_URL"):  # a database of Redis for each worker: one that forgets all would empty the others'
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].rpartition("/")[0] + f"/{WORKER % 15 + 1}"

from storycycle.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO = False
LIMITS_URL = ""  # two workers of the tests would count each other's guesses
FOLLOW_SECONDS = 0.0  # a thread would look into the database of another test
WHITENOISE_AUTOREFRESH = True  # looks for a file when asked, not for all of them at each new client
DEDUCE = False  # its lists take seconds to build; the tests of proposals use it by themselves

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}  # noqa: F405  a file: browsers come by thread
