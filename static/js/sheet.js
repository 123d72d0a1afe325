// A photo of a paper sheet beside the form with which one types it over: in the memory of this page only, never sent.
(function () {
  "use strict";
  const sheet = document.querySelector("[data-sheet]");
  if (!sheet) return;
  const file = sheet.querySelector("input[type=file]");
  const zoom = sheet.querySelector("input[type=range]");
  const view = sheet.querySelector(".sheet-view");
  const image = view.querySelector("img");
  const part = (name) => sheet.querySelector(`[data-${name}]`);

  function show(blob) {
    if (image.src) URL.revokeObjectURL(image.src);
    if (blob) image.src = URL.createObjectURL(blob);
    else image.removeAttribute("src");
    part("shown").hidden = !blob;
    part("odd").hidden = true;
    sheet.parentElement.closest("details").classList.toggle("with-sheet", Boolean(blob));
  }

  function remove() {
    show(null);
    file.value = "";
    file.focus();
  }

  // What stands in the middle stays in the middle.
  function enlarge() {
    const x = (view.scrollLeft + view.clientWidth / 2) / view.scrollWidth;
    const y = (view.scrollTop + view.clientHeight / 2) / view.scrollHeight;
    image.style.width = `${zoom.value}%`;
    view.scrollTo(x * view.scrollWidth - view.clientWidth / 2, y * view.scrollHeight - view.clientHeight / 2);
  }

  function turn() {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalHeight, image.naturalWidth];
    const pen = canvas.getContext("2d");
    pen.translate(canvas.width, 0);
    pen.rotate(Math.PI / 2);
    pen.drawImage(image, 0, 0);
    canvas.toBlob((blob) => { if (blob) show(blob); }, "image/jpeg", 0.92);
  }

  // A mouse drags the photo as a finger does.
  function drag(event) {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    event.preventDefault();
    view.focus({ preventScroll: true });
    view.setPointerCapture(event.pointerId);
    const move = (moved) => view.scrollBy(-moved.movementX, -moved.movementY);
    view.addEventListener("pointermove", move);
    view.addEventListener("lostpointercapture", () => view.removeEventListener("pointermove", move), { once: true });
  }

  file.addEventListener("change", () => {
    zoom.value = 100;
    image.style.width = "100%";
    show(file.files[0] || null);
  });
  image.addEventListener("error", () => {
    if (!image.src) return;
    show(null);
    part("odd").hidden = false;
  });
  zoom.addEventListener("input", enlarge);
  sheet.querySelector("[data-do=turn]").addEventListener("click", turn);
  sheet.querySelector("[data-do=remove]").addEventListener("click", remove);
  view.addEventListener("pointerdown", drag);
  window.addEventListener("pagehide", (event) => { if (!event.persisted) show(null); });
  file.value = "";
  sheet.hidden = false;
})();
