"use strict";

/* The photos of the overview, failures first; each file photos-N.js adds its own, in any order. */
const gpen = {
  photos: [],
  add(from, rows) {
    let index = from;
    for (const [id, name, outcome, faces, kept, lightly, weaker, warnings, seconds, pixels, picture, facts] of rows) {
      this.photos.push({ index: index++, id, name, outcome, faces, kept, lightly, weaker, warnings, seconds, pixels, picture, facts });
    }
  },
};

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-scripted]").forEach((part) => (part.hidden = false));
  if (document.getElementById("photos")) {
    startOverview();
  }
  if (document.getElementById("stage")) {
    startComparison();
  }
});

function startOverview() {
  const list = document.getElementById("photos");
  const status = document.getElementById("status");
  const form = document.getElementById("controls");
  const card = document.getElementById("card").content.firstElementChild;
  const parts = Number(list.dataset.parts);
  const total = Number(list.dataset.total);
  const perPage = 60;
  const collator = new Intl.Collator(undefined, { numeric: true });
  const matches = {
    all: () => true,
    failed: (photo) => photo.outcome === "failed" || photo.outcome === "unsupported",
    kept: (photo) => photo.kept > 0,
    lightly: (photo) => photo.lightly > 0,
    weaker: (photo) => photo.weaker > 0,
    warnings: (photo) => photo.warnings > 0,
    restored: (photo) => photo.outcome === "restored",
    enlarged: (photo) => photo.outcome === "enlarged",
    copied: (photo) => photo.outcome === "copied",
  };
  const orders = {
    problems: (a, b) => a.index - b.index,
    name: (a, b) => collator.compare(a.name, b.name),
    faces: (a, b) => b.faces - a.faces || a.index - b.index,
    time: (a, b) => b.seconds - a.seconds || a.index - b.index,
    pixels: (a, b) => b.pixels - a.pixels || a.index - b.index,
  };
  let loading;
  let page = 0;

  /* The first part is there from the start; the others are needed by whoever looks further. */
  function loadAll() {
    loading ??= Promise.all(
      Array.from({ length: parts - 1 }, (_, i) => new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = "photos-" + (i + 2) + ".js";
        script.onload = resolve;
        script.onerror = () => reject(new Error(script.src + " is missing"));
        document.head.append(script);
      })),
    );
    return loading;
  }

  function chosen() {
    const words = form.search.value.toLowerCase();
    return gpen.photos
      .filter((photo) => matches[form.show.value](photo) && photo.name.toLowerCase().includes(words))
      .sort(orders[form.sort.value]);
  }

  function cardOf(photo) {
    const item = card.cloneNode(true);
    item.querySelector("a").href = "photos/" + photo.id + ".html";
    if (photo.picture) {
      const picture = document.createElement("img");
      picture.loading = "lazy";
      picture.alt = "";
      picture.src = photo.picture;
      item.querySelector(".none").replaceWith(picture);
    }
    item.querySelector(".name").textContent = photo.name;
    const outcome = item.querySelector(".outcome");
    outcome.textContent = photo.outcome;
    outcome.classList.add(photo.outcome);
    item.querySelector(".facts").textContent = photo.facts;
    return item;
  }

  async function show(newPage) {
    const isDefault = form.show.value === "all" && form.sort.value === "problems" && !form.search.value;
    page = newPage;
    if (!isDefault || (page + 1) * perPage > gpen.photos.length) {
      try {
        await loadAll();
      } catch (error) {
        status.textContent = error.message;
        return;
      }
    }
    const photos = chosen();
    const count = isDefault ? total : photos.length;
    const pages = Math.max(1, Math.ceil(count / perPage));
    list.replaceChildren(...photos.slice(page * perPage, (page + 1) * perPage).map(cardOf));
    status.textContent =
      count + (count === 1 ? " photo" : " photos") + (pages > 1 ? ", page " + (page + 1) + " of " + pages : "");
    document.getElementById("previous").disabled = page === 0;
    document.getElementById("next").disabled = page >= pages - 1;
  }

  function turn(by) {
    show(page + by).then(() => {
      list.scrollIntoView();
      list.querySelector("a")?.focus({ preventScroll: true });
    });
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => show(0));
  document.getElementById("previous").addEventListener("click", () => turn(-1));
  document.getElementById("next").addEventListener("click", () => turn(1));
  show(0);
}

function startComparison() {
  const stage = document.getElementById("stage");
  const compare = stage.querySelector(".compare");
  const slider = compare.querySelector("input");
  const boxes = document.getElementById("boxes");
  const zooms = document.querySelectorAll("[data-zoom]");

  function slide() {
    compare.style.setProperty("--at", slider.value + "%");
    slider.setAttribute("aria-valuetext", slider.value + " % before, " + (100 - slider.value) + " % after");
  }

  /* A photo that a browser cannot show, or that is gone, stays as the report has it. */
  function sharpen() {
    for (const picture of compare.querySelectorAll("img[data-full]")) {
      const full = new Image();
      full.onload = () => (picture.src = full.src);
      full.src = picture.dataset.full;
      delete picture.dataset.full;
    }
  }

  function zoom(button) {
    const factor = Number(button.dataset.zoom);
    const x = (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth;
    const y = (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight;
    zooms.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
    compare.style.setProperty("--zoom", factor);
    compare.classList.toggle("fit", factor === 1);
    stage.scrollLeft = x * stage.scrollWidth - stage.clientWidth / 2;
    stage.scrollTop = y * stage.scrollHeight - stage.clientHeight / 2;
    if (factor > 1) {
      sharpen();
    }
  }

  slider.addEventListener("input", slide);
  zooms.forEach((button) => button.addEventListener("click", () => zoom(button)));
  boxes?.addEventListener("click", () => {
    const shown = boxes.getAttribute("aria-pressed") !== "true";
    boxes.setAttribute("aria-pressed", String(shown));
    compare.querySelectorAll(".box").forEach((box) => (box.hidden = !shown));
  });
  slide();
}
