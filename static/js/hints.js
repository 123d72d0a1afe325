// Point at words that explain while somebody writes what is seen. Without this file the page does so after keeping.
(() => {
  const list = document.getElementById("explaining");
  const box = document.querySelector("[data-explained]");
  if (!list || !box) return;
  const texts = box.querySelector("[data-explained-texts]");
  const fields = [...document.querySelectorAll("#id_description, #id_title")];
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const letters = "[\\p{L}\\p{N}]";
  const expression = (words) =>
    words.split(" … ").map((part) => part.split(" ").map(escaped).join("\\s+")).join(`(?:\\s+${letters}+){0,3}\\s+`);
  const longest = JSON.parse(list.textContent).sort((one, other) => other.length - one.length);
  const explaining = new RegExp(`(?<!${letters})(?:${longest.map(expression).join("|")})(?!${letters})(?!\\s+de\\s+(?:${letters}+\\s+)?kant)`, "giu");

  /** Return a paragraph in which the words that explain are marked, or null when there are none. */
  function marked(text) {
    const line = document.createElement("p");
    line.className = "serif";
    let at = 0;
    for (const found of text.matchAll(explaining)) {
      const mark = document.createElement("mark");
      mark.textContent = found[0];
      line.append(text.slice(at, found.index), mark);
      at = found.index + found[0].length;
    }
    line.append(text.slice(at));
    return at ? line : null;
  }

  let before = "";
  function show() {
    const lines = fields.map((field) => marked(field.value)).filter(Boolean);
    const now = lines.map((line) => line.innerHTML).join("\n");
    if (now === before) return;
    before = now;
    texts.replaceChildren(...lines);
    box.hidden = !lines.length;
  }

  let waiting = 0;
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 400);
    });
  }
})();
