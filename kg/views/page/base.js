// Building blocks of the page. Everything that comes from the data goes through textContent.
const page = JSON.parse(document.getElementById("data").textContent);
const texts = page.texts;
// What was only announced says so wherever it is named.
for (const node of page.nodes) {
  node.recorded = node.name;
  if (node.told) node.name = `${node.told}: ${node.name}`;
}
const byId = (id) => document.getElementById(id);
const nodeOf = new Map(page.nodes.map((node) => [node.id, node]));
const edgeOf = new Map(page.edges.map((edge) => [edge.id, edge]));
const sourceOf = new Map(Object.entries(page.sources));
// vis-network keeps things in plain objects, where an id such as __proto__ would do harm: it gets keys of our own.
const byKey = new Map();
for (const [letter, things] of [["n", page.nodes], ["e", page.edges]])
  things.forEach((thing, place) => byKey.set((thing.key = letter + place), thing));
const conceptOf = new Map(page.concepts.map((concept) => [concept.name, concept]));
const relationOf = new Map(page.relations.map((relation) => [relation.name, relation]));
const edgesAt = new Map(page.nodes.map((node) => [node.id, []]));
for (const edge of page.edges) {
  edgesAt.get(edge.from).push(edge);
  if (edge.to !== edge.from) edgesAt.get(edge.to).push(edge);
}
const degree = (id) => edgesAt.get(id).length;

/** A text of the interface, its {words} filled in; of {number:one|many} the word that goes with the number. */
function say(key, words = {}) {
  return texts[key].replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, word, one, many) => {
    if (!(word in words)) return whole;
    if (many !== undefined) return words[word] === 1 ? one : many;
    return typeof words[word] === "number" ? count(words[word]) : String(words[word]);
  });
}

/** A number as people write it in the language of the page. */
const inLanguage = new Intl.NumberFormat(page.language === "en" ? "en-GB" : page.language);
const count = (number) => inLanguage.format(number);

/** An element with attributes and children; strings become text nodes, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** A name in its own reading direction, so that it cannot turn around what stands beside it. */
const name = (text) => make("bdi", {}, text);
const button = (attributes, onclick, ...children) => make("button", { type: "button", ...attributes, onclick }, ...children);

const OUTLINES = {
  box: "0.5,4 15.5,4 15.5,12 0.5,12",
  square: "2,2 14,2 14,14 2,14",
  diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
  triangle: "8,1 15.5,14.5 0.5,14.5",
  triangleDown: "8,15 15.5,1.5 0.5,1.5",
  hexagon: "4,1.5 12,1.5 16,8 12,14.5 4,14.5 0,8",
  star: "8,0.5 10,6 15.5,6 11,9.5 12.7,15 8,11.7 3.3,15 5,9.5 0.5,6 6,6",
};

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, content] of Object.entries(attributes)) element.setAttribute(key, String(content));
  element.append(...children);
  return element;
}

/** The outline of a shape within 16 by 16. */
function outline(shape) {
  if (OUTLINES[shape]) return svg("polygon", { points: OUTLINES[shape] });
  if (shape === "database") return svg("path", { d: "M2,4 a6,3 0 0 1 12,0 v8 a6,3 0 0 1 -12,0 z" });
  return svg("ellipse", { cx: 8, cy: 8, rx: shape === "ellipse" ? 8 : 7, ry: shape === "ellipse" ? 4.5 : 7 });
}

/** The shape and colour of a node concept, as in the picture. */
function swatch(conceptName) {
  const concept = conceptOf.get(conceptName);
  const shape = outline(concept.shape);
  shape.setAttribute("fill", readable(concept.colour));
  return svg("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" }, shape);
}

/** An address as a URL if it is one that a page may link to, http or https; else null. */
function webUrl(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

/** A link if the address is http or https, else plain text. */
function link(address, text) {
  const url = webUrl(address);
  return url ? make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, name(text)) : name(text);
}

/** A date as people write it; partial dates stay partial, anything else stays as it is. */
function day(text) {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (!parts || !parts[2]) return text;
  const when = new Date(Date.UTC(+parts[1], +parts[2] - 1, +(parts[3] || 1)));
  if (Number.isNaN(when.getTime())) return text;
  const form = { year: "numeric", month: "long", timeZone: "UTC", ...(parts[3] ? { day: "numeric" } : {}) };
  return new Intl.DateTimeFormat(page.language === "en" ? "en-GB" : page.language, form).format(when);
}

/** A list of which the first few are shown, the rest on demand; paper, where nothing can be asked for, has all. */
function longList(items, first, kind) {
  const list = make("ul", { class: kind }, ...items);
  const beyond = items.slice(first);
  for (const item of beyond) item.classList.add("beyond");
  if (beyond.length) {
    const more = button({ class: "more" }, () => {
      more.parentElement.remove();
      for (const item of beyond) item.classList.remove("beyond");
      const next = beyond[0].querySelector("button, a");
      if (next) next.focus();
    }, say("more", { count: items.length }));
    list.append(make("li", {}, more));
  }
  return list;
}

/** The verb of an edge, read from one of its ends. */
function verb(edge, from) {
  if (edge.words) return edge.words;
  const relation = relationOf.get(edge.concept);
  return edge.from === from ? relation.forward : relation.back;
}

const sourceCount = (thing) => say("sources", { count: thing.sources.length });
