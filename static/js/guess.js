// Draw what you expect: three bars for each group, by pointer or by arrow keys. Without this file one chooses a word.
(() => {
  const words = document.querySelector("[data-draw-words]")?.dataset;
  if (!words) return;
  const STEP = 5;
  const PLACES = ["low", "middle", "high"];

  /** Let `bar` show a value out of a hundred, and say it. */
  function put(bar, value) {
    const now = Math.max(0, Math.min(100, Math.round(value / STEP) * STEP));
    bar.setAttribute("aria-valuenow", String(now));
    bar.style.setProperty("--high", `${now}%`);
    bar.dataset.value = String(now);
  }

  function barOf(place, legend) {
    const bar = document.createElement("div");
    bar.className = "draw-bar";
    bar.tabIndex = 0;
    for (const [name, value] of Object.entries({
      role: "slider",
      "aria-orientation": "vertical",
      "aria-valuemin": "0",
      "aria-valuemax": "100",
      "aria-label": `${legend}, ${words[place]}: ${words.label}`,
    })) bar.setAttribute(name, value);
    const label = document.createElement("span");
    label.textContent = words[place];
    label.setAttribute("aria-hidden", "true");
    bar.append(label);
    put(bar, 0);
    return bar;
  }

  function drawing(box, first) {
    const fieldset = box.closest("fieldset");
    const legend = fieldset.querySelector("legend").textContent.trim();
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: box.dataset.draw });
    const area = Object.assign(document.createElement("div"), { className: "draw-area" });
    const help = Object.assign(document.createElement("p"), { className: "soft small", textContent: words.help });
    const bars = PLACES.map((place) => barOf(place, legend));
    const drawn = (bar, value) => {
      put(bar, value);
      field.value = bars.map((one) => one.dataset.value).join(",");
      for (const choice of fieldset.querySelectorAll("input[type=radio]")) choice.checked = false;
    };
    const at = (event) => {
      const size = area.getBoundingClientRect();
      const place = Math.floor(((event.clientX - size.left) / size.width) * bars.length);
      const bar = bars[Math.max(0, Math.min(bars.length - 1, place))];
      const inside = bar.getBoundingClientRect();
      drawn(bar, (100 * (inside.bottom - event.clientY)) / inside.height);
    };
    area.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // no text is marked while one draws
      area.setPointerCapture(event.pointerId);
      at(event);
    });
    area.addEventListener("pointermove", (event) => {
      if (event.buttons) at(event);
    });
    area.addEventListener("keydown", (event) => {
      const bar = event.target.closest(".draw-bar");
      const now = Number(bar?.dataset.value);
      const next = {
        ArrowUp: now + STEP, ArrowRight: now + STEP, ArrowDown: now - STEP, ArrowLeft: now - STEP,
        PageUp: now + 20, PageDown: now - 20, Home: 0, End: 100,
      }[event.key];
      if (!bar || next === undefined) return;
      event.preventDefault();
      drawn(bar, next);
    });
    fieldset.addEventListener("change", () => {
      field.value = ""; // a word that is chosen goes before what was drawn
      for (const bar of bars) put(bar, 0);
    });
    area.append(...bars);
    box.append(...(first ? [help] : []), area, field);
    box.hidden = false;
  }

  [...document.querySelectorAll("[data-draw]")].forEach((box, place) => drawing(box, place === 0));
})();
