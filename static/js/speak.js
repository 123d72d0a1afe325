// Telling aloud: record, listen, delete. The sound is in the memory of this page only, and goes along when the page is sent.
const speak = document.querySelector("[data-speak]");
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS_A_SECOND = 32000; // clear speech; ten minutes are 2.4 MB

const part = (name) => speak.querySelector(`[data-${name}]`);
const typedBox = document.querySelector("#text");
const alwaysTyped = typedBox?.required;

let recorder = null;
let ticking = null;
let heldSubmit = null; // somebody went on while recording: that comes first
let passed = false; // asked once, and going
let coming = false; // the browser is asking whether the microphone may be used
let left = false;

function kindOfSound() {
  return KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? "";
}

function say(name) {
  part("said").textContent = name ? speak.dataset[name] : "";
}

function show(state) {
  part("start").hidden = state !== "empty";
  part("stop").hidden = part("now").hidden = state !== "recording";
  part("delete").hidden = part("listen").hidden = state !== "recorded";
  typedBox.required = alwaysTyped && state === "empty";
}

function discard() {
  if (part("listen").src) URL.revokeObjectURL(part("listen").src);
  part("listen").removeAttribute("src");
  part("sound").value = "";
  show("empty");
}

function hold(chunks, kind) {
  const bare = kind.split(";")[0];
  const file = new File(chunks, "recording", { type: bare });
  if (!file.size) {
    show("empty");
    say("none");
    return;
  }
  const box = new DataTransfer();
  box.items.add(file);
  part("sound").files = box.files;
  part("listen").src = URL.createObjectURL(file);
  show("recorded");
}

function showTime(begun) {
  const seconds = Math.floor((performance.now() - begun) / 1000);
  part("time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  window.dispatchEvent(new Event("input")); // on a shared screen: somebody is still here
  if (seconds >= Number(speak.dataset.longest)) stop("full");
}

function begin(stream) {
  const chunks = [];
  const made = new MediaRecorder(stream, { mimeType: kindOfSound(), audioBitsPerSecond: BITS_A_SECOND });
  made.addEventListener("dataavailable", (event) => { if (event.data.size) chunks.push(event.data); });
  made.addEventListener("stop", () => {
    stream.getTracks().forEach((track) => track.stop());
    clearInterval(ticking);
    recorder = null;
    if (left) return;
    hold(chunks, made.mimeType);
    if (heldSubmit) heldSubmit();
    else part("listen").focus();
    heldSubmit = null;
  });
  const begun = performance.now();
  recorder = made;
  made.start(1000);
  ticking = setInterval(() => showTime(begun), 500);
  showTime(begun);
  show("recording");
  say("begun");
  part("stop").focus();
}

function stop(word) {
  if (recorder?.state !== "recording") return;
  say(word);
  recorder.stop();
}

async function start() {
  if (coming || recorder) return;
  coming = true;
  say("");
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    if (left) stream.getTracks().forEach((track) => track.stop());
    else begin(stream);
  } catch (fault) {
    say(fault.name === "NotFoundError" ? "none" : "refused");
  }
  coming = false;
}

function holds() {
  return Boolean(recorder || part("sound").files.length);
}

// Before anything else hears of it: going on stops the recording first; going elsewhere with one is asked.
function beforeSending(event) {
  if (!holds()) return;
  const aside = ["back", "stay"].includes(event.submitter?.name);
  if (aside && !passed && !window.confirm(speak.dataset.sure)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  passed = aside;
  if (!recorder) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  heldSubmit = () => event.target.requestSubmit(event.submitter);
  stop("done");
}

function leave() {
  left = true;
  if (recorder?.state === "recording") recorder.stop();
  discard();
}

function watchSpeaking() {
  speak.hidden = false;
  let going = false;
  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", () => stop("done"));
  part("delete").addEventListener("click", () => {
    discard();
    say("gone");
    part("start").focus();
  });
  window.addEventListener("submit", beforeSending, true);
  typedBox.form.addEventListener("submit", () => {
    going = true;
    setTimeout(() => { going = false; }, 2000);
  });
  window.addEventListener("leaving", leave);
  window.addEventListener("pagehide", () => { if (recorder) leave(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) left = false; });
  window.addEventListener("beforeunload", (event) => { if (holds() && !going && !left) event.preventDefault(); });
}

if (speak && navigator.mediaDevices && window.MediaRecorder && window.DataTransfer) watchSpeaking();
