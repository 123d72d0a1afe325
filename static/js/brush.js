// Mark a part of a slider by mouse, pen or finger; the fields below each chart do the same without this file.
(() => {
  if (!document.getElementById("explorer") || !window.PointerEvent) return;
  document.documentElement.classList.add("brushing");
  const LEAST = 4; // pixels: less is a click, which takes the bar of five steps under it
  const WIDE = 300;
  let at = null;

  /** Return the place on the slider, 0 to 100, under a pointer. */
  function place(svg, event) {
    const box = svg.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(100, Math.floor(share * 101)));
  }

  function band(svg) {
    const found = svg.querySelector(".brush-band");
    if (found) return found;
    const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    made.setAttribute("class", "brush-band");
    made.setAttribute("y", "20");
    made.setAttribute("height", "96");
    svg.append(made);
    return made;
  }

  function draw(low, high) {
    const rect = band(at.svg);
    rect.setAttribute("x", (WIDE * low) / 101);
    rect.setAttribute("width", (WIDE * (high + 1 - low)) / 101);
  }

  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest ? event.target.closest("[data-brush]") : null;
    if (!svg || event.button !== 0) return;
    at = { svg, from: place(svg, event), x: event.clientX, id: event.pointerId };
    svg.setPointerCapture(event.pointerId);
  });

  document.addEventListener("pointermove", (event) => {
    if (!at || event.pointerId !== at.id) return;
    const to = place(at.svg, event);
    draw(Math.min(at.from, to), Math.max(at.from, to));
  });

  document.addEventListener("pointercancel", () => {
    if (at && at.svg.querySelector(".brush-band")) band(at.svg).remove();
    at = null;
  });

  document.addEventListener("pointerup", (event) => {
    if (!at || event.pointerId !== at.id) return;
    const { svg, from, x } = at;
    const to = place(svg, event);
    at = null;
    const bar = Math.min(95, Math.floor(from / 5) * 5);
    const clicked = Math.abs(event.clientX - x) < LEAST;
    const ends = clicked ? [bar, bar === 95 ? 100 : bar + 4] : [Math.min(from, to), Math.max(from, to)];
    const name = svg.closest("[data-filter-name]").dataset.filterName;
    const detail = { name, value: `${ends[0]}..${ends[1]}` };
    svg.dispatchEvent(new CustomEvent("storycycle:filter", { bubbles: true, detail }));
  });
})();
