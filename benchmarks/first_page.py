"""What the first page of a Vertelpunt weighs, whom it asks, and when it is visible on a throttled phone."""

from __future__ import annotations

import gzip
import os
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.apart import in_database
from benchmarks.tables import Table

LIMIT_BYTES, LIMIT_SECONDS, RUNS = 50_000, 1.0, 5
SLOWER = 4  # a cheap phone beside this machine
CHROMIUM = "/usr/bin/chromium"
# name, seconds before an answer begins, bits a second down, whether the limit of a second holds
NETWORKS = (
    ("phone (4G, slow: 150 ms, 1.6 Mbit/s)", 0.150, 1_600_000, True),
    ("fast 3G (563 ms, 1.4 Mbit/s)", 0.5625, 1_440_000, False),
    ("slow 3G (2 s, 400 kbit/s)", 2.0, 400_000, False),
)
PAINTS = """() => new Promise((done) => {
  new PerformanceObserver((list) => {
    const first = performance.getEntriesByName("first-contentful-paint")[0];
    const all = list.getEntries();
    done([first ? first.startTime : 0, all[all.length - 1].startTime]);
  }).observe({type: "largest-contentful-paint", buffered: true});
})"""


def measure(quick: bool) -> Iterator[Table]:
    """Weigh the page with six pictures, and time it on three networks with a processor four times as slow."""
    os.environ["FIRST_PAGE_RUNS"] = "1" if quick else str(RUNS)
    found = in_database("benchmarks.first_page:inside")
    yield _weight(found)
    yield _speed(found["times"])


def _weight(found: dict[str, Any]) -> Table:
    lines = [(name, f"{plain:,}", f"{packed:,}") for name, plain, packed in found["files"]]
    packed = sum(one[2] for one in found["files"])
    lines.append(
        ("all together (limit 50,000 compressed)", f"{sum(one[1] for one in found['files']):,}", f"{packed:,}")
    )
    bad = [f"the first page weighs {packed:,} bytes compressed"] if packed > LIMIT_BYTES else []
    bad += [f"asks {host}" for host in found["others"]] + [f"cookie {name}" for name in found["cookies"]]
    others = f"{len(found['others'])} to another party, {len(found['cookies'])} cookies"
    lines.append((f"requests: {len(found['files'])}, {others}", "", ""))
    return Table("The first page: bytes", ("file", "bytes", "compressed"), lines, bad)


def _speed(times: list[dict[str, Any]]) -> Table:
    lines, bad = [], []
    for one in times:
        first, largest = sorted(one["paints"])[len(one["paints"]) // 2]
        lines.append((one["name"], f"{first:.2f} s", f"{largest:.2f} s", "1 s" if one["limited"] else "-"))
        if one["limited"] and first > LIMIT_SECONDS:
            bad.append(f"first page on {one['name']}: something to read after {first:.2f} s")
    title = f"The first page: visible, on a processor {SLOWER} times as slow (the middle of {RUNS} runs)"
    return Table(title, ("network", "first text", "largest part", "limit of the first"), lines, bad)


def inside() -> dict[str, Any]:
    """Serve a Vertelpunt with six pictures, and look at its first page with Chromium."""
    _world()
    address = f"{_serve()}/v/first-page/"
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        found = _files(browser, address)
        found["times"] = [_times(browser, address, *network) for network in NETWORKS]
        browser.close()
    return found


def _world() -> None:
    """Make the Vertelpunt of the usual beginning, open, with help lines and as many pictures as it may have."""
    from io import BytesIO

    from PIL import Image

    from people.access import Desk
    from people.models import Coalition, Membership, User
    from people.roles import Role
    from vertelpunt import actions
    from vertelpunt.actions.askers import MOST, add_asker
    from vertelpunt.making.presets import presets

    coalition = Coalition.objects.create(name="Noord", slug="noord", kind="region")
    user = User.objects.create_user("anna@example.org", "een lang wachtwoord", name="Anna")
    Membership.objects.create(coalition=coalition, user=user, role=Role.PROCESS_LEADER)
    desk = Desk(user, coalition, frozenset({Role.PROCESS_LEADER.value}))
    title = {"nl": "Vertel over jeugdhulp"}
    point = actions.make_vertelpunt(desk=desk, slug="first-page", title=title, preset=presets()[0])
    actions.publish(desk=desk, point=point)
    actions.set_state(desk=desk, point=point, state="open")
    for place in range(MOST):
        drawn = BytesIO()
        Image.effect_noise((400, 400), 40).convert("RGB").resize((300, 300)).save(drawn, "PNG")
        kind = "face" if place % 2 else "logo"
        add_asker(desk=desk, point=point, kind=kind, name=f"Partner {place}", alt="ruis", upload=drawn.getvalue())


def _serve() -> str:
    import uvicorn

    from storycycle.asgi import application

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = uvicorn.Server(
        uvicorn.Config(application, port=port, log_level="error", lifespan="off", access_log=False)
    )
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}"


def _files(browser: Any, address: str) -> dict[str, Any]:
    context = browser.new_context(locale="nl-NL", viewport={"width": 360, "height": 740})
    page = context.new_page()
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    answered = page.goto(address, wait_until="networkidle")
    if answered is None or not answered.ok:
        raise RuntimeError("the first page did not come: what would be measured is an error")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")  # pictures below come when somebody scrolls
    page.wait_for_timeout(1500)
    origin = address.split("/v/")[0]
    own = [one for one in answers if one.url.startswith(origin)]
    bodies = [(one.url.removeprefix(origin), one.body()) for one in own]
    files = [(name, len(body), min(len(body), len(gzip.compress(body, 6)))) for name, body in bodies]
    others = sorted({one.url.split("/")[2] for one in answers if not one.url.startswith((origin, "data:"))})
    cookies = [cookie["name"] for cookie in context.cookies()]
    context.close()
    return {"files": files, "others": others, "cookies": cookies}


def _times(browser: Any, address: str, name: str, latency: float, bits: int, limited: bool) -> dict[str, Any]:
    runs = int(os.environ.get("FIRST_PAGE_RUNS", RUNS))
    paints = [_paint(browser, address, latency, bits) for _run in range(runs)]
    return {"name": name, "paints": paints, "limited": limited}


def _paint(browser: Any, address: str, latency: float, bits: int) -> tuple[float, float]:
    """Return the seconds to the first text and to the largest part, in a browser that was never here before."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 360, "height": 740})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    conditions = {
        "offline": False,
        "latency": latency * 1000,
        "downloadThroughput": bits / 8,
        "uploadThroughput": bits / 16,
    }
    devtools.send("Network.emulateNetworkConditions", conditions)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load", timeout=90_000)
    first, largest = page.evaluate(PAINTS)
    context.close()
    return first / 1000, largest / 1000
