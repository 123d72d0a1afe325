// On a phone long pages begin folded: the heading of each part opens it. Without JavaScript everything is open.
(() => {
  const narrow = matchMedia("(max-width: 40rem)");
  const opened = new Set(); // parts that stay open when the page is fetched anew, by their id

  /** Return what holds the words of the button: the heading of a part, or a place made for its name. */
  function heading(part) {
    const found = part.querySelector(":scope > :is(h2, h3, h4, .fold-name)");
    if (found) return found;
    const made = document.createElement("p");
    made.className = "fold-name small";
    made.textContent = part.dataset.foldName;
    part.prepend(made);
    return made;
  }

  function show(part, button, open) {
    part.toggleAttribute("data-folded", !open); // not a class: htmx puts classes back as the server sent them
    button.setAttribute("aria-expanded", String(open));
    if (part.id) opened[open ? "add" : "delete"](part.id);
  }

  function fold(part) {
    if (part.querySelector(":scope > * > .fold")) return;
    const title = heading(part);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.append(...title.childNodes);
    title.append(button);
    button.addEventListener("click", () => show(part, button, part.hasAttribute("data-folded")));
    const asked = location.hash && part.contains(document.getElementById(location.hash.slice(1)));
    show(part, button, opened.has(part.id) || part.classList.contains("chosen") || Boolean(asked));
  }

  function unfold(part) {
    const button = part.querySelector(":scope > * > .fold");
    if (!button) return;
    const title = button.parentElement;
    button.replaceWith(...button.childNodes);
    if (title.classList.contains("fold-name")) title.remove();
    part.removeAttribute("data-folded");
  }

  function start(root) {
    root.querySelectorAll("[data-fold]").forEach(narrow.matches ? fold : unfold);
  }

  start(document);
  narrow.addEventListener("change", () => start(document));
  document.addEventListener("htmx:load", () => start(document));
})();
