// Live boards: follows the revision over a websocket, asks for it every ten seconds as well, and fetches what changed.
(function () {
  "use strict";
  const root = document.querySelector("[data-board]");
  if (!root) return;
  const ASK_EVERY = 10000;
  const LONGEST_WAIT = 10000;
  const first = document.querySelector("[data-live=notes]").dataset;
  let shown = Number(first.revision);
  let edition = first.edition;
  let wanted = shown;
  let fetching = false;
  let wait = 500;

  function announce(online) {
    document.dispatchEvent(new CustomEvent("board:connection", { detail: { online } }));
  }

  function heard(revision) {
    wanted = Math.max(wanted, revision);
    if (wanted > shown) refresh();
  }

  // What somebody is busy with survives: open parts, changed fields, the place of the keyboard.
  function remember(part) {
    const open = Array.from(part.querySelectorAll("details[open][id]"), (one) => one.id);
    const closed = Array.from(part.querySelectorAll("details:not([open])[id]"), (one) => one.id);
    const fields = Array.from(part.querySelectorAll("select[id], input[id]"))
      .filter((field) => field.tagName === "SELECT" ? !selectedByServer(field) : field.value !== field.defaultValue)
      .map((field) => [field.id, field.value]);
    const active = part.contains(document.activeElement) ? document.activeElement : null;
    const focus = active && { id: active.id, note: noteOf(active), tag: active.tagName };
    return { open, closed, fields, focus };
  }

  function selectedByServer(select) {
    const first = Array.from(select.options).find((option) => option.defaultSelected);
    return select.value === (first ? first.value : select.options.length ? select.options[0].value : "");
  }

  function noteOf(element) {
    const note = element.closest("[data-note]");
    return note ? note.dataset.note : "";
  }

  function restore(part, kept) {
    kept.open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    kept.closed.forEach((id) => document.getElementById(id)?.removeAttribute("open"));
    kept.fields.forEach(([id, value]) => {
      const field = document.getElementById(id);
      if (field && (field.tagName !== "SELECT" || Array.from(field.options).some((o) => o.value === value))) {
        field.value = value;
      }
    });
    if (!kept.focus) return;
    const note = kept.focus.note && part.querySelector(`[data-note="${kept.focus.note}"]`);
    const target = kept.focus.id ? document.getElementById(kept.focus.id) : note && note.querySelector(kept.focus.tag);
    if (target) target.focus({ preventScroll: true });
  }

  function replace(name, fresh) {
    const part = root.querySelector(`[data-live="${name}"]`);
    if (!part) return;
    Object.assign(part.dataset, fresh.dataset);
    if (part.innerHTML === fresh.innerHTML) return;
    const kept = remember(part);
    part.innerHTML = fresh.innerHTML;
    restore(part, kept);
  }

  async function part(query) {
    const answer = await fetch(root.dataset.notes + query, { headers: { Accept: "text/html" } });
    if (answer.status === 404) window.location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  function show(page) {
    page.querySelectorAll("[data-live]").forEach((fresh) => replace(fresh.dataset.live, fresh));
  }

  async function refresh() {
    if (fetching || document.body.classList.contains("dragging")) return;
    fetching = true;
    try {
      const page = await part("");
      const notes = page.querySelector("[data-live=notes]");
      show(page);
      if (notes.dataset.edition !== edition) show(await part("?part=read"));
      edition = notes.dataset.edition;
      shown = Number(notes.dataset.revision);
      document.dispatchEvent(new CustomEvent("board:shown", { detail: { open: notes.dataset.open !== "0" } }));
      announce(true);
    } catch {
      announce(false);
    } finally {
      fetching = false;
    }
    if (wanted > shown) window.setTimeout(refresh, 1000);
  }

  async function ask() {
    try {
      const answer = await fetch(root.dataset.revisionUrl, { headers: { Accept: "application/json" } });
      if (answer.status === 404) return window.location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      heard((await answer.json()).revision);
      announce(true);
    } catch {
      announce(false);
    }
  }

  function connect() {
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${window.location.host}${root.dataset.livePath}`);
    socket.addEventListener("open", () => { wait = 500; announce(true); });
    socket.addEventListener("message", (event) => heard(JSON.parse(event.data).revision));
    socket.addEventListener("close", () => {
      window.setTimeout(connect, wait * (0.7 + Math.random() * 0.6)); // not all screens at the same moment
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  document.addEventListener("board:refresh", (event) => heard(event.detail.revision || shown + 1));
  document.addEventListener("board:dropped", refresh);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  window.addEventListener("online", ask);
  window.setInterval(ask, ASK_EVERY);
  connect();
})();
