// How are these two connected: a shortest way between two nodes of the page, in the picture and told with its sources.
const ends = { a: null, b: null };

/**
 * A shortest way along what is shown, breadth first; nodes that everything hangs on are no way unless allowed.
 * Returns the hops in order, or null. Of ways equally short it is the one that the order of the page gives.
 */
function shortestWay(start, end, allowed) {
  const came = new Map([[start, null]]);
  for (const here of came.keys()) { // a Map also goes through what is added meanwhile
    if (here === end) break;
    if (here !== start && nodeOf.get(here).hub && !allowed) continue;
    for (const edge of edgesAt.get(here)) {
      const next = edge.from === here ? edge.to : edge.from;
      if (!came.has(next) && edgePasses(edge)) came.set(next, { edge, from: here, to: next });
    }
  }
  if (!came.get(end)) return null;
  const hops = [];
  for (let hop = came.get(end); hop; hop = came.get(hop.from)) hops.unshift(hop);
  return hops;
}

/** Of a way, the node it goes through that everything hangs on, if any. */
const hubsOf = (hops) => hops.slice(0, -1).map((hop) => nodeOf.get(hop.to)).filter((node) => node.hub);

function tellWay() {
  const [a, b] = [nodeOf.get(ends.a), nodeOf.get(ends.b)];
  if (picture.scene) leaveScene();
  [a, b].forEach(unfilter);
  const allowed = byId("connect-hubs").checked;
  const hops = shortestWay(a.id, b.id, allowed);
  const title = make("h2", {}, name(a.name), make("span", { class: "verb" }, ` ${texts.and} `), name(b.name));
  const card = [make("p", { class: "kind" }, make("span", {}, texts.connect)), title];
  if (!hops) {
    const around = !allowed && shortestWay(a.id, b.id, true);
    card.push(make("p", {}, texts.no_way));
    if (around) card.push(make("p", { class: "quiet" }, say("way_by_hub", { what: hubsOf(around).map((node) => node.name).join(", ") })),
      button({ class: "action" }, () => { byId("connect-hubs").checked = true; tellWay(); }, texts.allow_hubs));
    show(card, null, {});
    status.textContent = texts.no_way;
    return;
  }
  const by = hubsOf(hops);
  const key = hops.length === 1 ? "way_one" : "way";
  card.push(make("p", { class: "quiet" }, [say(key, { count: hops.length }), by.length ? say("by_hub", { what: by.map((node) => node.name).join(", ") }) : allowed ? "" : texts.not_by_hubs].filter(Boolean).join(" ")));
  card.push(make("ol", { class: "way" }, ...hops.map(hopItem)));
  if (groupings.length) openWay(hops);
  show(card, { kind: "path", nodes: [a.id, ...hops.map((hop) => hop.to)], edges: hops.map((hop) => hop.edge) }, {});
  bringIntoView([a.id, ...hops.map((hop) => hop.to)]);
  status.textContent = say(key, { count: hops.length });
}

function hopItem({ edge, from, to }) {
  const end = (id) => button({ class: "name" }, () => goNode(id), swatch(nodeOf.get(id).concept), name(nodeOf.get(id).name));
  const said = make("p", { class: "hop" }, end(from), make("span", { class: "verb" }, name(verb(edge, from))), end(to));
  const facts = edge.facts.length ? factList(edge.facts, goNode) : "";
  return make("li", {}, said, facts, ...evidence(edge, true).childNodes);
}

/** Ask with what a given node is to be connected. */
function askConnection(id) {
  goBack();
  ends.b = null;
  byId("connect-b").value = "";
  pick("a", nodeOf.get(id));
  byId("connect").open = true;
  byId("connect-b").focus();
}

function pick(side, node) {
  ends[side] = node.id;
  byId(`connect-${side}`).value = node.name;
  if (ends.a !== null && ends.b !== null && ends.a !== ends.b) tellWay();
}

function wireConnect() {
  for (const side of ["a", "b"]) {
    const input = byId(`connect-${side}`);
    input.addEventListener("input", () => { ends[side] = null; });
    suggest(input, byId(`connect-${side}-list`), `connect-${side}`, (node) => pick(side, node));
  }
  byId("connect-hubs").addEventListener("change", () => {
    if (ends.a !== null && ends.b !== null && ends.a !== ends.b) tellWay();
  });
}
