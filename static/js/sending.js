// A page that is sent while the connection is lost stays here, says so, and is sent as soon as that is possible.
"use strict";

const sent = document.querySelector("form#telling");
const unsentBox = document.querySelector("[data-unsent]");
const HERE = document.currentScript.src; // asked for to see whether there is a connection
const PATIENCE = 5000;
const FIRST_WAIT = 3000;
const LONGEST_WAIT = 20000;
const WITH_FILES = "multipart/form-data"; // a recording is large, and gets six times as long

let pressed = null;
let sure = false;
let busy = false;
let waiting = 0; // how often it was tried in vain
let timer = null;

async function answered(address, options) {
  if (!navigator.onLine) return false;
  const stop = new AbortController();
  const bell = setTimeout(() => stop.abort(), waiting ? (sent.enctype === WITH_FILES ? 24 : 4) * PATIENCE : PATIENCE);
  try {
    const response = await fetch(address, { cache: "no-store", redirect: "manual", signal: stop.signal, ...options });
    return response.status < 500;
  } catch {
    return false;
  } finally {
    clearTimeout(bell);
  }
}

function post() {
  const data = new FormData(sent);
  if (pressed?.name) data.append(pressed.name, pressed.value);
  return answered(sent.action, { method: "POST", body: sent.enctype === WITH_FILES ? data : new URLSearchParams(data) });
}

function arrives() {
  const aside = ["back", "stay"].includes(pressed?.name);
  return waiting && !aside ? post() : answered(HERE, { method: "HEAD" });
}

// The browser itself opens the page that follows, so that Back works; the same page sent twice changes one story.
function goOn() {
  settle();
  sure = true;
  sent.requestSubmit(pressed);
  sure = false;
}

function settle() {
  clearTimeout(timer);
  waiting = 0;
  busy = false;
  unsentBox.hidden = true;
}

function waitAndTryAgain() {
  waiting += 1;
  const words = unsentBox.querySelector("[data-where]");
  words.textContent = document.documentElement.dataset.own ? words.dataset.device : words.dataset.memory;
  unsentBox.hidden = false;
  if (waiting === 1) unsentBox.scrollIntoView({ block: "center" });
  clearTimeout(timer);
  timer = setTimeout(attempt, Math.min(FIRST_WAIT * waiting, LONGEST_WAIT));
}

async function attempt() {
  if (busy) return;
  busy = true;
  const arrived = await arrives();
  busy = false;
  if (arrived) goOn();
  else waitAndTryAgain();
}

function watch() {
  sent.addEventListener("submit", (event) => {
    if (sure) return;
    event.preventDefault();
    pressed = event.submitter;
    attempt();
  });
  unsentBox.querySelector("button").addEventListener("click", attempt);
  window.addEventListener("online", () => { if (waiting) attempt(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) settle(); });
  window.addEventListener("leaving", settle);
  window.addEventListener("beforeunload", (event) => {
    if (waiting && !document.documentElement.dataset.own) event.preventDefault();
  });
}

if (sent && unsentBox) watch();
