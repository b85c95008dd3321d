// Paints the hall: a grid of cells that the server sends as server-sent events (screens/remote/browser_frames.py).
// The last good picture stays whatever breaks, and the page comes again by itself.
"use strict";

(() => {
  const BOLD = 1, REVERSE = 2, UNDERLINE = 4, STRIKE = 8, WIDE = 16;
  const FONT = '"Noto Sans Mono CJK SC", "Sarasa Mono SC", "Source Han Mono SC", "DejaVu Sans Mono", Menlo, Consolas, monospace';
  const READABLE = 9, SILENT_MS = 20000, AGAIN_MS = 2000, RESIZED_MS = 200, TURNED_MS = 60000;
  const CLOCK = /\s*\d\d:\d\d:\d\d\s*$/;
  const canvas = document.getElementById("hall");
  const INK = parseInt(canvas.dataset.ink.slice(1), 16), GROUND = parseInt(canvas.dataset.ground.slice(1), 16);
  const told = document.getElementById("told");
  const broken = document.getElementById("broken");
  const pen = canvas.getContext("2d", { alpha: false });
  const sizes = canvas.dataset.sizes.split(" ").map((size) => size.split("x").map(Number));
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  canvas.closest("main").hidden = false; // without script the links below are all there is

  let pixels = {};
  let grid = null; // {columns, rows, cells}: what is shown, a cell each: [glyph, ink, ground, attributes]
  let cell = { width: 8, height: 16 };
  let source = null, size = "", heard = 0, whole = false, again = 0;
  let page = null, back = 0; // the page that the viewer turned to; null for what the hall shows

  // The size of most cells that can still be read in this window; where none can, the one of the largest cells.
  function fittingSize() {
    const across = ([columns, rows]) => Math.min(innerWidth / columns, innerHeight / rows / 2);
    const readable = sizes.filter((one) => across(one) >= READABLE);
    const best = (found, of) => found.reduce((one, other) => (of(other) > of(one) ? other : one));
    const [columns, rows] = readable.length ? best(readable, ([c, r]) => c * r) : best(sizes, across);
    return `${columns}x${rows}`;
  }

  function hex(colour) {
    return "#" + colour.toString(16).padStart(6, "0");
  }

  function fitCanvas() {
    if (!grid) return;
    const scale = devicePixelRatio || 1;
    const width = Math.min((innerWidth * scale) / grid.columns, (innerHeight * scale) / grid.rows / 2);
    cell.width = Math.max(2, Math.floor(width));
    cell.height = cell.width * 2;
    canvas.width = cell.width * grid.columns;
    canvas.height = cell.height * grid.rows;
    canvas.style.width = `${canvas.width / scale}px`;
    canvas.style.height = `${canvas.height / scale}px`;
    paintAll();
  }

  function paintAll() {
    pen.fillStyle = hex(GROUND);
    pen.fillRect(0, 0, canvas.width, canvas.height);
    for (let y = 0; y < grid.rows; y++) {
      for (let x = 0; x < grid.columns; x++) paintCell(x, y);
    }
  }

  function paintCell(x, y) {
    const found = grid.cells[y * grid.columns + x];
    if (!found) return; // the right half of a wide character
    let [glyph, ink, ground, attributes] = found;
    if (attributes & REVERSE) [ink, ground] = [ground < 0 ? GROUND : ground, ink < 0 ? INK : ink];
    const left = x * cell.width, top = y * cell.height;
    const width = attributes & WIDE ? cell.width * 2 : cell.width;
    pen.fillStyle = hex(ground < 0 ? GROUND : ground);
    pen.fillRect(left, top, width, cell.height);
    pen.fillStyle = hex(ink < 0 ? INK : ink);
    if (glyph !== " ") {
      const bits = pixels[glyph];
      if (bits !== undefined) paintPixels(bits, left, top);
      else if (!paintLine(glyph, left, top)) paintText(glyph, left, top, width, attributes);
    }
    const thick = Math.max(1, Math.round(cell.height / 16));
    if (attributes & UNDERLINE) pen.fillRect(left, top + cell.height - 2 * thick, width, thick);
    if (attributes & STRIKE) pen.fillRect(left, top + (cell.height - thick) / 2, width, thick);
  }

  // A character of pixels, two across and four down: its squares meet those of its neighbours without a gap.
  function paintPixels(bits, left, top) {
    const middle = Math.round(cell.width / 2);
    for (let row = 0; row < 4; row++) {
      const pair = (bits >> (2 * row)) & 3;
      if (!pair) continue;
      const from = Math.round((cell.height * row) / 4), to = Math.round((cell.height * (row + 1)) / 4);
      const start = pair & 1 ? 0 : middle, end = pair & 2 ? cell.width : middle;
      pen.fillRect(left + start, top + from, end - start, to - from);
    }
  }

  function paintLine(glyph, left, top) {
    const thick = Math.max(1, Math.round(cell.width / 8)) * (glyph === "━" || glyph === "┃" ? 2 : 1);
    if (glyph === "─" || glyph === "━") {
      pen.fillRect(left, top + Math.round((cell.height - thick) / 2), cell.width, thick);
    } else if (glyph === "│" || glyph === "┃") {
      pen.fillRect(left + Math.round((cell.width - thick) / 2), top, thick, cell.height);
    } else return false;
    return true;
  }

  function paintText(glyph, left, top, width, attributes) {
    const [share, base] = attributes & WIDE ? [1.85, 0.85] : [1.6, 0.79];
    const size = Math.round(cell.width * share);
    pen.font = `${attributes & BOLD ? "bold " : ""}${size}px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "alphabetic";
    pen.fillText(glyph, left + width / 2, top + Math.round(cell.height * base), width);
  }

  function take(event, anew) {
    const said = JSON.parse(event.data);
    if (anew) {
      const [columns, rows] = said.size;
      const other = !grid || grid.columns !== columns || grid.rows !== rows;
      grid = { columns, rows, cells: new Array(columns * rows).fill(null) };
      write(said);
      whole = true;
      if (other) fitCanvas();
      else paintAll();
    } else if (whole) {
      for (const [x, y] of write(said)) paintCell(x, y);
    }
    broken.hidden = true;
    tell();
  }

  // Puts what was sent into the grid; returns the places of its cells.
  function write(said) {
    const places = [];
    const colour = (place) => (place < 0 ? -1 : said.colours[place]);
    for (const [y, start, ...runs] of said.spans) {
      let x = start;
      for (let at = 0; at < runs.length; at += 4) {
        const [text, ink, ground, attributes] = runs.slice(at, at + 4);
        const alike = [colour(ink), colour(ground), attributes];
        for (const glyph of text) {
          grid.cells[y * grid.columns + x] = [glyph, ...alike];
          places.push([x, y]);
          if (attributes & WIDE) grid.cells[y * grid.columns + ++x] = null;
          x++;
        }
      }
    }
    return places;
  }

  // What the last row says, without its clock, for whoever hears the page.
  function tell() {
    const row = grid.cells.slice((grid.rows - 1) * grid.columns).map((found) => (found ? found[0] : "")).join("");
    const words = row.replace(CLOCK, "").trim();
    if (told.textContent !== words) told.textContent = words;
  }

  // What is asked for: the picture of this window, in this page's language and colours.
  function asked(turned) {
    const words = { size, lang: canvas.dataset.lang, board: canvas.dataset.board };
    if (canvas.dataset.theme) words.theme = canvas.dataset.theme;
    if (still.matches) words.still = "1";
    if (turned !== null) words.page = String(turned);
    return new URLSearchParams(words);
  }

  // Turns to another page of the hall's programme, for this viewer alone; after a minute the hall's own comes back.
  async function turn(by) {
    clearTimeout(back);
    if (page === null) page = (await (await fetch(`/page?${asked(null)}`)).json()).page;
    page = Math.max(0, page + by);
    live.hidden = false;
    back = setTimeout(leavePage, TURNED_MS);
    connect();
  }

  function leavePage() {
    clearTimeout(back);
    live.hidden = true;
    if (page === null) return;
    page = null;
    connect();
  }

  const live = document.getElementById("live");
  live.addEventListener("click", leavePage);
  document.getElementById("earlier").addEventListener("click", () => turn(-1));
  document.getElementById("later").addEventListener("click", () => turn(1));
  canvas.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 };
    if (event.key in ways) turn(ways[event.key]);
    else if (event.key === "Escape") leavePage();
    else return;
    event.preventDefault();
  });

  function connect() {
    clearTimeout(again);
    if (source) source.close();
    size = fittingSize();
    heard = Date.now();
    whole = false;
    source = new EventSource(`/stream?${asked(page)}`);
    source.addEventListener("open", () => { whole = false; });
    source.addEventListener("whole", (event) => { heard = Date.now(); take(event, true); });
    source.addEventListener("change", (event) => { heard = Date.now(); take(event, false); });
    source.addEventListener("beat", () => { heard = Date.now(); });
    source.addEventListener("error", () => {
      broken.hidden = false;
      if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, AGAIN_MS * (1 + Math.random()));
    });
  }

  setInterval(() => {
    if (source && source.readyState !== EventSource.CLOSED && Date.now() - heard > SILENT_MS) connect();
  }, AGAIN_MS);

  let resizing = 0;
  addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => {
      fitCanvas();
      if (fittingSize() !== size) connect();
    }, RESIZED_MS);
  });
  still.addEventListener("change", connect);

  fetch("/assets/glyphs.json")
    .then((answer) => answer.json())
    .then((found) => { pixels = found; })
    .finally(connect);
})();
