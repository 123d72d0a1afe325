// What is written goes by POST, once: it waits in sight while there is no connection, and is sent when it is back.
(function () {
  "use strict";
  const root = document.querySelector("[data-board]");
  if (!root) return;
  const box = document.getElementById("waiting");
  const item = document.getElementById("waiting-item");
  const form = document.querySelector("form[data-send=note]");
  const store = window.boardKept;
  const words = window.boardWords;
  const SHOW_AFTER = 700;
  let waiting = [];
  let told = []; // refused, and said so in its form
  let sending = false;
  let wait = 1000;

  function keep() {
    store.write(waiting);
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
  }

  function line(one) {
    const made = item.content.cloneNode(true).firstElementChild;
    made.querySelector(".waiting-text").textContent = one.text;
    if (one.why) made.querySelector(".waiting-why").textContent = one.why;
    made.classList.toggle("refused", Boolean(one.why));
    made.querySelectorAll("button").forEach((button) => {
      button.hidden = !one.why || (button.dataset.do === "edit" && !words.home(one));
      button.addEventListener("click", () => { if (button.dataset.do === "edit") words.putBack(one); drop(one); });
    });
    return made;
  }

  function drop(one) {
    waiting = waiting.filter((other) => other !== one);
    keep();
    show();
  }

  async function post(one) {
    const body = new URLSearchParams({ ...one.fields, writes_as: store.board, csrfmiddlewaretoken: token() });
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined;
    return fetch(one.url, { method: "POST", body, headers, credentials: "same-origin", signal });
  }

  async function posted(one) {
    const answer = await post(one);
    if (answer.status !== 403) return answer;
    await store.freshToken();
    return post(one);
  }

  function token() {
    return document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  async function refusal(answer) {
    try { return (await answer.json()).message; } catch { return box.dataset.odd; } // a page, not an answer
  }

  async function send() {
    const one = waiting.find((other) => !other.why);
    if (sending || !one) return;
    sending = true;
    const slow = window.setTimeout(() => { one.slow = true; show(); }, SHOW_AFTER);
    let again = 0;
    try {
      const answer = await posted(one);
      if (answer.status >= 500) throw new Error(String(answer.status));
      wait = 1000;
      if (answer.ok) {
        const { revision } = await answer.json();
        document.dispatchEvent(new CustomEvent("board:refresh", { detail: { revision } }));
        drop(one);
        words.arrived(one);
      } else {
        refuse(one, await refusal(answer));
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

  function refuse(one, why) {
    one.why = why;
    if (words.say(one)) {
      told.push(one);
      return drop(one);
    }
    keep();
    show();
    box.scrollIntoView({ block: "nearest" });
  }

  function offer() {
    const { found, done } = store.takeOver(box.dataset.before);
    waiting = store.read().concat(found);
    keep();
    done();
  }

  function take(sent) {
    const one = { url: sent.action, fields: words.fieldsOf(sent), text: words.label(sent) };
    const sentAlready = waiting.some((other) => !other.why && other.url === one.url && words.same(other.fields, one.fields));
    if (sentAlready) return; // it waits
    words.unsay(sent);
    told = told.filter((other) => other.url !== one.url);
    one.fields.client_id = store.newId();
    waiting.push(one);
    keep();
    send();
  }

  // The form went while somebody was typing in it, alone or with the page: its words wait, with what happened.
  function lost({ form: gone, page }) {
    const one = { url: gone.action, fields: words.fieldsOf(gone), text: words.label(gone), why: page && box.dataset.before };
    const waits = ({ url, fields }) => url === one.url && (!page || words.same(fields, one.fields));
    if (!words.any(gone) || waiting.some(waits)) return;
    waiting.push(one);
    page ? keep() : refuse(one, box.dataset.gone);
  }

  function clear() {
    ["text", "so_that"].forEach((name) => { form.elements.namedItem(name).value = ""; });
    const about = form.elements.namedItem("about");
    if (about) about.value = "";
    form.elements.namedItem("text").focus();
    busy();
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

  // Words that somebody is busy with stay in sight, also when the step goes on without them.
  function busy() {
    const busyWith = ["text", "so_that"].some((name) => form.elements.namedItem(name).value.trim());
    const before = form.hasAttribute("data-busy");
    form.toggleAttribute("data-busy", busyWith);
    form.hidden = !open && !busyWith;
    if (before && !busyWith) document.dispatchEvent(new CustomEvent("board:refresh", { detail: {} })); // its kinds waited
  }

  let open = true;
  document.addEventListener("board:shown", (event) => { open = event.detail.open; if (form) busy(); });
  document.addEventListener("board:shown", () => { told = told.filter(words.say); });
  document.addEventListener("board:lost", (event) => lost(event.detail));
  form?.addEventListener("input", busy);
  document.addEventListener("board:connection", (event) => { if (event.detail.online) send(); });
  document.addEventListener("board:take", (event) => {
    waiting.push(event.detail);
    event.detail.fields.client_id = store.newId();
    keep();
    send();
  });
  document.querySelector("[data-leave]")?.addEventListener("submit", store.forgetAll);
  open = document.querySelector("[data-live=notes]").dataset.open !== "0";
  if (form) busy();
  offer();
  show();
  send();
})();
