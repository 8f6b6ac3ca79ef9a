// Wiring: search, legend, list, side panel. The data block holds
//   language, focus, total (of nodes, with those that are not on the page), texts,
//   concepts:  [{name, label, plural, colour, shape, count}]             of nodes
//   relations: [{name, label, forward, back, colour, width, dashes, count}] of edges
//   nodes: [{id, name, concept, shape, colour, size, x, y, hub, labels, also, told, facts, rests, days, sources, conflicts}]
//   edges: [{id, concept, from, to, words, facts, rests, days, sources, conflicts}]; the rests of an edge are its own
//   groupings: [{name, label}], of a large graph: its groups are nodes with a grouping, the others have
//     within: {grouping: [group, x, y]}
//   sources: {id: {outlet, title, author, published, url}}
// where days is [first, last] or null, facts are [{label, kind, inferred, values, rests: one for each value}] and
// rests {proofs: [{recorded, before, quote, after, sources, rule}], unshown: further proofs, cited: sources of all}.
for (const thing of [...page.nodes, ...page.edges])
  Object.assign(thing, { facts: thing.facts || [], sources: thing.sources || [], conflicts: thing.conflicts || [], labels: thing.labels || [], also: thing.also || [] });

const status = byId("status");
const card = byId("card");
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const conceptLabel = (concept) => concept.label || texts.other;

function goNode(id, options = {}) {
  const node = nodeOf.get(id);
  uncover(node);
  show(nodeCard(node), { kind: "node", id }, { move: true, ...options });
  status.textContent = say("selected", { what: node.name });
}

function goEdge(id, options = {}) {
  show(edgeCard(edgeOf.get(id)), { kind: "edge", id }, options);
}

function show(content, chosen, { move = false, focus = true, dim = true } = {}) {
  card.replaceChildren(
    make("div", { class: "card-tools" },
      button({ class: "back" }, goBack, `← ${texts.back}`),
      button({ class: "round", "aria-label": texts.close, title: texts.close }, goBack, "×")),
    ...content);
  card.hidden = false;
  byId("overview").hidden = true;
  document.body.classList.add("chosen");
  byId("panel").scrollTop = 0;
  mark(dim ? chosen : null, move);
  if (focus) card.focus({ preventScroll: true });
}

function clear() {
  card.hidden = true;
  byId("overview").hidden = false;
  document.body.classList.remove("chosen");
  mark(null);
}

/** To the list of all, out of a scene as well. */
function goBack() {
  if (picture.scene) leaveScene();
  clear();
}

/** The list of all nodes by concept: the same picture for the keyboard and for screen readers. */
function fillList() {
  const list = byId("list");
  for (const concept of page.concepts) {
    const group = make("details", {}, make("summary", {}, swatch(concept.name), make("span", {}, concept.plural || texts.other), make("span", { class: "count" }, count(concept.count))));
    group.addEventListener("toggle", () => {
      if (!group.open || group.querySelector("ul")) return;
      const nodes = page.nodes.filter((node) => node.concept === concept.name);
      nodes.sort((a, b) => a.name.localeCompare(b.name, page.language) || (a.id < b.id ? -1 : 1));
      group.append(make("ul", { class: "links" }, ...nodes.map((node) => make("li", {}, button({ class: "name" }, () => goNode(node.id), name(node.name))))));
    });
    list.append(group);
  }
}

function wirePicture() {
  const { network } = picture;
  const go = (event) => {
    if (event.nodes.length) goNode(byKey.get(event.nodes[0]).id, { move: false, focus: false });
    else if (event.edges.length) goEdge(byKey.get(event.edges[0]).id, { focus: false });
    else return false;
    return true;
  };
  network.on("click", (event) => go(event) || clear());
  // A click that lasts longer than a quarter of a second, or that a busy page takes so long to see the end of.
  network.on("hold", go);
  network.on("hoverNode", () => byId("canvas").classList.add("pointing"));
  network.on("blurNode", () => byId("canvas").classList.remove("pointing"));
  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", () => fit());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("#legend details[open], #save[open]");
    if (open) open.open = false;
    else if (picture.scene) backToAll();
    else if (!card.hidden) clear();
  });
  document.addEventListener("pointerdown", (event) => {
    const open = document.querySelector("#legend details[open], #save[open]");
    if (open && !open.contains(event.target)) open.open = false;
  });
}

function recolour() {
  repaint();
  fillLegend();
  byId("list").querySelectorAll("details").forEach((group) => group.remove());
  fillList();
}

function wireTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", recolour);
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    recolour();
  });
}

readTheme();
const wide = matchMedia("(min-width: 800px)").matches;
byId("list").open = wide;
fillLegend();
fillList();
drawPicture(byId("canvas"));
suggest(byId("search"), byId("suggestions"), "hit", (node) => { byId("search").value = ""; goNode(node.id); });
wirePicture();
wireScenes();
wireGroups();
wireConnect();
wireTime();
wireSave();
wireTheme();
if (page.focus && nodeOf.has(page.focus) && wide) goNode(page.focus, { move: false, focus: false, dim: false });

// For tests and scripts: where things are drawn, in pixels from the top left of the window.
window.kgPage = Object.freeze({
  labels: () => picture.boxes.map((box) => ({ ...box })),
  scale: () => picture.network.getScale(),
  shown: () => page.nodes.filter(nodeShown).map((node) => node.id),
  svg: asSvg,
  where: (id) => {
    const { x, y } = picture.network.body.nodes[nodeOf.get(id).key];
    const at = picture.network.canvasToDOM({ x, y });
    const frame = byId("canvas").getBoundingClientRect();
    return { x: at.x + frame.left, y: at.y + frame.top };
  },
});
