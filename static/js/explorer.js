// The explorer follows what is chosen in its charts. Everything here is a link or a form as well: this makes it at once.
(() => {
  const page = () => document.getElementById("explorer");
  if (!page() || !window.htmx) return;
  const single = new Set(["q", "from", "to"]);

  /** Return the values under a name in the address. */
  function valuesOf(search, name) {
    const found = search.getAll(name);
    return single.has(name) ? found : found.flatMap((each) => each.split(",")).filter(Boolean);
  }

  /** Return the address with `value` under `name`: a part of a slider replaces another, an answer is added or taken away. */
  function changed(name, value) {
    const search = new URLSearchParams(location.search);
    const held = valuesOf(search, name);
    let wanted = [value];
    if (value === "" || held.includes(value)) wanted = value === "" ? [] : held.filter((each) => each !== value);
    else if (!value.includes("..")) wanted = [...held, value];
    search.delete("page");
    if (wanted.length) search.set(name, wanted.join(","));
    else search.delete(name);
    const query = search.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    return location.pathname + (query ? `?${query}` : "");
  }

  document.addEventListener("storycycle:filter", (event) => {
    const { name, value } = event.detail || {};
    if (typeof name !== "string" || typeof value !== "string") return;
    window.htmx.ajax("GET", changed(name, value), { target: "#explorer", swap: "outerHTML show:none" });
  });

  // What was open stays open, and who listens hears how many stories fit.
  let open = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "explorer") return;
    open = [...document.querySelectorAll("#explorer details[open][id], #filter-fields details[open]")];
    open = open.map((each) => each.id || each.querySelector("summary").id);
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const id of open) {
      const found = document.getElementById(id);
      const details = found && found.closest("details");
      if (details && details.id !== "keep" && details.id !== "kept") details.open = true;
    }
    open = [];
    const count = document.querySelector("#explorer .count");
    const said = document.getElementById("said");
    if (count && said) said.textContent = count.textContent.replace(/\s+/g, " ").trim();
  });
})();
