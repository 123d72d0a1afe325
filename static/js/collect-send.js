// Stories of a sitting that wait for a connection: said, tried again, each kept once. On disk only on an own device.
"use strict";

const waitingBox = document.querySelector("[data-waiting]");
const collectForm = document.querySelector("form[data-collect]");
const TRY_AFTER = 4000;
const TRY_AT_MOST = 12000;
const WAITS = "queue"; // where an own device keeps them, beside what keeping.js keeps

let queue = [];
let sending = false;
let againTimer = null;
let keptCount = 0;
let refusedOnes = 0;
const leftOut = waitingBox?.querySelector("[data-left-out]");

function countWords(place, number) {
  place.textContent = number === 1 ? place.dataset.one : place.dataset.more.replace("NUMBER", number);
}

function onOwnDevice() {
  return Boolean(document.documentElement.dataset.own);
}

// The same list in memory and, on an own device, on disk; what was sent leaves both.
function keepQueue() {
  const found = kept();
  if (found) keep({ ...found, [WAITS]: queue });
}

function showQueue() {
  const { length } = queue;
  waitingBox.hidden = !length && !refusedOnes && !leftOut.textContent;
  waitingBox.querySelector("[data-words]").parentElement.classList.toggle("some", Boolean(length));
  if (length) countWords(waitingBox.querySelector("[data-words]"), length);
  else waitingBox.querySelector("[data-words]").textContent = "";
  const where = waitingBox.querySelector("[data-where]");
  where.textContent = onOwnDevice() ? where.dataset.device : where.dataset.memory;
  where.hidden = !length;
  waitingBox.querySelector("[data-again]").hidden = !length;
  const count = document.querySelector("[data-count]");
  count.hidden = !keptCount;
  countWords(count, keptCount);
  window.dispatchEvent(new CustomEvent("queue", { detail: { waiting: queue.map((one) => one.id) } }));
}

function showRefusal(one, said) {
  refusedOnes += 1;
  const words = waitingBox.querySelector("[data-said]");
  words.hidden = false;
  words.textContent = said.message;
  const box = waitingBox.querySelector("[data-refused]");
  box.hidden = false;
  box.querySelector("textarea").value += `${new URLSearchParams(one.body).get("text")}\n\n`;
}

async function sendOne(one) {
  const stop = new AbortController();
  const bell = setTimeout(() => stop.abort(), TRY_AT_MOST);
  try {
    const headers = { Accept: "application/json" };
    const body = new URLSearchParams(one.body);
    const response = await fetch(one.to, { method: "POST", body, headers, cache: "no-store", redirect: "error", signal: stop.signal });
    if (response.status >= 500 || response.status === 429) return null;
    return { ok: response.ok, ...await response.json() };
  } catch {
    return null; // no connection, or an answer of somebody in between: it waits
  } finally {
    clearTimeout(bell);
  }
}

async function sendQueue() {
  if (sending) return;
  sending = true;
  clearTimeout(againTimer);
  while (queue.length) {
    const [one] = queue;
    const answer = navigator.onLine ? await sendOne(one) : null; // eslint-disable-line no-await-in-loop
    if (!answer) break;
    queue = queue.filter((other) => other.id !== one.id);
    if (!answer.ok) showRefusal(one, answer);
    else keptCount += 1;
    if (answer.left_out) leftOut.textContent = answer.left_out;
    keepQueue();
  }
  sending = false;
  showQueue();
  if (queue.length) againTimer = setTimeout(sendQueue, TRY_AFTER);
}

function putInQueue(one) {
  queue = [...queue.filter((other) => other.id !== one.id), one];
  keepQueue();
  return sendQueue();
}

function startQueue() {
  queue = (kept()?.[WAITS] ?? []).filter((one) => one.id && one.body && one.to);
  document.querySelector("[data-own-device]")?.addEventListener("change", () => setTimeout(() => {
    keepQueue();
    showQueue();
  }));
  waitingBox.querySelector("[data-again]").addEventListener("click", sendQueue);
  window.addEventListener("online", sendQueue);
  window.addEventListener("beforeunload", (event) => {
    if ((queue.length && !onOwnDevice()) || refusedOnes) event.preventDefault();
  });
  showQueue();
  sendQueue();
}

if (waitingBox) startQueue();
