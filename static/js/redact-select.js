// Words that somebody selected in a story become one mark; marks within them are part of it.
window.redactPlace = (story, pieces, node, offset) => {
  const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!element || !story.contains(element)) return null;
  const at = Number(element.dataset.at);
  return { at, offset: pieces[at].state ? 0 : offset, whole: Boolean(pieces[at].state) };
};

window.redactCut = (pieces, from, to, put) => {
  const head = from.whole ? "" : pieces[from.at].text.slice(0, from.offset);
  const tail = to.whole ? "" : pieces[to.at].text.slice(to.offset);
  const inside = pieces.slice(from.at, to.at + 1).map((piece) => piece.text).join("");
  const taken = inside.slice(head.length, inside.length - tail.length);
  const chosen = { text: taken.trim(), state: "out", put, label: put };
  if (!chosen.text) return null;
  const start = head.length + (taken.length - taken.trimStart().length);
  const rest = inside.slice(start + chosen.text.length);
  const made = [{ text: inside.slice(0, start), state: "" }, chosen, { text: rest, state: "" }].filter((one) => one.text);
  const all = [...pieces.slice(0, from.at), ...made, ...pieces.slice(to.at + 1)];
  return { pieces: all, at: all.indexOf(chosen) };
};
