// Live boards: follows over a websocket, asks when it is silent for ten seconds, and fetches what did not come along.
(function () {
  "use strict";
  const root = document.querySelector("[data-board]");
  if (!root) return;
  const ASK_EVERY = 10000;
  const LONGEST_WAIT = 10000;
  const PATIENCE = 15000;
  const LET_COME = 400;
  const first = document.querySelector("[data-live=notes]").dataset;
  let shown = Number(first.revision);
  let edition = first.edition;
  let wanted = shown;
  let fetching = false;
  let wait = 500;
  let comes = false; // what changed, together with its revision
  let held = null;
  let asking = 0;
  let going = false;
  const fields = window.boardFields;

  function announce(online) {
    document.dispatchEvent(new CustomEvent("board:connection", { detail: { online } }));
  }

  function heard(revision) {
    wanted = Math.max(wanted, revision);
    if (wanted > shown) refresh();
  }

  // Who is filling in what the step has no place for any more, keeps it in sight until it is sent or thrown away.
  function hold(part, fresh) {
    held = fresh;
    const line = document.getElementById("went-on");
    if (line && !part.querySelector(".went-on")) part.prepend(line.content.cloneNode(true));
  }

  function release() {
    const fresh = held;
    held = null;
    if (fresh) replace("step", fresh);
  }

  function replace(name, fresh) {
    const part = root.querySelector(`[data-live="${name}"]`);
    if (!part || (name === "kinds" && part.closest("[data-busy]"))) return; // in the middle of a note its kinds stay
    Object.keys(part.dataset).filter((key) => !(key in fresh.dataset)).forEach((key) => delete part.dataset[key]);
    Object.assign(part.dataset, fresh.dataset);
    part.hidden = fresh.hidden;
    if (part.innerHTML === fresh.innerHTML) return;
    if (name === "step") {
      if (fields.homeless(part, fresh).length) return hold(part, fresh);
      held = null;
    }
    const gone = new Set(fields.homeless(part, fresh).map((field) => field.form)); // such as a name for a group that went
    const kept = fields.remember(part);
    part.innerHTML = fresh.innerHTML;
    fields.restore(part, kept);
    const left = Array.from(gone).filter((form) => !form.isConnected); // of a form that stays, only a choice went
    left.forEach((form) => document.dispatchEvent(new CustomEvent("board:lost", { detail: { form } })));
  }

  // Who sits elsewhere now, or nowhere: what was being typed here is offered at the next table in this tab.
  function away() {
    if (going) return;
    going = true;
    const words = fields.homeless(root, document.createDocumentFragment()).filter((one) => one.matches("textarea, input[maxlength]"));
    const forms = new Set(words.filter((one) => one.value.trim()).map((one) => one.form));
    forms.forEach((form) => document.dispatchEvent(new CustomEvent("board:lost", { detail: { form, page: true } })));
    window.location.reload();
  }

  function get(address, accept) {
    const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined;
    return fetch(address, { headers: { Accept: accept }, signal });
  }

  async function part(query) {
    const answer = await get(root.dataset.notes + query, "text/html");
    if (answer.status === 404) away();
    if (!answer.ok) throw new Error(String(answer.status));
    return parsed(await answer.text());
  }

  function show(page) {
    page.querySelectorAll("[data-live]").forEach((fresh) => replace(fresh.dataset.live, fresh));
  }

  function parsed(text) {
    return new DOMParser().parseFromString(text, "text/html");
  }

  async function take(page) {
    const notes = page.querySelector("[data-live=notes]");
    if (Number(notes.dataset.revision) < shown) return; // something newer came in the meantime
    show(page);
    if (notes.dataset.edition !== edition) show(await part("?part=read"));
    edition = notes.dataset.edition;
    shown = Number(notes.dataset.revision);
    document.dispatchEvent(new CustomEvent("board:shown", { detail: { open: notes.dataset.open !== "0" } }));
    announce(true);
  }

  async function renew(page) {
    if (fetching || document.body.classList.contains("dragging")) return;
    fetching = true;
    const begun = performance.now();
    const before = shown;
    try {
      await take(await page());
    } catch {
      announce(false);
    } finally {
      fetching = false;
    }
    const again = shown > before ? Math.min(performance.now() - begun, 1000) : 1000; // a busy server gets as long a rest
    if (wanted > shown) window.setTimeout(refresh, again);
  }

  function refresh() {
    return renew(() => part(wanted > shown ? `?heard=${wanted}` : ""));
  }

  // The token of forms never comes along: the one that this page has holds.
  function signed(page) {
    const { value } = document.querySelector("[name=csrfmiddlewaretoken]");
    page.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => field.setAttribute("value", value));
    return page;
  }

  // What all phones of a table show comes along with the revision; else it is fetched.
  function pushed({ revision, parts }) {
    comes = Boolean(parts);
    if (!parts) return heard(revision);
    wanted = Math.max(wanted, revision);
    if (wanted > shown) renew(() => signed(parsed(parts)));
  }

  // Not all screens at the same moment, and ten seconds after the last word at the latest.
  function askLater() {
    window.clearTimeout(asking);
    asking = window.setTimeout(ask, ASK_EVERY * (0.7 + Math.random() * 0.3));
  }

  async function ask() {
    askLater();
    try {
      const answer = await get(root.dataset.revisionUrl, "application/json");
      if (answer.status === 404) return away();
      if (!answer.ok) throw new Error(String(answer.status));
      const { revision, seconds } = await answer.json();
      if (seconds !== undefined) document.dispatchEvent(new CustomEvent("board:seconds", { detail: { seconds } }));
      heard(revision);
      announce(true);
    } catch {
      announce(false);
    }
  }

  function connect() {
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${window.location.host}${root.dataset.livePath}?lang=${document.documentElement.lang}`);
    let opened = false;
    socket.addEventListener("open", () => { opened = true; wait = 500; announce(true); });
    socket.addEventListener("message", (event) => { askLater(); pushed(JSON.parse(event.data)); });
    socket.addEventListener("close", () => {
      comes = false;
      if (opened) window.setTimeout(ask, Math.random() * 1500);
      window.setTimeout(connect, wait * (0.7 + Math.random() * 0.6)); // not all screens at the same moment
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  document.addEventListener("board:refresh", (event) => {
    if (!event.detail.revision) return refresh();
    window.setTimeout(() => heard(event.detail.revision), comes ? LET_COME : 0);
  });
  document.addEventListener("board:dropped", refresh);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => announce(false));
  document.addEventListener("board:settled", release);
  root.addEventListener("click", (event) => {
    if (!event.target.closest("[data-do=let-go]")) return;
    root.querySelectorAll("[data-live=step] form").forEach((form) => form.reset());
    release();
  });
  askLater();
  connect();
})();
