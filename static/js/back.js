// Waiting to be let in again: asks every few seconds how it stands, and goes on as soon as something changed.
(function () {
  "use strict";
  const line = document.querySelector("[data-wait]");
  if (!line) return;

  async function ask() {
    try {
      const answer = await fetch(window.location.href, { headers: { Accept: "application/json" } });
      if (answer.ok && (await answer.json()).state !== "waiting") return window.location.reload();
    } catch { /* no connection: the next time */ }
    window.setTimeout(ask, line.dataset.wait * 1000);
  }

  window.setTimeout(ask, line.dataset.wait * 1000);
})();
