// Making two notes of one: what stands behind the cursor in the first goes to the second.
(function () {
  "use strict";
  const form = document.querySelector("[data-halves]");
  const button = form?.querySelector("[data-do=divide]");
  if (!button) return;
  const [first, second] = [form.elements.namedItem("first"), form.elements.namedItem("second")];
  button.hidden = false;
  button.addEventListener("click", () => {
    const place = first.selectionStart;
    const behind = first.value.slice(place).trim();
    if (!behind) return first.focus();
    second.value = [behind, second.value.trim()].filter(Boolean).join(" ");
    first.value = first.value.slice(0, place).trim();
    second.focus();
    second.setSelectionRange(0, 0);
  });
})();
