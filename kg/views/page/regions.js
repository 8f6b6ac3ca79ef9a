// The map: lines of the table colour regions. One year on one scale at a time, so that only scores that can
// be compared are seen together.

const about = JSON.parse(document.getElementById("data").textContent);
const lines = [...document.querySelectorAll("tbody tr")];
const figure = document.querySelector(".picture.map");
const drawing = figure.querySelector("svg");
const shapes = [...figure.querySelectorAll("[data-code]")];
const whole = drawing.getAttribute("viewBox");
const [when, level, within] = ["when", "level", "within"].map((id) => document.getElementById(id));
const [earlier, later] = ["earlier", "later"].map((id) => document.getElementById(id));
const lower = new Set(about.levels[1]);
let shown = new Map();

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
}

function nameOf(code) {
  return code in about.places ? about.places[code][0] : code;
}

// Whether a region belongs to what is looked at: to the level, and to the region chosen.
function asked(code) {
  if (lower.has(code) !== (level.value === "regencies")) return false;
  return !within.value || (lower.has(code) ? about.places[code]?.[1] === within.value : code === within.value);
}

function draw() {
  const cut = when.value.indexOf(" ");
  const year = when.value.slice(0, cut), scale = when.value.slice(cut + 1);
  shown = new Map();
  for (const line of lines) {
    const now = line.dataset.year === year && line.dataset.scale === scale;
    line.hidden = !(now && asked(line.dataset.code));
    if (now && !shown.has(line.dataset.code)) shown.set(line.dataset.code, line);
  }
  figure.dataset.level = level.value;
  figure.classList.toggle("within", Boolean(within.value));
  for (const shape of shapes) {
    const line = shown.get(shape.dataset.code);
    const place = within.value && !asked(shape.dataset.code) ? " elsewhere" : "";
    shape.setAttribute("class", `region ${line ? line.dataset.look : "none"}${place}`);
  }
  for (const legend of document.querySelectorAll(".shades")) legend.hidden = legend.dataset.scale !== scale;
  earlier.disabled = when.selectedIndex === 0;
  later.disabled = when.selectedIndex === when.options.length - 1;
  zoom();
  cover(year, scale);
  nameShapes();
  tip.hidden = true;
}

// How many of the regions looked at have a result: the first thing to know about the picture.
function cover(year, scale) {
  const codes = about.levels[level.value === "regencies" ? 1 : 0].filter(asked);
  const found = codes.map((code) => shown.get(code)?.dataset.what).filter((what) => what !== undefined);
  const kinds = [["score", "scored"], ["zone", "zoned"], ["", "bare"]].map(([what, word]) => {
    const count = found.filter((each) => each === what).length;
    return count ? fill(about.texts[word], { count }) : "";
  });
  document.getElementById("coverage").textContent = fill(found.length ? about.texts.coverage : about.texts.uncovered, {
    year, scale: about.scales[scale] || scale, place: within.value ? nameOf(within.value) : about.texts.whole,
    level: about.kinds[level.value === "regencies" ? 1 : 0].toLowerCase(),
    recorded: found.length, total: codes.length, kinds: kinds.filter(Boolean).join(", "),
  });
}

// Show the region chosen and what lies around it; patterns keep their size on the screen.
function zoom() {
  const boxes = shapes.filter((shape) => shape.dataset.code === within.value).map((shape) => shape.getBBox());
  if (!boxes.length) {
    drawing.setAttribute("viewBox", whole);
    keepPatterns(Number(whole.split(" ")[2]));
    return;
  }
  const { x, y, width, height } = boxes[0];
  const root = drawing.getScreenCTM().inverse().multiply(shapes[0].getScreenCTM());
  const [, , fullWidth, fullHeight] = whole.split(" ").map(Number);
  const ratio = fullWidth / fullHeight, room = 1.15;
  const wide = Math.max(width, height * ratio) * room, tall = wide / ratio;
  const left = x + root.e + width / 2 - wide / 2, top = y + root.f + height / 2 - tall / 2;
  drawing.setAttribute("viewBox", [left, top, wide, tall].map((each) => each.toFixed(2)).join(" "));
  keepPatterns(wide);
}

function keepPatterns(wide) {
  const factor = wide / (drawing.clientWidth || wide);
  for (const each of document.querySelectorAll("pattern:not([id^=key])")) each.setAttribute("patternTransform", `scale(${factor.toFixed(4)})`);
}

function summary(code) {
  const line = shown.get(code);
  if (!line) return `${nameOf(code)}: ${about.texts.none}`;
  return [...line.cells].slice(0, -1).map((cell) => cell.textContent).filter(Boolean).join(", ");
}

// For the keyboard the map is one stop of Tab, as a list is; arrows lead from region to region by name.
const first = new Map();
for (const shape of [...shapes].reverse()) first.set(shape.dataset.code, shape);
let stops = [], stop = null;

function nameShapes() {
  stops = [...first.keys()].filter(asked).sort((a, b) => nameOf(a).localeCompare(nameOf(b)) || (a < b ? -1 : 1));
  for (const shape of shapes) {
    const code = shape.dataset.code;
    const heard = first.get(code) === shape && asked(code); // outlines around what is looked at say nothing
    shape.setAttribute("aria-hidden", String(!heard));
    shape.setAttribute("aria-label", heard ? summary(code) : "");
  }
  reach(stops.includes(stop) ? stop : stops[0]);
}

function reach(code) {
  first.get(stop)?.setAttribute("tabindex", "-1");
  stop = code;
  first.get(code)?.setAttribute("tabindex", "0");
}

function walk(event) {
  const at = stops.indexOf(stop), { length } = stops;
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: length - 1 }[event.key];
  if (event.key === "Enter" || event.key === " ") open(stop);
  else if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  else {
    reach(stops[(to + length) % length]);
    first.get(stop).focus();
  }
  event.preventDefault();
}

function open(code) {
  reach(stops.includes(code) ? code : stop);
  const line = shown.get(code);
  const parts = [make("h3", nameOf(code)), line ? told(line) : make("p", about.texts.no_result)];
  if (!lower.has(code)) {
    const down = make("button", about.texts.down);
    down.type = "button";
    down.addEventListener("click", () => { level.value = "regencies"; within.value = code; draw(); });
    parts.push(down);
  }
  choose(shapes.filter((shape) => shape.dataset.code === code), line, ...parts);
  if (innerWidth < 1100) card.scrollIntoView({ block: "nearest" });
}

for (const shape of shapes) {
  const code = shape.dataset.code;
  shape.addEventListener("pointermove", (event) => point(event, event.pointerType === "touch" ? "" : summary(code)));
  shape.addEventListener("pointerleave", (event) => point(event, ""));
  shape.addEventListener("click", () => open(code));
}
for (const [code, shape] of first) {
  shape.setAttribute("role", "button");
  shape.setAttribute("tabindex", "-1"); // browsers take shapes that listen to the focus for stops
  shape.addEventListener("focus", (event) => point(event, shape.matches(":focus-visible") ? summary(code) : ""));
  shape.addEventListener("blur", (event) => point(event, ""));
  shape.addEventListener("keydown", walk);
}
for (const control of [when, level, within]) control.addEventListener("change", draw);
function step(by) {
  when.selectedIndex += by;
  draw();
}
earlier.addEventListener("click", () => step(-1));
later.addEventListener("click", () => step(1));
if (about.within) [level.value, within.value] = ["regencies", about.within];
document.querySelector(".controls").hidden = false;
draw();
