// What is written goes by POST, once: it waits in sight while there is no connection, and is sent when it is back.
(function () {
  "use strict";
  const root = document.querySelector("[data-board]");
  if (!root) return;
  const box = document.getElementById("waiting");
  const item = document.getElementById("waiting-item");
  const form = document.querySelector("form[data-send=note]");
  const KEY = `waiting:${root.dataset.notes}:${root.dataset.board}`;
  const SHOW_AFTER = 700;
  let waiting = [];
  let sending = false;
  let wait = 1000;

  function newId() {
    if (window.crypto.randomUUID) return window.crypto.randomUUID();
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function keep() {
    try {
      const left = waiting.map(({ url, fields, text, why }) => ({ url, fields, text, why }));
      left.length ? sessionStorage.setItem(KEY, JSON.stringify(left)) : sessionStorage.removeItem(KEY);
    } catch { /* without storage a note waits in memory only */ }
  }

  function show() {
    if (!box) return;
    const list = box.querySelector("ul");
    const visible = waiting.filter((one) => one.slow || one.why);
    list.replaceChildren(...visible.map(line));
    box.hidden = visible.length === 0;
    const refused = visible.some((one) => one.why);
    box.querySelector("[data-when=refused]").hidden = !refused;
    box.querySelector("[data-when=slow]").hidden = refused;
    if (refused) box.scrollIntoView({ block: "nearest" });
  }

  function line(one) {
    const made = item.content.cloneNode(true).firstElementChild;
    made.querySelector(".waiting-text").textContent = one.text;
    if (one.why) made.querySelector(".waiting-why").textContent = one.why;
    made.classList.toggle("refused", Boolean(one.why));
    made.querySelectorAll("button").forEach((button) => {
      button.hidden = !one.why || (button.dataset.do === "edit" && one.fields.kind === undefined);
      button.addEventListener("click", () => { if (button.dataset.do === "edit") putBack(one.fields); drop(one); });
    });
    return made;
  }

  function drop(one) {
    waiting = waiting.filter((other) => other !== one);
    keep();
    show();
  }

  function putBack(fields) {
    Object.entries(fields).forEach(([name, value]) => {
      if (name === "client_id" || name === "csrfmiddlewaretoken") return;
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    });
    form.elements.namedItem("text").focus();
  }

  async function post(one) {
    const body = new URLSearchParams({ ...one.fields, csrfmiddlewaretoken: token() });
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined;
    return fetch(one.url, { method: "POST", body, headers, credentials: "same-origin", signal });
  }

  function token() {
    return document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  async function refusal(answer) {
    try { return (await answer.json()).message; } catch { return `${answer.status}`; }
  }

  async function send() {
    const one = waiting.find((other) => !other.why);
    if (sending || !one) return;
    sending = true;
    const slow = window.setTimeout(() => { one.slow = true; show(); }, SHOW_AFTER);
    let again = 0;
    try {
      const answer = await post(one);
      if (answer.status >= 500) throw new Error(String(answer.status));
      wait = 1000;
      if (answer.ok) {
        const { revision } = await answer.json();
        document.dispatchEvent(new CustomEvent("board:refresh", { detail: { revision } }));
        drop(one);
      } else {
        one.why = await refusal(answer);
        keep();
      }
    } catch {
      one.slow = true;
      again = wait;
      wait = Math.min(wait * 2, 10000);
    } finally {
      window.clearTimeout(slow);
      sending = false;
      show();
    }
    window.setTimeout(send, again);
  }

  function take(sent) {
    const fields = Object.fromEntries(new FormData(sent));
    delete fields.csrfmiddlewaretoken;
    fields.client_id = newId();
    const label = [fields.text || fields.name, fields.so_that].filter(Boolean).join(" … ");
    const spoken = label || sent.querySelector("button").textContent.trim();
    waiting.push({ url: sent.action, fields, text: spoken });
    keep();
    send();
  }

  function clear() {
    ["text", "so_that"].forEach((name) => { form.elements.namedItem(name).value = ""; });
    const about = form.elements.namedItem("about");
    if (about) about.value = "";
    form.elements.namedItem("text").focus();
  }

  document.addEventListener("submit", (event) => {
    const sent = event.target.closest("form[data-send]");
    if (!sent) return;
    if (!sent.checkValidity()) { // words are the server's: it says what is missing
      if (sent.reportValidity) sent.reportValidity();
      event.preventDefault();
      return;
    }
    event.preventDefault();
    take(sent);
    if (sent === form) clear();
    else if (sent.dataset.after === "clear") sent.reset();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-about]");
    if (!link || !form) return;
    form.closest("details")?.setAttribute("open", "");
    form.elements.namedItem("about").value = link.dataset.about;
    event.preventDefault();
    form.scrollIntoView();
    form.elements.namedItem("text").focus({ preventScroll: true });
  });

  document.addEventListener("board:shown", (event) => { if (form) form.hidden = !event.detail.open; });
  document.addEventListener("board:connection", (event) => { if (event.detail.online) send(); });
  document.addEventListener("board:take", (event) => {
    waiting.push(event.detail);
    event.detail.fields.client_id = newId();
    keep();
    send();
  });
  document.querySelector("[data-leave]")?.addEventListener("submit", () => sessionStorage.removeItem(KEY));
  if (form) form.hidden = document.querySelector("[data-live=notes]").dataset.open === "0";
  try { waiting = JSON.parse(sessionStorage.getItem(KEY) || "[]"); } catch { waiting = []; }
  show();
  send();
})();
