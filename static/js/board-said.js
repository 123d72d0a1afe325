// Says what one just did on a board, or undid, to who listens; the keyboard stays near what it used.
(function () {
  "use strict";
  const said = document.getElementById("board-said");
  if (!said) return;
  const STAYS = 5000;
  let last = newest();
  let undoing = 0; // the act that one wants undone
  let words = "";
  let since = 0;

  function newest() {
    const form = document.querySelector("#acts [data-said]");
    return form ? { act: Number(form.dataset.act), words: form.dataset.said, did: form.dataset.did } : { act: 0, words: "" };
  }

  // What was said long ago goes: a story that it repeats may have been withdrawn.
  function forget() {
    if (said.textContent !== words) [words, since] = [said.textContent, performance.now()];
    else if (performance.now() - since > STAYS) words = said.textContent = "";
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("#acts form");
    if (form) undoing = Number(form.dataset.act);
  });
  document.addEventListener("board:shown", () => {
    const now = newest();
    const undone = undoing === last.act;
    if (now.act > last.act && now.did !== "place") said.textContent = now.words; // the wall says where itself
    if (now.act < last.act) said.textContent = undone ? said.dataset.undone.replace("{what}", last.words) : "";
    const lost = undoing && now.act !== last.act && document.activeElement === document.body;
    if (lost) document.getElementById("notes-title").focus();
    if (now.act !== last.act) undoing = 0;
    last = now;
    forget();
  });
})();
