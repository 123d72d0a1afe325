// A small proof of work while somebody writes: it only adds trust. Without it the story is read by a person first.
"use strict";

const proving = document.querySelector("form#telling[data-bits]");
const ROUND = 200; // digests before the page gets its turn again

async function fits(text, bits) {
  const digest = new DataView(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return digest.getUint32(0) >>> (32 - bits) === 0;
}

async function prove() {
  const bits = Number(proving.dataset.bits);
  const token = proving.elements.token.value;
  for (let found = 0; ; found += 1) {
    if (await fits(`${token}:${found}`, bits)) {
      proving.elements.proof.value = found;
      return;
    }
    if (found % ROUND === 0) await new Promise((resolve) => { setTimeout(resolve, 0); });
  }
}

if (proving && window.crypto?.subtle) prove();
