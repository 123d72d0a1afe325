// Drag a card to its place in a set. Without this file, or with a keyboard, the arrows do the same.
(() => {
  const list = document.querySelector("[data-order]");
  const form = list && document.getElementById(list.dataset.order);
  if (!form || list.children.length < 2) return;
  let dragged = null;

  /** Return the card before which a pointer at this height would drop. */
  function next(y) {
    return [...list.querySelectorAll("[data-card]")].find((card) => {
      const box = card.getBoundingClientRect();
      return card !== dragged && y < box.top + box.height / 2;
    });
  }

  for (const card of list.querySelectorAll("[data-card]")) {
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      card.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.dataset.card);
    });
    card.addEventListener("dragend", () => {
      card.classList.remove("dragged");
      dragged = null;
    });
  }
  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    list.insertBefore(dragged, next(event.clientY) ?? null);
  });
  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    form.elements.order.value = [...list.querySelectorAll("[data-card]")].map((card) => card.dataset.card).join(",");
    form.submit();
  });
})();
