// The words of the forms of a board: how they are shown while they wait, where a refusal is said, how they come back.
window.boardWords = (function () {
  "use strict";
  const WORDS = "textarea, input:not([type]), input[type=text], input[type=email]";
  const CHOSEN = "select, input[type=number], input[type=radio]:checked";
  const { settle } = window.boardFields;

  function worded(form) {
    return Array.from(form.querySelectorAll(WORDS));
  }

  function fieldsOf(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) fields[name] = name in fields ? `${fields[name]},${value}` : value;
    delete fields.csrfmiddlewaretoken;
    delete fields.client_id;
    return fields;
  }

  function shown(field) {
    if (field.tagName === "SELECT") return field.selectedOptions[0]?.textContent || "";
    return field.type === "radio" ? field.labels[0].textContent : field.value;
  }

  // The words that were typed; without any, what the button says with what was chosen.
  function label(form) {
    const words = worded(form).filter((one) => one.type !== "email").map((one) => one.value.trim()).filter(Boolean);
    if (words.length) return words.join(" … ");
    const chosen = Array.from(form.querySelectorAll(CHOSEN), shown);
    return [form.querySelector("button").textContent, ...chosen].join(" ").replace(/\s+/g, " ").trim();
  }

  function same(fields, others) {
    const names = new Set([...Object.keys(fields), ...Object.keys(others)]);
    names.delete("client_id");
    return Array.from(names).every((name) => fields[name] === others[name]);
  }

  // The form that still holds what was sent; a note leaves its form at once.
  function holder(one) {
    return Array.from(document.querySelectorAll("form[data-send=quiet]"))
      .find((form) => form.action === one.url && same(fieldsOf(form), one.fields));
  }

  // Say in the form itself why its words were refused, when they are still there to read.
  function say(one) {
    const form = holder(one);
    if (!form || !worded(form).length || !form.getClientRects().length) return false;
    if (!form.querySelector(".form-why")) {
      const line = document.createElement("p");
      line.className = "notice error form-why";
      line.setAttribute("role", "alert");
      line.textContent = one.why;
      form.querySelector("button").before(line);
    }
    return true;
  }

  function unsay(form) {
    form.querySelector(".form-why")?.remove();
  }

  // What arrived leaves its form, or is what stands there from now on; who typed on keeps that.
  function arrived(one) {
    const form = holder(one);
    if (form && form.dataset.after === "clear") form.reset();
    else if (form) settle(form);
    document.dispatchEvent(new CustomEvent("board:settled"));
  }

  // The form that these words go back to: the one they came from, or one that makes the same anew.
  function home({ url, fields }) {
    const forms = Array.from(document.querySelectorAll("form[data-send]"));
    const names = Object.keys(fields).filter((name) => name !== "client_id");
    const fits = (form) => form.hasAttribute("data-anew") && names.every((name) => form.elements.namedItem(name));
    const own = forms.find((form) => form.action === url && worded(form).length);
    return own || (fields.kind !== undefined ? document.querySelector("form[data-send=note]") : forms.find(fits));
  }

  function fill(field, value) {
    if (!field || field.type === "hidden") return;
    const typed = field.tagName === "TEXTAREA" && field.value !== field.defaultValue ? field.value.trim() : "";
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = typed && typed !== value ? [value, typed].filter(Boolean).join("\n") : value;
  }

  function putBack(one) {
    const form = home(one);
    if (!form) return;
    Object.entries(one.fields).forEach(([name, value]) => fill(form.elements.namedItem(name), value));
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    worded(form)[0].focus();
  }

  return { fieldsOf, label, same, say, unsay, arrived, home, putBack, any: (form) => worded(form).length > 0 };
})();
