// Tellers' pages: ask before going, copy the code, clear a choice, keep to the most answers. All of it works without.
"use strict";

// What is written and not kept yet: the browser asks before it goes. The page's own buttons keep it, or ask themselves.
function askBeforeGoing(box) {
  const kept = "kept" in box.dataset ? box.defaultValue : "";
  let going = false;
  const go = () => {
    going = true;
    setTimeout(() => { going = false; }, 2000);
  };
  box.form.addEventListener("submit", go);
  window.addEventListener("leaving", go);
  document.querySelectorAll("[data-go], a[href^='tel:']").forEach((link) => link.addEventListener("click", go));
  window.addEventListener("beforeunload", (event) => {
    if (!going && !document.documentElement.dataset.own && box.value.trim() && box.value !== kept) event.preventDefault();
  });
}

function copyCode(button) {
  const code = document.querySelector(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent.trim());
    button.textContent = button.dataset.copied;
    button.setAttribute("role", "status");
  });
}

// "Leave open" is a radio for who has no JavaScript; here it becomes a button that shows when there is something to clear.
function clearButton(label) {
  const fieldset = label.closest("fieldset");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pill-clear";
  button.textContent = label.dataset.clear;
  const heading = fieldset.querySelector("h2");
  button.setAttribute("aria-describedby", heading.id);
  label.replaceWith(button);
  const inputs = () => [...fieldset.querySelectorAll("input[type=radio], input[type=checkbox]")];
  const refresh = () => {
    button.hidden = !inputs().some((input) => input.checked) && !fieldset.querySelector(".slider.set, .triad.set");
  };
  button.addEventListener("click", () => {
    inputs().forEach((input) => { input.checked = false; });
    fieldset.dispatchEvent(new CustomEvent("cleared"));
    refresh();
    (fieldset.querySelector("input[type=range], [role=slider]") || inputs()[0]).focus();
  });
  fieldset.addEventListener("change", refresh);
  fieldset.addEventListener("input", refresh);
  refresh();
}

function keepToMost(fieldset) {
  const most = Number(fieldset.dataset.most);
  const words = fieldset.querySelector("[data-enough]");
  const chosen = () => [...fieldset.querySelectorAll("input[type=checkbox]:checked:not([data-na])")];
  fieldset.addEventListener("change", (event) => {
    const tooMany = event.target.checked && !event.target.matches("[data-na]") && chosen().length > most;
    if (tooMany) event.target.checked = false;
    words.textContent = tooMany ? words.dataset.enough : "";
  });
}

// Something chosen and "does not fit" exclude each other.
function notBoth(fieldset) {
  const none = fieldset.querySelector("input[type=checkbox][data-na]");
  if (!none) return;
  fieldset.addEventListener("change", (event) => {
    if (event.target === none && none.checked) {
      fieldset.querySelectorAll("input[type=checkbox]:not([data-na])").forEach((input) => { input.checked = false; });
    } else if (event.target.checked) {
      none.checked = false;
    }
  });
}

document.querySelectorAll("textarea[name=text]").forEach(askBeforeGoing);
document.querySelectorAll("[data-copy]").forEach(copyCode);
document.querySelectorAll("[data-clear]").forEach(clearButton);
document.querySelectorAll("fieldset[data-most]").forEach(keepToMost);
document.querySelectorAll("fieldset.multi").forEach(notBoth);
