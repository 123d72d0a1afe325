// Judge a story by keyboard: a number chooses an answer of the question that has the focus.
(() => {
  const form = document.querySelector("[data-judging]");
  if (!form) return;
  form.querySelector("[data-keys]").hidden = false;
  const groups = [...form.querySelectorAll("fieldset")];

  const onwards = (group) => {
    const next = groups[groups.indexOf(group) + 1];
    (next ? next.querySelector("input:checked") || next.querySelector("input") : form.querySelector("button.main")).focus();
  };

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const group = event.target.closest("fieldset");
    if (!group || !/^[0-9]$/.test(event.key)) return;
    const inputs = [...group.querySelectorAll("input")];
    const input = event.key === "0" ? inputs.at(-1) : inputs.slice(0, -1)[Number(event.key) - 1];
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.click();
    if (input.type === "radio") onwards(group);
  });
})();
