// An address is copied by one tap; without this file, or without a clipboard, it stands there to be copied by hand.
"use strict";

document.querySelectorAll("[data-copy-text]").forEach((button) => {
  button.hidden = !navigator.clipboard;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copyText);
    button.textContent = button.dataset.copied;
    button.setAttribute("role", "status");
    setTimeout(() => { button.textContent = label; button.removeAttribute("role"); }, 4000);
  });
});
