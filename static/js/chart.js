/* Charts: draws each specification over its still picture, and tells the page which part was clicked or brushed. */
const AHEAD = "300px";
const SMALLEST = 2; /* a narrower brush is a click */
let loading;

/** Load the script that draws, once; without it the still pictures stay. */
function drawer(address) {
  loading ??= import(address).then(() => window.storycycleVega);
  return loading;
}

/** The design tokens, as Vega wants them. */
function look() {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name) => tokens.getPropertyValue(name).trim();
  const axis = { labelColor: token("--soft"), titleColor: token("--ink"), domainColor: token("--soft"), tickColor: token("--soft"), gridColor: token("--line"), labelFontSize: 14, titleFontSize: 14, labelFont: token("--sans"), titleFont: token("--sans") };
  return {
    background: "transparent",
    lineBreak: "\n",
    font: token("--sans"),
    view: { stroke: null },
    axis,
    legend: { labelColor: token("--ink"), labelFontSize: 14, labelFont: token("--sans") },
    text: { font: token("--sans") },
  };
}

/** How this language writes numbers. */
function numbers() {
  const parts = new Intl.NumberFormat(document.documentElement.lang || "nl").formatToParts(1234567.5);
  const sign = (type, otherwise) => parts.find((part) => part.type === type)?.value ?? otherwise;
  return { decimal: sign("decimal", ","), thousands: sign("group", "."), grouping: [3], currency: ["", ""] };
}

/** Tell the page: `name` and `value` of the first condition, and all of them in `parts`. */
function tell(place, parts) {
  const named = parts.filter((part) => part.name && part.value);
  if (!named.length) return;
  const detail = { ...named[0], parts: named };
  place.dispatchEvent(new CustomEvent("storycycle:filter", { bubbles: true, detail }));
}

function listenToClicks(place, view, names, brushed) {
  view.addEventListener("click", (_event, item) => {
    if (brushed.wide) return;
    const values = item?.datum?.values ?? [];
    tell(place, names.map((name, at) => ({ name, value: values[at] })));
  });
}

function listenToBrush(place, live, view, names, brushed) {
  view.addSignalListener("brush", (_signal, value) => {
    const range = value?.from ?? value?.x;
    brushed.range = range ? [...range].sort((a, b) => a - b) : null;
    brushed.wide = Boolean(range) && brushed.range[1] - brushed.range[0] >= SMALLEST;
  });
  live.addEventListener("pointerdown", () => { brushed.range = null; brushed.wide = false; });
  live.addEventListener("pointerup", () => setTimeout(() => {
    if (!brushed.wide) return;
    const [low, high] = brushed.range.map((end) => Math.min(100, Math.max(0, Math.round(end))));
    tell(place, [{ name: names[0], value: `${low}..${high}` }]);
  }));
}

async function draw(place) {
  const spec = JSON.parse(place.querySelector(":scope > script").textContent);
  const names = spec.usermeta?.names ?? [];
  delete spec.usermeta;
  const live = document.createElement("div");
  live.className = "picture-live";
  live.setAttribute("aria-hidden", "true"); /* the still picture and the tables speak for it */
  place.append(live);
  try {
    const embed = await drawer(place.closest("[data-charts]").dataset.charts);
    const options = { mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true }, formatLocale: numbers(), config: look() };
    const { view } = await embed(live, spec, options);
    live.querySelectorAll("[tabindex]").forEach((part) => part.removeAttribute("tabindex"));
    place.classList.add("is-live");
    if (names.length) {
      const brushed = { range: null, wide: false };
      place.classList.add("is-asked");
      listenToClicks(place, view, names, brushed);
      if (JSON.stringify(spec).includes('"brush"')) listenToBrush(place, live, view, names, brushed);
    }
    const table = place.closest(".chart")?.querySelector(":scope > .chart-table");
    if (table && !place.querySelector(".picture-still")) table.open = false;
  } catch {
    live.remove();
  }
}

/** The same choice by keyboard: rows of a table that stand for a condition become buttons. */
function buttons(chart) {
  for (const cell of chart.querySelectorAll("[data-value]:not(:has(button))")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "as-link";
    button.textContent = cell.textContent;
    button.addEventListener("click", () => tell(cell, [{ name: cell.dataset.name, value: cell.dataset.value }]));
    cell.replaceChildren(button);
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: AHEAD });

/** Take up the charts below `root` that were not there before. */
function start(root) {
  for (const chart of root.querySelectorAll("[data-charts]")) {
    if (!chart.dataset.charts) continue;
    buttons(chart);
    for (const place of chart.querySelectorAll("[data-chart]:not([data-started])")) {
      place.dataset.started = "";
      seen.observe(place);
    }
  }
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.target.parentElement ?? document));
