// The timer of a session: counts down from the seconds that the server said, whatever clock this device has.
(function () {
  "use strict";
  let said = null;

  function timer() {
    return document.querySelector("[data-live=timer]");
  }

  function take(seconds) {
    said = { seconds, at: performance.now() };
    show();
  }

  function read() {
    const part = timer();
    if (!part || part.dataset.seconds === undefined) said = null;
    else take(Number(part.dataset.seconds));
  }

  function show() {
    const part = timer();
    if (!part || !said) return;
    const gone = "paused" in part.dataset ? 0 : Math.floor((performance.now() - said.at) / 1000);
    const left = said.seconds - gone;
    const whole = Math.abs(left);
    const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    const clock = part.querySelector("[data-clock]");
    if (clock.textContent !== text) clock.textContent = text;
    part.querySelector(".timer-over").hidden = left >= 0;
    part.classList.toggle("over", left < 0);
    part.classList.toggle("soon", left >= 0 && left <= 60);
  }

  document.addEventListener("board:shown", read);
  document.addEventListener("board:seconds", (event) => take(event.detail.seconds));
  window.setInterval(show, 500);
  read();
})();
