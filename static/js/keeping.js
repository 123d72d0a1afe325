// On a device that somebody says is their own, what is typed is kept for 48 hours, or for 24 where the Vertelpunt says so. Without that tick nothing ever is.
"use strict";

const KEY = "storycycle-own-device";
const DAY = 24 * 60 * 60 * 1000;
const MOST_DAYS = 2;
const PASSED_OVER = ["token", "website", "proof", "sound", "unsay"];
const pageForm = document.querySelector("form#telling[data-draft]");
const tick = document.querySelector("[data-own-device]");
const deviceBar = document.querySelector("[data-device-bar]");

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // the browser allows none
  }
}

function longest() {
  return Math.min(Number(deviceBar.dataset.days) || MOST_DAYS, MOST_DAYS) * DAY;
}

function forget() {
  storage()?.removeItem(KEY);
  delete document.documentElement.dataset.own;
}

function kept() {
  try {
    const found = JSON.parse(storage()?.getItem(KEY) ?? "null");
    if (found && Date.now() < found.until) return found;
  } catch { /* not ours, or cut off: it goes */ }
  forget();
  return null;
}

function keep(what) {
  try {
    storage().setItem(KEY, JSON.stringify(what));
    return true;
  } catch {
    return false; // full
  }
}

function typed() {
  const fields = {};
  for (const [name, value] of new FormData(pageForm)) {
    if (!PASSED_OVER.includes(name)) (fields[name] ??= []).push(value);
  }
  return fields;
}

function keepPage() {
  const found = kept();
  if (!found || !pageForm) return;
  const { draft } = pageForm.dataset;
  const token = pageForm.elements.token.value;
  keep({ ...found, page: { draft, token, action: pageForm.getAttribute("action"), fields: typed() } });
}

function fill(field, values) {
  if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
  else if (field.type !== "hidden") field.value = values[0] ?? "";
  else if ("kept" in field.dataset && /^\d+(-\d+-\d+)?$/.test(values[0] ?? "")) [field.value] = values; // a slider or triad reads it
}

function fillPage(page) {
  [...pageForm.elements].filter((field) => field.name && !PASSED_OVER.includes(field.name))
    .forEach((field) => fill(field, page.fields[field.name] ?? []));
  pageForm.elements.token.value = page.token;
  pageForm.dataset.draft = page.draft;
}

function sendKept(page) {
  keep({ ...kept(), page, unsent: undefined });
  const form = document.createElement("form");
  form.method = "post";
  form.action = new URL(page.action, location.href).pathname;
  const fields = { ...page.fields, token: [page.token], next: ["1"] };
  for (const [name, values] of Object.entries(fields)) {
    values.forEach((value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value })));
  }
  document.body.append(form);
  form.submit();
}

function offerToSend(found) {
  const page = found.unsent ?? found.page;
  keep({ ...found, unsent: page, page: undefined });
  const offer = document.querySelector("[data-kept-offer]");
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => sendKept(page));
}

function takeUp(found) {
  const { page } = found;
  const begins = "begins" in pageForm.dataset;
  if (page && page.draft === pageForm.dataset.draft) fillPage(page);
  else if (page && begins && page.draft.endsWith("-0")) fillPage(page);
  if (begins && (found.unsent || (page && !page.draft.endsWith("-0")))) offerToSend(found);
  else keepPage();
}

function showBar() {
  const own = Boolean(kept());
  if (own) document.documentElement.dataset.own = "1";
  if (tick) tick.checked = own;
  deviceBar.hidden = !own;
}

function clearNow() {
  forget();
  if (tick) tick.checked = false;
  document.querySelector("[data-kept-offer]")?.setAttribute("hidden", "");
  const words = deviceBar.querySelector("p");
  words.textContent = deviceBar.dataset.cleared;
  deviceBar.querySelector("button").hidden = true;
  words.tabIndex = -1;
  words.focus();
}

function start() {
  if (document.querySelector("[data-device-done]")) forget();
  const found = kept();
  if (found && pageForm) takeUp(found);
  showBar();
  deviceBar.querySelector("button").addEventListener("click", clearNow);
  if (tick) {
    tick.closest("[data-own-choice]").hidden = !storage();
    tick.addEventListener("change", () => {
      if (tick.checked) keep({ until: Date.now() + longest() });
      else forget();
      keepPage();
      showBar();
    });
  }
  pageForm?.addEventListener("input", keepPage);
  pageForm?.addEventListener("change", keepPage);
}

if (deviceBar) start();
