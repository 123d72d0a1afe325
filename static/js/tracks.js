// Tick a whole page at once; go through proposals by keyboard.
(() => {
  const all = document.querySelector("[data-tick-all]");
  if (all) {
    const box = all.querySelector("input");
    const boxes = document.querySelectorAll("#tick input[name=story]");
    all.hidden = false;
    box.addEventListener("change", () => boxes.forEach((each) => { each.checked = box.checked; }));
  }

  const list = document.querySelector("[data-offered]");
  if (!list) return;
  const hint = document.querySelector("[data-keys]");
  hint.hidden = false;
  let place = 0;

  const go = (to) => {
    place = Math.max(0, Math.min(list.children.length - 1, to));
    list.children[place].focus();
  };

  hint.querySelector("button").addEventListener("click", () => go(0));

  // Single keys work only while a proposal has the focus, so that they never get in the way of speech or typing.
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const item = event.target.closest("[data-offered] > li");
    const key = event.key.toLowerCase();
    const at = [...list.children].indexOf(item);
    if (key === "j") go(at + 1);
    if (key === "k") go(at - 1);
    const button = (key === "a" || key === "r") && item.querySelector(`[data-key=${key}]`);
    if (button) {
      place = at;
      button.click();
    }
  });

  list.addEventListener("htmx:afterSettle", () => {
    const waiting = [...list.children].findIndex((each, index) => index >= place && each.querySelector("[data-key]"));
    go(waiting >= 0 ? waiting : place);
  });
})();
