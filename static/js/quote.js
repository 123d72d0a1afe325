// Choose a quote by marking text: the selection becomes a span in code points. Without this file one ticks sentences.
(() => {
  const form = document.querySelector("[data-quote]");
  if (!form || !window.getSelection) return;
  const text = form.querySelector("[data-quote-text]");
  const chosen = form.querySelector("[data-quote-chosen]");
  const button = form.querySelector("button");
  const whole = text.textContent;
  const points = (units) => Array.from(whole.slice(0, units)).length;

  /** Return where a place in the page lies in the text, in UTF-16 units. */
  function offset(node, at) {
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(node, at);
    return before.toString().length;
  }

  /** Return the marked piece of the text without blanks at its ends, or null. */
  function marked() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    let start = offset(range.startContainer, range.startOffset);
    let end = offset(range.endContainer, range.endOffset);
    while (start < end && /\s/.test(whole[start])) start += 1;
    while (end > start && /\s/.test(whole[end - 1])) end -= 1;
    return end > start ? { start, end } : null;
  }

  function show() {
    const piece = marked();
    if (!piece) return; // tapping the button may drop the selection: what was chosen stays
    form.elements.start.value = points(piece.start);
    form.elements.end.value = points(piece.end);
    chosen.textContent = `“${whole.slice(piece.start, piece.end)}”`;
    button.disabled = false;
  }

  document.addEventListener("selectionchange", show);
  form.hidden = false;
})();
