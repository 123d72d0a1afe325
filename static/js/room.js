// A shared screen in a waiting room: emptied after each teller, and when nobody touches it for five minutes.
"use strict";

const room = document.querySelector("[data-room]");
const IDLE = 300; // seconds
const GRACE = 60;

function emptyForTheNext() {
  try {
    localStorage.clear();
  } catch { /* the browser allows none */ }
  leaveQuickly(room.dataset.room); // wipes the fields, and Back leads to the first page
}

function countDown(seconds) {
  let left = seconds;
  const count = room.querySelector("[data-count]");
  const show = () => { count.textContent = left; };
  show();
  const timer = setInterval(() => {
    left -= 1;
    show();
    if (left <= 0) {
      clearInterval(timer);
      emptyForTheNext();
    }
  }, 1000);
  return { more: () => { left += GRACE; show(); }, stop: () => clearInterval(timer) };
}

function afterTelling() {
  room.hidden = false;
  const counting = countDown(GRACE);
  room.querySelector("[data-more]").addEventListener("click", counting.more);
}

function watchTouches() {
  let counting = null;
  let timer = null;
  const warn = () => {
    room.hidden = false;
    counting = countDown(GRACE);
  };
  const touched = () => {
    clearTimeout(timer);
    counting?.stop();
    counting = null;
    room.hidden = true;
    timer = setTimeout(warn, IDLE * 1000);
  };
  ["pointerdown", "keydown", "input", "wheel"].forEach((name) => window.addEventListener(name, touched, { passive: true }));
  touched();
}

// Whoever presses Back finds the first page: what stood here is gone before the next person comes.
function keepNothing() {
  window.addEventListener("pagehide", () => document.querySelector("main").replaceChildren());
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.replace(room.dataset.room); });
}

if (room) {
  room.querySelector("[data-now]").addEventListener("click", emptyForTheNext);
  if (document.querySelector("form#telling")) keepNothing();
  if ("done" in room.dataset) afterTelling();
  else if (location.href !== new URL(room.dataset.room, location.href).href) watchTouches();
}
