// A point between three poles: unset until touched; tap, drag, arrow keys, or the list below it. It stays while scrolling.
"use strict";

const STEP = 5;
const THIRDS = [34, 33, 33];
const [FIRST, SECOND, TOP] = [0, 1, 2]; // the first pole stands where a line of text begins, the third on top
const DRAWING = "http://www.w3.org/2000/svg";
const triadTurned = document.documentElement.dir === "rtl";

// Whole shares that add up to 100, from three parts of any size.
function whole(parts) {
  const kept = parts.map((part) => Math.max(part, 0));
  const sum = kept.reduce((one, other) => one + other, 0) || 1;
  const exact = kept.map((part) => (100 * part) / sum);
  const shares = exact.map(Math.floor);
  const left = 100 - shares.reduce((one, other) => one + other, 0);
  [FIRST, SECOND, TOP].sort((one, other) => (exact[other] % 1) - (exact[one] % 1))
    .slice(0, left).forEach((pole) => { shares[pole] += 1; });
  return shares;
}

function readShares(written) {
  const shares = /^\d{1,3}-\d{1,3}-\d{1,3}$/.test(written) ? written.split("-").map(Number) : [];
  return shares.reduce((one, other) => one + other, 0) === 100 ? shares : null;
}

// Where somebody points in the field, as shares; outside the triangle the nearest side counts.
function sharesAt(field, event) {
  const box = field.getBoundingClientRect();
  const across = (event.clientX - box.left) / box.width;
  const along = triadTurned ? 1 - across : across;
  const top = Math.min(Math.max(1 - (event.clientY - box.top) / box.height, 0), 1);
  const second = along - top / 2;
  return whole([1 - top - second, second, top]);
}

// More of one pole, taken from the others as they have it; with `from` only from that one.
function more(shares, pole, from) {
  const next = [...shares];
  if (from !== undefined) {
    const taken = Math.min(STEP, next[from] || next[TOP]);
    next[next[from] ? from : TOP] -= taken;
    next[pole] += taken;
    return next;
  }
  const left = Math.max(100 - next[pole] - STEP, 0);
  const others = [FIRST, SECOND, TOP].filter((other) => other !== pole);
  const had = others.reduce((sum, other) => sum + next[other], 0);
  others.forEach((other) => { next[other] = had ? (left * next[other]) / had : left / 2; });
  next[pole] = 100 - left;
  return whole(next);
}

function less(shares) {
  const top = Math.max(shares[TOP] - STEP, 0);
  const had = shares[FIRST] + shares[SECOND];
  const part = had ? shares[FIRST] / had : 0.5;
  return whole([(100 - top) * part, (100 - top) * (1 - part), top]);
}

function moved(shares, key) {
  if (key === "ArrowUp") return more(shares, TOP);
  if (key === "ArrowDown") return less(shares);
  const forward = (key === "ArrowRight") !== triadTurned;
  return forward ? more(shares, SECOND, FIRST) : more(shares, FIRST, SECOND);
}

function drawField(box, fieldset) {
  const field = box.querySelector(".field");
  const drawing = document.createElementNS(DRAWING, "svg");
  drawing.setAttribute("viewBox", "0 0 200 173");
  drawing.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(DRAWING, "polygon");
  shape.setAttribute("points", "100,0 200,173 0,173");
  drawing.append(shape);
  const point = document.createElement("div");
  point.className = "point";
  point.tabIndex = 0;
  const said = {
    role: "slider", "aria-roledescription": box.dataset.role, "aria-valuemin": 0, "aria-valuemax": 100,
    "aria-labelledby": fieldset.querySelector("h2").id, "aria-describedby": fieldset.querySelector("[id$='-how']").id,
  };
  Object.entries(said).forEach(([name, value]) => point.setAttribute(name, value));
  field.append(drawing, point);
  box.querySelector(".ends").hidden = false;
  return [field, point];
}

// The list stays for who rather reads than points; it opens when it holds the answer.
function foldList(box) {
  const fold = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = box.dataset.list;
  const places = box.querySelector(".places");
  places.replaceWith(fold);
  fold.append(summary, places);
}

function makeTriad(box) {
  const fieldset = box.closest("fieldset");
  const kept = box.querySelector("[data-kept]");
  const start = readShares(kept.value);
  const [field, point] = drawField(box, fieldset);
  foldList(box);
  const radios = [...box.querySelectorAll("input[type=radio]")];
  const none = () => radios.find((radio) => "na" in radio.dataset && radio.checked) ?? null;
  let value = null;

  function show(next) {
    value = next;
    const at = next ?? THIRDS;
    point.style.insetInlineStart = `${at[SECOND] + at[TOP] / 2}%`;
    point.style.insetBlockEnd = `${at[TOP]}%`;
    point.classList.toggle("unset", next === null);
    box.classList.toggle("set", next !== null);
    kept.disabled = next === null;
    kept.value = next === null ? "" : next.join("-");
    const [one, two, three] = at;
    const words = box.dataset.at.replace("ONE", one).replace("TWO", two).replace("THREE", three);
    point.setAttribute("aria-valuenow", at[TOP]);
    point.setAttribute("aria-valuetext", next === null ? box.dataset.unset : words);
  }

  function answer(next) {
    show(next);
    radios.forEach((radio) => { radio.checked = radio.value === kept.value; });
    fieldset.dispatchEvent(new Event("change", { bubbles: true }));
  }

  let before = null;
  function drag(event) { if (before) answer(sharesAt(field, event)); }
  field.addEventListener("pointerdown", (event) => {
    if (event.target !== point && event.pointerType !== "mouse") return; // a finger beside the point may be scrolling
    before = { value, none: none() };
    point.setPointerCapture(event.pointerId);
  });
  field.addEventListener("pointermove", drag);
  field.addEventListener("pointerup", () => { before = null; });
  field.addEventListener("pointercancel", () => {
    if (!before) return;
    show(before.value);
    radios.forEach((radio) => { radio.checked = radio === before.none || (value && radio.value === kept.value); });
    before = null;
  });
  field.addEventListener("click", (event) => { answer(sharesAt(field, event)); point.focus(); });
  point.addEventListener("keydown", (event) => {
    const sets = value === null && ["Enter", " "].includes(event.key);
    if (!sets && !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    answer(sets ? THIRDS : moved(value ?? THIRDS, event.key));
  });
  fieldset.addEventListener("cleared", () => show(null));
  radios.forEach((radio) => radio.addEventListener("change", () => show(readShares(radio.value))));
  const chosen = radios.find((radio) => radio.checked);
  if (start) answer(start);
  else show(readShares(chosen?.value ?? ""));
}

document.querySelectorAll("[data-triad]").forEach(makeTriad);
