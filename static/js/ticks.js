// Tick all or nothing at once, without asking for the page anew. Without this file the buttons do the same by sending the form.
(() => {
  for (const row of document.querySelectorAll("[data-ticks]")) {
    const boxes = [...row.closest("fieldset").querySelectorAll("input[type=checkbox]")];
    const said = row.querySelector("[role=status]");

    /** Say how many are ticked. */
    const say = () => {
      const n = boxes.filter((box) => box.checked).length;
      said.textContent = said.dataset.said.replace("#n", n).replace("#all", boxes.length);
    };

    for (const button of row.querySelectorAll("button")) {
      button.type = "button"; // Enter in the form makes the file
      button.addEventListener("click", () => {
        for (const box of boxes) box.checked = button.value === "all";
        say();
      });
    }
    row.closest("fieldset").addEventListener("change", say);
  }
})();
