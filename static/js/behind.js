/* One pattern: a part that was clicked in its figure, or chosen in the table, shows its stories below, without leaving the page. */
const OTHER = "#behind";

/** Fetch the stories of the part that `query` asks for; the address of the page follows. */
async function show(query) {
  const place = document.querySelector(OTHER);
  if (!place) return;
  const address = `${location.pathname}${query ? `?${query}` : ""}`;
  try {
    await window.htmx.ajax("GET", address, { target: OTHER, swap: "outerHTML" });
    history.replaceState(null, "", address);
    document.querySelector("#behind-title")?.focus();
  } catch {
    location.assign(address + OTHER);
  }
}

document.addEventListener("storycycle:filter", (event) => {
  const query = new URLSearchParams(event.detail.parts.map((part) => [part.name, part.value]));
  const audience = document.querySelector("[data-audience]")?.dataset.audience;
  if (audience) query.set("audience", audience);
  show(query.toString());
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(`${OTHER} a`);
  if (!link || new URL(link.href).pathname !== location.pathname || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  show(new URL(link.href).searchParams.toString());
});
