// Says what one just did on a board, or undid, to who listens; the keyboard stays near what it used.
(function () {
  "use strict";
  const said = document.getElementById("board-said");
  if (!said) return;
  let last = newest();
  let undoing = false;

  function newest() {
    const form = document.querySelector("#acts [data-said]");
    return form ? { act: Number(form.dataset.act), words: form.dataset.said, did: form.dataset.did } : { act: 0, words: "" };
  }

  document.addEventListener("submit", (event) => { undoing = undoing || Boolean(event.target.closest("#acts")); });
  document.addEventListener("board:shown", () => {
    const now = newest();
    if (now.act > last.act && now.did !== "place") said.textContent = now.words; // the wall says where itself
    if (now.act < last.act) said.textContent = said.dataset.undone.replace("{what}", last.words);
    const lost = undoing && now.act !== last.act && document.activeElement === document.body;
    if (lost) document.getElementById("notes-title").focus();
    if (now.act !== last.act) undoing = false;
    last = now;
  });
})();
