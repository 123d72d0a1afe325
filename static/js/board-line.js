// Says that there is no connection and from when a live page is; gone when the connection is back.
(function () {
  "use strict";
  const line = document.getElementById("connection");
  if (!line) return;
  let last = new Date();
  let lost = false;

  function words() {
    const time = last.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    return line.dataset.words.replace("{time}", time);
  }

  document.addEventListener("board:connection", ({ detail: { online } }) => {
    if (online === lost) {
      lost = !online;
      line.textContent = lost ? words() : "";
      line.classList.toggle("notice", lost);
    }
    if (online) last = new Date();
  });
})();
