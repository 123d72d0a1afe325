// Looking for notes while one types, on all that is shown now; how many there are is said.
(function () {
  "use strict";
  const form = document.querySelector("[data-find]");
  if (!form) return;
  const field = form.elements.namedItem("q");
  const count = form.querySelector(".find-count");
  const SAID_AFTER = 300;
  let saying = 0;

  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function textOf(note) {
    const parts = note.querySelectorAll(".note-text, .note-about");
    return plain(parts.length ? Array.from(parts, (part) => part.textContent).join(" ") : note.textContent);
  }

  function all() {
    return Array.from(document.querySelectorAll("[data-live=notes] .note, [data-live=notes] [data-findable]"));
  }

  function filter() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const notes = all();
    notes.forEach((note) => { const text = textOf(note); note.hidden = !words.every((word) => text.includes(word)); });
    document.querySelectorAll("[data-live=notes] .kind-group").forEach((group) => {
      group.hidden = words.length > 0 && !group.querySelector(".note:not([hidden])");
    });
    const found = notes.filter((note) => !note.hidden).length;
    const said = words.length ? form.dataset.count.replace("{n}", found).replace("{all}", notes.length) : "";
    window.clearTimeout(saying);
    saying = window.setTimeout(() => { if (count.textContent !== said) count.textContent = said; }, SAID_AFTER);
  }

  // Among a few notes nobody has to look.
  function offer() {
    form.hidden = all().length < Number(form.dataset.from) && !field.value;
  }

  offer();
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  field.addEventListener("input", filter);
  document.addEventListener("board:shown", offer);
  document.addEventListener("board:shown", () => { if (field.value || count.textContent) filter(); });
  // What the server left out comes back: from here on the script looks.
  if (field.value) document.dispatchEvent(new CustomEvent("board:refresh", { detail: {} }));
})();
