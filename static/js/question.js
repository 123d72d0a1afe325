/* One question large: a part that is clicked or brushed opens the explorer with that condition added. */
document.addEventListener("storycycle:filter", (event) => {
  const place = event.target.closest("[data-explorer]");
  if (!place) return;
  const query = new URLSearchParams(place.dataset.query);
  for (const { name, value } of event.detail.parts) query.set(name, value);
  window.location.assign(`${place.dataset.explorer}?${query}`);
});
