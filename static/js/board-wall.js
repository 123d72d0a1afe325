// The wall: a note goes to its place by dragging it, by a tap on the note and then on the place, or by the arrow keys.
(function () {
  "use strict";
  const WIDE = window.matchMedia("(min-width: 48rem)"); // on a phone the wall is a list
  const FAR_ENOUGH = 6;
  const [STEP, LEAP, SAME, SEND_AFTER, KEPT_FOR] = [0.02, 0.1, 0.001, 600, 3000];
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const said = document.getElementById("board-said");
  const mine = new Map(); // where notes were put here, until the server shows them there
  let drag = null;
  let dragged = false;
  let picked = "";
  let sending = 0;
  let moving = ""; // what the arrow keys move, until it lies still

  const wall = () => document.querySelector("[data-wall]");
  const noteWith = (id) => document.querySelector(`.note[data-note="${id}"]`);
  const share = (value) => Math.min(1, Math.max(0, value));

  // How far a note can go: the wall less the room that a note takes, as the style counts it.
  function room(note) {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return [wall().clientWidth - note.offsetWidth, wall().clientHeight - 14 * rem];
  }

  function show(note, x, y) {
    const focus = note.contains(document.activeElement) ? document.activeElement : null;
    if (note.parentElement !== wall()) wall().append(note);
    if (focus && focus !== document.activeElement) focus.focus({ preventScroll: true });
    note.classList.add("pinned");
    [note.dataset.x, note.dataset.y] = [x, y];
    note.style.setProperty("--x", x);
    note.style.setProperty("--y", y);
  }

  function lay(note, x, y) {
    show(note, x, y);
    mine.set(note.dataset.note, [x, y]);
  }

  function apply() {
    document.body.classList.toggle("arranging", WIDE.matches); // what the arrow keys move can be reached
    document.querySelectorAll("[data-wall] .pinned").forEach((note) => show(note, Number(note.dataset.x), Number(note.dataset.y)));
    mine.forEach(([x, y], id) => {
      const note = noteWith(id);
      if (!note || Math.hypot(note.dataset.x - x, note.dataset.y - y) < SAME) mine.delete(id);
      else show(note, x, y);
    });
    pick(picked);
  }

  function say(key, values) {
    said.textContent = said.dataset[key].replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  }

  function send(note) {
    const [x, y] = [Number(note.dataset.x), Number(note.dataset.y)];
    const id = note.dataset.note;
    const fields = { x: x.toFixed(4), y: y.toFixed(4) };
    const text = note.querySelector(".note-text").textContent.trim();
    document.dispatchEvent(new CustomEvent("board:take", { detail: { url: note.querySelector("form.place").action, fields, text } }));
    say("place", { x: Math.round(x * 100), y: Math.round(y * 100) });
    const put = mine.get(id);
    window.setTimeout(() => {
      if (mine.get(id) !== put) return;
      mine.delete(id);
      document.dispatchEvent(new CustomEvent("board:refresh", { detail: {} }));
    }, KEPT_FOR);
  }

  function begin(event) {
    const note = event.button === 0 && WIDE.matches && event.target.closest("[data-wall] .note, [data-waiting] .note");
    dragged = false;
    settle();
    if (!note || event.target.closest("button:not(.grip), select, a, summary, input, label, .more-menu")) return;
    if (event.pointerType !== "mouse" && !event.target.closest(".grip")) return;
    const box = note.getBoundingClientRect();
    drag = { note, x: event.clientX, y: event.clientY, inside: [event.clientX - box.left, event.clientY - box.top] };
    if (event.pointerType !== "mouse") event.preventDefault();
  }

  function at(event, note, [left, top]) {
    const box = wall().getBoundingClientRect();
    const [wide, high] = room(note);
    return [share((event.clientX - left - box.left) / wide), share((event.clientY - top - box.top) / high)];
  }

  function move(event) {
    if (!drag || (!dragged && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH)) return;
    dragged = true;
    document.body.classList.add("dragging");
    drag.note.classList.add("carried");
    if (event.clientY < 60) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 12);
    lay(drag.note, ...at(event, drag.note, drag.inside));
    event.preventDefault();
  }

  function end(event) {
    if (!drag) return;
    const { note } = drag;
    drag = null;
    note.classList.remove("carried");
    document.body.classList.remove("dragging");
    if (dragged && event.type === "pointerup") send(note);
    else mine.delete(note.dataset.note);
    document.dispatchEvent(new CustomEvent("board:dropped"));
  }

  function pick(id) {
    document.querySelectorAll(".note.picked").forEach((note) => note.classList.remove("picked"));
    picked = id && noteWith(id) ? id : "";
    if (picked) noteWith(picked).classList.add("picked");
    document.body.classList.toggle("picking", Boolean(picked));
  }

  function tap(event) {
    const near = event.target.closest("[data-near]");
    if (near) return tick(event, near.dataset.near);
    if (dragged || !WIDE.matches || event.target.closest("button, select, a, summary, input, form, label")) return;
    const note = event.target.closest("[data-wall] .note, [data-waiting] .note");
    const held = noteWith(picked);
    if (note) return pick(note === held ? "" : note.dataset.note);
    if (!held || !event.target.closest("[data-wall]")) return;
    pick("");
    lay(held, ...at(event, held, [held.offsetWidth / 2, 24]));
    send(held);
  }

  function tick(event, id) {
    event.preventDefault();
    const centre = noteWith(id).dataset;
    const radius = Number(wall().dataset.radius);
    const all = Array.from(document.querySelectorAll("[data-wall] .pinned")).filter(({ dataset }) =>
      Math.hypot(dataset.x - centre.x, dataset.y - centre.y) <= radius);
    all.forEach((note) => { note.querySelector(".note-pick").checked = true; });
    noteWith(id).querySelector("details.more").open = false;
    say("ticked", { n: all.length });
    document.getElementById("new-cluster").focus();
  }

  // What the arrow keys moved is sent once they rest, and at once when something else is moved or the page is left.
  function settle() {
    const note = moving && noteWith(moving);
    moving = "";
    window.clearTimeout(sending);
    if (!drag) document.body.classList.remove("dragging");
    if (!note) return;
    send(note);
    document.dispatchEvent(new CustomEvent("board:dropped"));
  }

  function key(event) {
    const grip = event.target.closest("[data-hold]");
    const arrow = ARROWS[event.key];
    if (!grip || !arrow) return;
    event.preventDefault();
    const note = grip.closest(".note");
    if (note.dataset.note !== moving) settle();
    const far = event.shiftKey ? LEAP : STEP;
    const placed = note.dataset.x !== undefined;
    const [x, y] = placed ? [Number(note.dataset.x), Number(note.dataset.y)] : [0.5, 0.5];
    lay(note, share(x + arrow[0] * far), share(y + arrow[1] * far));
    document.body.classList.add("dragging"); // nothing is drawn anew before it lies
    moving = note.dataset.note;
    window.clearTimeout(sending);
    sending = window.setTimeout(settle, SEND_AFTER);
  }

  document.addEventListener("click", tap);
  document.addEventListener("keydown", key);
  document.addEventListener("board:shown", apply);
  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", move, { passive: false });
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  window.addEventListener("pagehide", settle);
  document.addEventListener("dragstart", (event) => { if (drag) event.preventDefault(); });
  WIDE.addEventListener("change", apply);
  apply();
})();
