// Choose a quote by marking text, with mouse, finger or keyboard: what is marked becomes a span in code points.
// Without this file one ticks sentences.
(() => {
  const form = document.querySelector("[data-quote]");
  if (!form || !window.getSelection) return;
  const text = form.querySelector("[data-quote-text]");
  const chosen = form.querySelector("[data-quote-chosen]");
  const send = form.querySelector("[data-quote-send]");
  const steps = form.querySelectorAll("[data-quote-start], [data-quote-end]");
  const whole = text.textContent;
  const words = Array.from(whole.matchAll(/\S+/g), (found) => ({ start: found.index, end: found.index + found[0].length }));
  const points = (units) => Array.from(whole.slice(0, units)).length;
  const units = (count) => Array.from(whole).slice(0, count).join("").length;
  let piece = null; // what is marked, in UTF-16 units
  let touched = false; // by a finger
  let anchor = -1; // the word from which the keyboard marks
  let head = -1; // the word up to which it does

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

  function keep(found) {
    piece = found;
    form.elements.start.value = points(piece.start);
    form.elements.end.value = points(piece.end);
    chosen.textContent = `“${whole.slice(piece.start, piece.end)}”`;
    send.disabled = false;
    steps.forEach((step) => { step.disabled = false; });
  }

  /** Mark a piece of the text on the page. */
  function mark(found) {
    const range = document.createRange();
    range.setStart(text.firstChild, found.start);
    range.setEnd(text.firstChild, found.end);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
    keep(found);
  }

  /** Return the place of the word that holds, or follows, a place in the text. */
  function wordAt(place) {
    const found = words.findIndex((word) => word.end > place);
    return found < 0 ? words.length - 1 : found;
  }

  function markWords(more) {
    if (!more) anchor = head;
    mark({ start: words[Math.min(anchor, head)].start, end: words[Math.max(anchor, head)].end });
  }

  const begins = (place) => place === 0 || /[.!?…]["”’')\]]*$/.test(whole.slice(words[place - 1].start, words[place - 1].end));

  /** Return the place of the first word of the next sentence (or of this or the one before it). */
  function sentence(from, way) {
    let place = from + way;
    while (place > 0 && place < words.length - 1 && !begins(place)) place += way;
    return place;
  }

  const MOVES = {
    ArrowRight: (place) => place + 1,
    ArrowLeft: (place) => place - 1,
    ArrowDown: (place) => sentence(place, 1),
    ArrowUp: (place) => sentence(place, -1),
    Home: () => 0,
    End: () => words.length - 1,
  };

  function onKey(event) {
    if (event.key === "Enter" && piece) {
      event.preventDefault();
      send.focus();
    }
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (head < 0) head = piece ? wordAt(piece.start) : 0;
    else head = Math.min(Math.max(move(head), 0), words.length - 1);
    if (anchor < 0) anchor = head;
    markWords(event.shiftKey);
  }

  /** Let the marked piece begin or end a word earlier or later. */
  function onStep(event) {
    const button = event.currentTarget;
    let first = wordAt(piece.start);
    let last = wordAt(piece.end - 1);
    if (button.dataset.quoteStart) first = Math.min(Math.max(first + Number(button.dataset.quoteStart), 0), last);
    else last = Math.max(Math.min(last + Number(button.dataset.quoteEnd), words.length - 1), first);
    mark({ start: words[first].start, end: words[last].end });
  }

  /** Return where in the text a point of the screen lies, in UTF-16 units, or -1. */
  function placeAt(x, y) {
    const caret = document.caretPositionFromPoint && document.caretPositionFromPoint(x, y);
    if (caret) return text.contains(caret.offsetNode) ? offset(caret.offsetNode, caret.offset) : -1;
    const range = document.caretRangeFromPoint && document.caretRangeFromPoint(x, y);
    return range && text.contains(range.startContainer) ? offset(range.startContainer, range.startOffset) : -1;
  }

  /** A finger that taps marks the whole sentence: holding and dragging small handles is hard on a phone. */
  function onTap(event) {
    if (!touched || marked()) return;
    const place = placeAt(event.clientX, event.clientY);
    if (place < 0) return;
    let first = wordAt(place);
    let last = first;
    while (!begins(first)) first -= 1;
    while (last + 1 < words.length && !begins(last + 1)) last += 1;
    mark({ start: words[first].start, end: words[last].end });
  }

  document.addEventListener("selectionchange", () => {
    const found = marked();
    if (found) keep(found); // tapping a button may drop the selection: what was chosen stays
  });
  text.addEventListener("keydown", onKey);
  text.addEventListener("pointerdown", (event) => {
    [anchor, head, touched] = [-1, -1, event.pointerType === "touch"];
  });
  text.addEventListener("click", onTap);
  steps.forEach((step) => step.addEventListener("click", onStep));
  form.hidden = false;
  const [start, end] = [form.elements.start.value, form.elements.end.value];
  if (end) mark({ start: units(Number(start)), end: units(Number(end)) });
})();
