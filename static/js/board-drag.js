// Putting a note in a group, or at another place in it: by dragging its edge, or by a tap on the note and then on the group.
(function () {
  "use strict";
  const FAR_ENOUGH = 6;
  let drag = null;

  function grip(event) {
    const note = event.target.closest(".note");
    if (!note || !note.closest(".cluster-board") || event.target.closest("button, select, a, summary, input, label, .more-menu")) return null;
    return event.pointerType === "mouse" || event.target.closest(".grip") ? note : null;
  }

  function begin(event) {
    const note = event.button === 0 && grip(event);
    if (!note) return;
    drag = { note, x: event.clientX, y: event.clientY, ghost: null, over: null };
    if (event.pointerType !== "mouse") event.preventDefault();
  }

  function lift() {
    const box = drag.note.getBoundingClientRect();
    drag.ghost = drag.note.cloneNode(true);
    drag.ghost.removeAttribute("data-note");
    drag.ghost.classList.add("ghost");
    drag.ghost.setAttribute("aria-hidden", "true");
    drag.ghost.style.width = `${box.width}px`;
    document.body.append(drag.ghost);
    document.body.classList.add("dragging");
    drag.note.classList.add("lifted");
  }

  function move(event) {
    if (!drag) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.ghost && Math.hypot(dx, dy) < FAR_ENOUGH) return;
    if (!drag.ghost) lift();
    drag.ghost.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
    scrollAtEdges(event.clientY);
    const under = document.elementFromPoint(event.clientX, event.clientY);
    mark(under ? under.closest("[data-drop]") : null);
    event.preventDefault();
  }

  function scrollAtEdges(y) {
    if (y < 60) window.scrollBy(0, -12);
    if (y > window.innerHeight - 60) window.scrollBy(0, 12);
  }

  function mark(over) {
    if (drag.over === over) return;
    if (drag.over) drag.over.classList.remove("over");
    if (over) over.classList.add("over");
    drag.over = over;
  }

  function end(event) {
    if (!drag) return;
    const { note, ghost, over } = drag;
    const from = note.closest("[data-drop]");
    if (ghost) ghost.remove();
    if (over) over.classList.remove("over");
    note.classList.remove("lifted");
    document.body.classList.remove("dragging");
    drag = null;
    if (ghost && over && event.type === "pointerup") {
      const next = over.dataset.drop ? below(over, note, event.clientY) : null;
      if (over !== from || (over.dataset.drop && next !== following(note))) drop(note, over, next);
    }
    document.dispatchEvent(new CustomEvent("board:dropped"));
  }

  function following(note) {
    const next = note.nextElementSibling;
    return next && next.matches(".note") ? next : null;
  }

  // The first note of a group that lies below a height: what is dropped comes before it.
  function below(over, note, y) {
    const others = Array.from(over.querySelectorAll(".note")).filter((one) => one !== note && !one.hidden);
    return others.find((one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2 > y; }) || null;
  }

  // The note goes there at once; the server's answer puts it right if somebody removed the group meanwhile.
  function drop(note, over, next = null) {
    const form = note.querySelector("form.move");
    const text = note.querySelector(".note-text").textContent.trim();
    over.querySelector(".notes").insertBefore(note, next);
    const fields = { cluster: over.dataset.drop, before: next ? next.dataset.note : "" };
    document.dispatchEvent(new CustomEvent("board:take", { detail: { url: form.action, fields, text } }));
  }

  // A tap on a note picks it up, a tap on a group puts it there; the board may be drawn anew in between.
  let picked = "";

  function pickedNote() {
    return picked ? document.querySelector(`.cluster-board [data-note="${picked}"]`) : null;
  }

  function pick(id) {
    pickedNote()?.classList.remove("picked");
    picked = id;
    pickedNote()?.classList.add("picked");
    document.body.classList.toggle("picking", Boolean(pickedNote()));
  }

  function tap(event) {
    const over = event.target.closest(".cluster-board [data-drop]");
    if (!over || event.target.closest("button, select, a, summary, input, form, label")) return;
    const [held, note] = [pickedNote(), event.target.closest(".note")];
    if (held && held.closest("[data-drop]") !== over) {
      pick("");
      drop(held, over);
    } else {
      pick(note && note !== held ? note.dataset.note : "");
    }
  }

  document.addEventListener("click", tap);
  document.addEventListener("board:shown", () => pick(picked));
  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", move, { passive: false });
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  document.addEventListener("dragstart", (event) => { if (drag) event.preventDefault(); });
})();
