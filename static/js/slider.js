// A slider made of a native range: unset until touched, named poles, tap, drag, keyboard; it does not move while scrolling.
"use strict";

const MIDDLE = 50;

function makeSlider(box) {
  const fieldset = box.closest("fieldset");
  const kept = box.querySelector("[data-kept]"); // after Back, browsers give it the value that it was left with
  const start = kept.value === "" ? null : Number(kept.value);
  const range = document.createElement("input");
  range.type = "range";
  range.min = 0;
  range.max = 100;
  range.step = 1;
  range.setAttribute("aria-labelledby", fieldset.querySelector("h2").id);
  box.querySelector(".steps").replaceWith(range);
  let value = null;

  function show(next) {
    value = next;
    range.value = next === null ? MIDDLE : next;
    range.classList.toggle("unset", next === null);
    box.classList.toggle("set", next !== null);
    kept.disabled = next === null;
    kept.value = next === null ? "" : next;
    const words = next === null ? box.dataset.unset : box.dataset.at.replace("VALUE", next);
    range.setAttribute("aria-valuetext", words);
  }

  function answer(next) {
    box.querySelectorAll("input[type=radio]").forEach((radio) => { radio.checked = false; });
    show(next);
    fieldset.dispatchEvent(new Event("change"));
  }

  let before = { value: null, none: null };
  let scrolled = false;
  function restore() {
    show(before.value);
    if (before.none) before.none.checked = true;
  }

  range.addEventListener("pointerdown", () => {
    before = { value, none: box.querySelector("[data-na]:checked") };
    scrolled = false;
  });
  range.addEventListener("pointercancel", () => { scrolled = true; restore(); });
  range.addEventListener("input", () => { if (!scrolled) answer(Number(range.value)); });
  range.addEventListener("change", () => { if (scrolled) restore(); });
  range.addEventListener("click", () => { if (value === null && !scrolled) answer(Number(range.value)); });
  range.addEventListener("keydown", (event) => {
    scrolled = false;
    if (value === null && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      answer(MIDDLE);
    }
  });
  fieldset.addEventListener("cleared", () => show(null));
  box.querySelectorAll("[data-na]").forEach((radio) => radio.addEventListener("change", () => show(null)));
  show(start);
}

document.querySelectorAll("[data-slider]").forEach(makeSlider);
