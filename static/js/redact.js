// Take words out of a story by click or key. The text in the form always says what would be released.
(() => {
  const form = document.querySelector("[data-redact]");
  const story = form && form.querySelector("[data-story]");
  if (!story) return;
  const find = (what) => form.querySelector(what);
  const words = find("[data-words]").dataset;
  const [text, bar, status, own, hand] = ["[name=text]", "[data-bar]", "[data-status]", "[data-own]", "[data-hand]"].map(find);
  const release = find("[data-release]");
  const toggle = find("[data-do=hand]");
  const past = [];
  let typing = -1; // the piece whose own words are being typed
  let warned = false;

  // A piece is running text (state "") or a mark: open, out or stay; `put` stands in its place when it is out.
  let pieces = [...story.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE
    ? { text: node.data, state: "" }
    : { text: node.firstChild.data, state: "open", put: node.dataset.label, label: node.dataset.label }));

  const result = () => pieces.map((piece) => (piece.state === "out" ? piece.put : piece.text)).join("");
  const open = () => pieces.filter((piece) => piece.state === "open").length;

  const drawn = (piece, at) => {
    const element = document.createElement(piece.state ? "mark" : "span");
    element.dataset.at = at;
    element.textContent = piece.state === "out" ? piece.put : piece.text;
    if (!piece.state) return element;
    element.className = `redact-mark is-${piece.state}`;
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", `${piece.text}, ${piece.label}: ${words[piece.state]}`);
    if (piece.state === "open") {
      const label = document.createElement("span");
      label.className = "redact-label";
      label.textContent = ` ${piece.label}`;
      element.append(label);
    }
    return element;
  };

  const say = (message) => { status.textContent = message; };
  const count = () => say(open() ? `${words.left} ${open()}` : words.none);
  const draw = () => {
    story.replaceChildren(...pieces.map(drawn));
    text.value = result();
    warned = false;
    count();
  };
  const mark = (at) => story.querySelector(`mark[data-at="${at}"]`);
  const focusOn = (at) => {
    const element = mark(at);
    if (element) element.focus();
    else story.focus();
  };
  const next = (at, step, which) => {
    for (let place = at + step; place >= 0 && place < pieces.length; place += step) {
      if (which(pieces[place])) return place;
    }
    return -1;
  };
  const keep = () => past.push(pieces.map((piece) => ({ ...piece })));

  const onward = (at) => {
    let place = next(at, 1, (piece) => piece.state === "open");
    if (place < 0) place = next(-1, 1, (piece) => piece.state === "open");
    if (place >= 0) focusOn(place);
    else release.focus();
  };
  const decide = (at, state, put) => {
    keep();
    Object.assign(pieces[at], { state }, put ? { put } : {});
    draw();
    onward(at);
  };
  const all = () => {
    keep();
    pieces.forEach((piece) => { if (piece.state === "open") piece.state = "out"; });
    draw();
    release.focus();
  };
  const undo = () => {
    if (!past.length) return;
    pieces = past.pop();
    draw();
    onward(-1);
  };

  const cut = (from, to) => {
    const made = window.redactCut(pieces, from, to, words.other);
    if (!made) return -1;
    keep();
    pieces = made.pieces;
    return made.at;
  };
  const fromForm = () => {
    const [start, end] = [text.selectionStart, text.selectionEnd];
    if (hand.hidden || start === end) return false;
    text.setRangeText(words.other, start, end, "select");
    written();
    return true;
  };
  const takeSelection = () => {
    const selection = window.getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const from = range && window.redactPlace(story, pieces, range.startContainer, range.startOffset);
    const to = range && window.redactPlace(story, pieces, range.endContainer, range.endOffset);
    const at = from && to ? cut(from, to) : -1;
    if (at < 0) {
      if (!fromForm()) say(words.select);
      return;
    }
    selection.removeAllRanges();
    draw();
    focusOn(at);
  };

  const written = () => {
    if (text.value === result()) return;
    keep();
    pieces = [{ text: text.value, state: "" }];
    story.replaceChildren(...pieces.map(drawn));
    say(words.wrote);
  };
  const ask = (at) => {
    typing = at;
    own.hidden = false;
    const input = own.querySelector("input");
    input.value = pieces[at].put;
    input.focus();
    input.select();
  };
  const answer = (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    own.hidden = true;
    const put = event.target.value.trim();
    if (event.key === "Enter" && put) decide(typing, "out", put);
    else focusOn(typing);
  };
  const showHand = () => {
    hand.hidden = !hand.hidden;
    toggle.setAttribute("aria-expanded", String(!hand.hidden));
    if (!hand.hidden) text.focus();
  };

  // Single keys work only while a word in the story has the focus, so that they never get in the way of speech.
  const key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target.dataset.at === undefined ? -1 : Number(event.target.dataset.at);
    const is = (...keys) => keys.includes(event.key);
    const step = (by) => focusOn(next(at, by, (piece) => piece.state));
    const moves = { j: 1, ArrowRight: 1, ArrowDown: 1, k: -1, ArrowLeft: -1, ArrowUp: -1 };
    if (is("A")) all();
    else if (is("u")) undo();
    else if (is("r")) takeSelection();
    else if (at < 0 && is("Enter")) onward(-1);
    else if (at >= 0 && moves[event.key]) step(moves[event.key]);
    else if (at >= 0 && is("Enter", "a", " ")) decide(at, "out");
    else if (at >= 0 && is("x")) decide(at, "stay");
    else if (at >= 0 && is("t")) ask(at);
    else return;
    event.preventDefault();
  };

  story.tabIndex = -1;
  story.addEventListener("keydown", key);
  story.addEventListener("click", (event) => {
    const element = event.target.closest("mark");
    const at = element ? Number(element.dataset.at) : -1;
    if (at >= 0) decide(at, pieces[at].state === "out" ? "stay" : "out");
  });
  own.addEventListener("keydown", answer);
  text.addEventListener("input", written);
  bar.addEventListener("click", (event) => {
    const work = { all, undo, selection: takeSelection, hand: showHand }[event.target.dataset.do];
    if (work) work();
  });
  form.addEventListener("submit", (event) => {
    if (warned || !open() || !event.submitter || event.submitter !== release) return;
    event.preventDefault();
    warned = true;
    say(`${words.sure} ${pieces.filter((piece) => piece.state === "open").map((piece) => piece.text).join(", ")}`);
  });

  const ticks = find("[data-ticks]");
  if (ticks) ticks.remove();
  bar.hidden = false;
  hand.hidden = !hand.querySelector("[aria-invalid=true]");
  draw();
  if (open()) onward(-1);
  else story.focus({ preventScroll: true });
})();
