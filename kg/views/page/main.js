// Wiring: search, legend, list, side panel. The data block holds
//   language, focus, texts,
//   concepts:  [{name, label, plural, colour, shape, count}]             of nodes
//   relations: [{name, label, forward, back, colour, width, dashes, count}] of edges
//   nodes: [{id, name, concept, shape, colour, size, x, y, labels, also, facts, sources, conflicts}]
//   edges: [{id, concept, from, to, words, facts, sources, conflicts}]
//   sources: {id: {outlet, title, author, published, url}}
for (const thing of [...page.nodes, ...page.edges])
  Object.assign(thing, { facts: thing.facts || [], sources: thing.sources || [], conflicts: thing.conflicts || [], labels: thing.labels || [], also: thing.also || [] });

const status = byId("status");
const card = byId("card");
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const conceptLabel = (concept) => concept.label || texts.other;

function goNode(id, options = {}) {
  const node = nodeOf.get(id);
  if (hidden.concepts.has(node.concept)) setHidden("concepts", node.concept, false);
  show(nodeCard(node), { kind: "node", id }, { move: true, ...options });
  status.textContent = say("selected", { what: node.name });
}

function goEdge(id, options = {}) {
  show(edgeCard(edgeOf.get(id)), { kind: "edge", id }, options);
}

function show(content, chosen, { move = false, focus = true, dim = true } = {}) {
  card.replaceChildren(
    make("div", { class: "card-tools" },
      button({ class: "back" }, clear, `← ${texts.back}`),
      button({ class: "round", "aria-label": texts.close, title: texts.close }, clear, "×")),
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

function nodeCard(node) {
  const concept = conceptOf.get(node.concept);
  const kinds = make("p", { class: "kind" }, swatch(node.concept), make("span", {}, conceptLabel(concept)));
  for (const label of node.labels) kinds.append(make("span", { class: "chip" }, name(label)));
  const facts = node.facts.length ? factList(node.facts, goNode) : make("p", { class: "quiet" }, texts.no_facts);
  return [kinds, make("h2", {}, name(node.name)), facts, evidence(node), connections(node)];
}

function connections(node) {
  const section = make("section", { class: "connections" });
  const groups = new Map();
  for (const edge of edgesAt.get(node.id)) {
    const words = verb(edge, node.id);
    groups.set(words, [...(groups.get(words) || []), edge]);
  }
  if (groups.size) section.append(make("h3", {}, texts.connected));
  for (const [words, edges] of [...groups].sort((a, b) => a[1].length - b[1].length || (a[0] < b[0] ? -1 : 1))) {
    const other = (edge) => nodeOf.get(edge.from === node.id ? edge.to : edge.from);
    edges.sort((a, b) => (other(a).name < other(b).name ? -1 : 1));
    section.append(make("h4", {}, name(words)), longList(edges.map((edge) => connection(edge, other(edge))), 6, "links"));
  }
  return section;
}

function connection(edge, other) {
  const detail = edge.facts.flatMap((fact) => (fact.kind === "text" || fact.kind === "string" ? fact.values : [])).join(", ");
  const go = button({ class: "name" }, () => goNode(other.id), swatch(other.concept), name(other.name));
  const proof = button({ class: "proof", "aria-label": say("evidence_of", { what: other.name }) }, () => goEdge(edge.id), sourceCount(edge));
  return make("li", {}, go, detail ? make("span", { class: "quiet detail" }, name(detail)) : null, proof);
}

function edgeCard(edge) {
  const end = (id) => button({ class: "name" }, () => goNode(id), swatch(nodeOf.get(id).concept), name(nodeOf.get(id).name));
  const content = [
    make("p", { class: "kind" }, make("span", {}, texts.connection)),
    make("h2", { class: "sentence" }, end(edge.from), make("span", { class: "verb" }, name(verb(edge, edge.from))), end(edge.to)),
    edge.facts.length ? factList(edge.facts, goNode) : null,
    evidence(edge),
  ];
  const beside = edgesAt.get(edge.from).filter((other) => other !== edge && [other.from, other.to].includes(edge.to) && [other.from, other.to].includes(edge.from));
  if (beside.length) {
    const items = beside.map((other) => make("li", {}, name(verb(other, edge.from)), button({ class: "proof" }, () => goEdge(other.id), sourceCount(other))));
    content.push(make("section", { class: "connections" }, make("h3", {}, texts.also), longList(items, 6, "links")));
  }
  return content.filter(Boolean);
}

/** The list of all nodes by concept: the same picture for the keyboard and for screen readers. */
function fillList() {
  const list = byId("list");
  for (const concept of page.concepts) {
    const group = make("details", {}, make("summary", {}, swatch(concept.name), make("span", {}, concept.plural || texts.other), make("span", { class: "count" }, concept.count)));
    group.addEventListener("toggle", () => {
      if (!group.open || group.querySelector("ul")) return;
      const nodes = page.nodes.filter((node) => node.concept === concept.name);
      nodes.sort((a, b) => a.name.localeCompare(b.name, page.language) || (a.id < b.id ? -1 : 1));
      group.append(make("ul", { class: "links" }, ...nodes.map((node) => make("li", {}, button({ class: "name" }, () => goNode(node.id), name(node.name))))));
    });
    list.append(group);
  }
}

function setHidden(kind, key, off) {
  hidden[kind][off ? "add" : "delete"](key);
  const box = [...byId("legend").querySelectorAll("input")].find((input) => input.dataset.kind === kind && input.value === key);
  if (box) box.checked = !off;
  repaint();
}

function fillLegend() {
  const legend = byId("legend");
  const row = (kind, item, sample, label) => {
    const box = make("input", { type: "checkbox", value: item.name, "data-kind": kind });
    box.checked = !hidden[kind].has(item.name);
    box.addEventListener("change", () => setHidden(kind, item.name, !box.checked));
    return make("label", {}, box, sample, make("span", {}, label), make("span", { class: "count" }, item.count));
  };
  const stroke = (relation) => {
    const sample = make("span", { class: relation.dashes ? "stroke dashed" : "stroke", "aria-hidden": "true" });
    sample.style.borderTopColor = relation.colour ? readable(relation.colour) : colours.line;
    return sample;
  };
  const nodes = page.concepts.map((concept) => row("concepts", concept, swatch(concept.name), concept.plural || texts.other));
  const edges = page.relations.map((relation) => row("relations", relation, stroke(relation), relation.label || texts.other));
  const relations = make("details", {}, make("summary", {}, texts.connections), make("div", { class: "relations" }, ...edges));
  relations.open = Boolean(legend.querySelector("details[open]"));
  legend.replaceChildren(...nodes, edges.length ? relations : "");
}

function found(query) {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  const rank = (node) => {
    node.folded ??= [node.name, ...node.also].map(fold);
    const best = (text) => (text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : text.includes(wanted) ? 2 : 3);
    return Math.min(...node.folded.map(best));
  };
  return page.nodes.map((node) => [rank(node), -degree(node.id), node]).filter((hit) => hit[0] < 3)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2].name < b[2].name ? -1 : 1)).slice(0, 8).map((hit) => hit[2]);
}

function wireSearch() {
  const input = byId("search");
  const list = byId("suggestions");
  let hits = [];
  let active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (node) => { close(); input.value = ""; goNode(node.id); };
  const point = (place) => {
    active = place;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === place)));
    if (place >= 0) input.setAttribute("aria-activedescendant", `hit-${place}`);
  };
  const option = (node, place) => {
    const item = make("li", { role: "option", id: `hit-${place}`, "aria-selected": "false" }, swatch(node.concept), name(node.name), make("span", { class: "quiet" }, conceptLabel(conceptOf.get(node.concept))));
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(node));
    return item;
  };
  input.addEventListener("input", () => {
    hits = found(input.value);
    active = -1;
    const asked = input.value.trim() !== "";
    list.replaceChildren(...(hits.length ? hits.map(option) : [make("li", { class: "none" }, texts.no_match)]));
    list.hidden = !asked;
    input.setAttribute("aria-expanded", String(asked && hits.length > 0));
    status.textContent = asked ? (hits.length ? say("matches", { count: hits.length }) : texts.no_match) : "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); event.stopPropagation(); }
    if (!hits.length || list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); point((active + 1) % hits.length); }
    if (event.key === "ArrowUp") { event.preventDefault(); point((active + hits.length - (active < 0 ? 0 : 1)) % hits.length); }
    if (event.key === "Enter") { event.preventDefault(); choose(hits[Math.max(active, 0)]); }
  });
  input.addEventListener("blur", close);
}

function wirePicture() {
  const { network } = picture;
  network.on("click", (event) => {
    if (event.nodes.length) goNode(byKey.get(event.nodes[0]).id, { move: false, focus: false });
    else if (event.edges.length) goEdge(byKey.get(event.edges[0]).id, { focus: false });
    else clear();
  });
  network.on("hoverNode", () => byId("canvas").classList.add("pointing"));
  network.on("blurNode", () => byId("canvas").classList.remove("pointing"));
  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", () => fit());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = byId("legend").querySelector("details[open]");
    if (open) open.open = false;
    else if (!card.hidden) clear();
  });
  document.addEventListener("pointerdown", (event) => {
    const open = byId("legend").querySelector("details[open]");
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
wireSearch();
wirePicture();
wireTheme();
if (page.focus && nodeOf.has(page.focus) && wide) goNode(page.focus, { move: false, focus: false, dim: false });

// For tests and scripts: where things are drawn, in pixels from the top left of the window.
window.kgPage = Object.freeze({
  labels: () => picture.boxes.map((box) => ({ ...box })),
  where: (id) => {
    const { x, y } = picture.network.body.nodes[nodeOf.get(id).key];
    const at = picture.network.canvasToDOM({ x, y });
    const frame = byId("canvas").getBoundingClientRect();
    return { x: at.x + frame.left, y: at.y + frame.top };
  },
});
