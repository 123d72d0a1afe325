// Leave quickly, on every page for tellers: by the button, or by Escape three times. Without JavaScript it is a link.
"use strict";

const LEFT = "left"; // kept until the tab closes: somebody left, so Back may not show what was told
const WITHIN = 2000; // milliseconds for three times Escape
const posting = document.querySelector("form[method=post]");

function left(now) { // in a frame of a browser that lets frames keep nothing, nothing is known
  try {
    if (now === undefined) return sessionStorage.getItem(LEFT);
    return now ? sessionStorage.setItem(LEFT, "1") : sessionStorage.removeItem(LEFT);
  } catch {
    return null;
  }
}

function stayAway() {
  document.body.hidden = true;
  location.replace(document.querySelector(".place").href);
}

function guardBack() {
  const [visit] = performance.getEntriesByType("navigation");
  if (!posting) return;
  if (visit?.type !== "back_forward") left(false);
  else if (left()) stayAway();
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && left()) stayAway();
  });
}

function wholePage(address) { // also where this page stands in a frame: the page around it goes as well
  try {
    top.location.replace(address);
  } catch {
    location.replace(address);
  }
}

function leaveQuickly(address) {
  window.dispatchEvent(new Event("leaving"));
  left(true);
  document.querySelectorAll("form").forEach((form) => form.reset());
  document.querySelectorAll("textarea, input:not([type=hidden])").forEach((field) => { field.value = ""; });
  document.title = "\u200b";
  document.body.hidden = true;
  wholePage(address);
}

function onThreeTimesEscape(leave) {
  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") pressed = [];
    else if (!event.repeat) pressed = [...pressed.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (pressed.length === 3) leave();
  });
}

guardBack();
const ways = document.querySelectorAll("[data-leave]");
ways.forEach((link) => link.addEventListener("click", (event) => {
  event.preventDefault();
  leaveQuickly(link.href);
}));
if (ways.length) onThreeTimesEscape(() => leaveQuickly(ways[0].href));
