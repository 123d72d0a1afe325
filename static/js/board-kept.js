// What could not be sent yet is kept in this tab, with whose it is: words never become somebody else's by themselves.
window.boardKept = (function () {
  "use strict";
  const root = document.querySelector("[data-board]");
  const { board } = root.dataset;
  const notes = root.dataset.kept || root.dataset.notes; // all ways to show one board keep the same words
  const KEY = `waiting:${notes}:${board}`;
  const session = notes.match(/^\/meet\/\d+\//); // participants may change tables
  const HERE = `waiting:${session ? session[0] : `${notes}:`}`;

  function read(key = KEY) {
    try { return JSON.parse(sessionStorage.getItem(key) || "[]"); } catch { return []; }
  }

  function write(waiting) {
    try {
      const left = waiting.map(({ url, fields, text, why }) => ({ url, fields, text, why }));
      left.length ? sessionStorage.setItem(KEY, JSON.stringify(left)) : sessionStorage.removeItem(KEY);
    } catch { /* without storage a note waits in memory only */ }
  }

  // Where this tab keeps what was written here before: under another name, or at another table.
  function others() {
    try { return Object.keys(sessionStorage).filter((key) => key.startsWith(HERE) && key !== KEY); } catch { return []; }
  }

  function forget(keys) {
    keys.forEach((key) => sessionStorage.removeItem(key));
  }

  // Return the words of before once: they are shown, and go only when somebody puts them anew.
  function takeOver(why) {
    const keys = others();
    const words = keys.flatMap((key) => read(key));
    const found = words.filter(({ fields }) => fields.text || fields.takes_along || fields.better || fields.name);
    return { found: found.map((one) => ({ ...one, why })), done: () => forget(keys) };
  }

  function newId() {
    if (window.crypto.randomUUID) return window.crypto.randomUUID();
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  // The key of forms goes with who sits here: an old page asks for the one that holds now.
  async function freshToken() {
    const page = new DOMParser().parseFromString(await (await fetch(window.location.href)).text(), "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]");
    const every = document.querySelectorAll("[name=csrfmiddlewaretoken]");
    if (fresh) every.forEach((field) => { field.value = fresh.value; });
  }

  return { newId, freshToken, board, read, write, takeOver, forgetAll: () => forget([KEY, ...others()]) };
})();
