// What somebody is busy with in a part of a live board: which fields they changed, and what stays when it is drawn anew.
window.boardFields = (function () {
  "use strict";
  const FIELDS = "select[id], input[id], textarea[id]";

  function selectedByServer(select) {
    const first = Array.from(select.options).find((option) => option.defaultSelected);
    return select.value === (first ? first.value : select.options.length ? select.options[0].value : "");
  }

  function changed(field) {
    if (field.tagName === "SELECT") return !selectedByServer(field);
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  }

  function changedIn(part) {
    return Array.from(part.querySelectorAll(FIELDS)).filter(changed);
  }

  // Changed fields that have no place in what the part becomes.
  function homeless(part, fresh) {
    const gone = (field) => !fresh.querySelector(`#${CSS.escape(field.id)}`);
    return changedIn(part).filter((field) => field.type !== "checkbox" && gone(field));
  }

  function noteOf(element) {
    const note = element.closest("[data-note]");
    return note ? note.dataset.note : "";
  }

  // Open parts, changed fields, the place of the keyboard.
  function remember(part) {
    const open = Array.from(part.querySelectorAll("details[open][id]"), (one) => one.id);
    const closed = Array.from(part.querySelectorAll("details:not([open])[id]"), (one) => one.id);
    const fields = changedIn(part).map((field) => [field.id, field.value, field.checked]);
    const active = part.contains(document.activeElement) ? document.activeElement : null;
    const focus = active && { id: active.id, note: noteOf(active), tag: active.tagName };
    return { open, closed, fields, focus };
  }

  function restore(part, kept) {
    kept.open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    kept.closed.forEach((id) => document.getElementById(id)?.removeAttribute("open"));
    kept.fields.forEach(([id, value, checked]) => {
      const field = document.getElementById(id);
      if (field && (field.tagName !== "SELECT" || Array.from(field.options).some((o) => o.value === value))) {
        field.value = value;
        if (checked !== undefined) field.checked = checked;
      }
    });
    if (!kept.focus) return;
    const note = kept.focus.note && part.querySelector(`[data-note="${kept.focus.note}"]`);
    const target = kept.focus.id ? document.getElementById(kept.focus.id) : note && note.querySelector(kept.focus.tag);
    if (target) target.focus({ preventScroll: true });
  }

  // What was sent is no change any more.
  function settle(form) {
    Array.from(form.elements).forEach((field) => {
      if (field.tagName === "SELECT") Array.from(field.options).forEach((one) => { one.defaultSelected = one.selected; });
      else if (field.type === "radio" || field.type === "checkbox") field.defaultChecked = field.checked;
      else if (field.defaultValue !== undefined && field.type !== "hidden") field.defaultValue = field.value;
    });
  }

  return { homeless, remember, restore, settle };
})();
