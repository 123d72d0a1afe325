// A story of a sitting, step by step: written down, handed over, given meaning by its teller, the code, and back.
"use strict";

const CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const stepsOf = [...document.querySelectorAll("[data-step]")];
const onPaper = collectForm && "paper" in collectForm.dataset;
let stepNow = "story";
let stepCovered = "story";

// Evenly drawn letters: what lies above the last whole round is thrown away.
function newCode() {
  const letters = [];
  while (letters.length < 12) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 248) letters.push(CODE_LETTERS[byte % CODE_LETTERS.length]);
  }
  return letters.join("").replace(/(.{4})(?=.)/g, "$1-");
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function showStep(name, focus = true) {
  stepNow = name;
  stepsOf.forEach((step) => { step.hidden = step.dataset.step !== name; });
  document.body.classList.toggle("teller-turn", ["handover", "questions", "code", "back", "cover"].includes(name));
  const there = stepsOf.find((step) => step.dataset.step === name);
  window.scrollTo(0, 0);
  if (focus) (name === "story" ? collectForm.elements.text : there.querySelector("[tabindex]"))?.focus();
}

function toStep(button) {
  const { text } = collectForm.elements;
  if ("needsStory" in button.dataset && !text.value.trim()) {
    text.reportValidity();
    return;
  }
  document.querySelectorAll("[data-story]").forEach((place) => { place.textContent = text.value; });
  showStep(button.dataset.to);
}

function chosenOf(key) {
  return new FormData(collectForm).getAll(`q-${key}`);
}

function followRoutes() {
  document.querySelectorAll("[data-route]").forEach((place) => {
    const met = chosenOf(place.dataset.route).some((code) => place.dataset.codes.split(" ").includes(code));
    place.hidden = !met;
  });
}

function bodyOf() {
  const data = new FormData(collectForm);
  document.querySelectorAll("[data-route][hidden] [name]").forEach((field) => data.delete(field.name));
  return new URLSearchParams(data).toString();
}

function emptyForNext(sameTeller) {
  const { story, teller } = collectForm.elements;
  const before = teller.value;
  collectForm.reset();
  collectForm.querySelectorAll("fieldset").forEach((fieldset) => fieldset.dispatchEvent(new CustomEvent("cleared")));
  collectForm.querySelectorAll("fieldset").forEach((fieldset) => fieldset.dispatchEvent(new Event("input")));
  const tick = collectForm.querySelector("[data-own-device]");
  if (tick) tick.checked = onOwnDevice();
  collectForm.elements.text.value = ""; // a page that came back with what was typed has that as its default
  collectForm.elements.title.value = "";
  document.querySelectorAll("[data-story], [data-code], [data-left-out]").forEach((place) => { place.textContent = ""; });
  showQueue();
  story.value = newId();
  teller.value = sameTeller ? before : newId();
  followRoutes();
  showStep("story");
}

async function sendStory(event) {
  event.preventDefault();
  const { story, code } = collectForm.elements;
  if (!onPaper) {
    code.value = newCode();
    document.querySelector("[data-code]").textContent = code.value;
  }
  const id = story.value;
  const sent = document.querySelector("[data-sent]");
  const say = (waits) => {
    if (story.value === id) sent.textContent = waits ? sent.dataset.later : sent.dataset.kept;
  };
  const listen = ({ detail }) => {
    say(detail.waiting.includes(id));
    if (!detail.waiting.includes(id)) window.removeEventListener("queue", listen);
  };
  window.addEventListener("queue", listen);
  const body = bodyOf();
  collectForm.elements.text.value = ""; // it waits in the queue now
  showStep("code");
  await putInQueue({ id, body, to: collectForm.action });
}

function sayWhenNotKept() {
  window.addEventListener("beforeunload", (event) => {
    const { text } = collectForm.elements;
    if (["story", "handover", "questions"].includes(stepNow) && text.value.trim()) event.preventDefault();
  });
}

// Leave quickly would lose stories that wait in memory only: then the screen is covered instead.
function coverInsteadOfLeaving() {
  const leave = leaveQuickly;
  leaveQuickly = (address) => { // eslint-disable-line no-global-assign, no-func-assign
    if (!queue.length || onOwnDevice()) {
      leave(address);
      return;
    }
    stepCovered = stepNow;
    showStep("cover");
  };
  document.querySelector("[data-uncover]")?.addEventListener("click", () => showStep(stepCovered));
}

function startCollecting() {
  document.querySelectorAll("[data-script]").forEach((place) => { place.hidden = false; });
  document.querySelectorAll("[data-to]").forEach((button) => button.addEventListener("click", () => toStep(button)));
  document.querySelector("[data-next]")?.addEventListener("click", () => emptyForNext(false));
  document.querySelector("[data-same]")?.addEventListener("click", () => emptyForNext(true));
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  collectForm.addEventListener("change", followRoutes);
  collectForm.addEventListener("input", followRoutes);
  collectForm.addEventListener("submit", sendStory);
  collectForm.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (onPaper) collectForm.requestSubmit();
    else if (stepNow === "story") document.querySelector("[data-needs-story]").click();
  });
  followRoutes();
  sayWhenNotKept();
  coverInsteadOfLeaving();
  collectForm.elements.story.value = newId();
  showStep("story");
}

if (collectForm) startCollecting();
