// Drag somebody to another table. Without this file, by touch or by keyboard, the menu beside the name does the same.
(() => {
  const tables = [...document.querySelectorAll("[data-table]")];
  let dragged = null;

  for (const seat of document.querySelectorAll("[data-person]")) {
    seat.draggable = true;
    seat.addEventListener("dragstart", (event) => {
      dragged = seat;
      seat.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", seat.dataset.person);
    });
    seat.addEventListener("dragend", () => {
      seat.classList.remove("dragged");
      dragged = null;
    });
  }

  for (const table of tables) {
    table.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      table.classList.add("over-drop");
    });
    table.addEventListener("dragleave", () => table.classList.remove("over-drop"));
    table.addEventListener("drop", (event) => {
      table.classList.remove("over-drop");
      if (!dragged || table.contains(dragged)) return;
      event.preventDefault();
      const form = dragged.querySelector("form");
      form.elements.table.value = table.dataset.table;
      form.submit();
    });
  }
})();
