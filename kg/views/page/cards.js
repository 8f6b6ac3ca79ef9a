// Cards: what the side panel says of a node or an edge.

function nodeCard(node) {
  const concept = conceptOf.get(node.concept);
  const kinds = make("p", { class: "kind" }, swatch(node.concept), make("span", {}, conceptLabel(concept)));
  for (const label of node.labels) kinds.append(make("span", { class: "chip" }, name(label)));
  const facts = node.facts.length ? factList(node.facts, goNode) : make("p", { class: "quiet" }, texts.no_facts);
  const alone = picture.scene && picture.scene.centre === node.id;
  const tools = make("p", { class: "actions" },
    alone || !degree(node.id) ? null : button({ class: "action" }, () => openEgo(node.id), node.grouping ? texts.group_open : texts.ego),
    node.grouping ? null : button({ class: "action" }, () => askConnection(node.id), texts.connect_from));
  const titled = make("h2", {}, name(node.name));
  const named = restsOn(node.rests, node.recorded, texts.name);
  if (node.grouping) return [kinds, titled, tools, facts, connections(node)];
  const rest = [alone ? make("h3", {}, texts.facts) : null, facts, evidence(node)];
  return [kinds, titled, named, tools, ...(alone ? [connections(node, Infinity), ...rest] : [...rest, connections(node)])].filter(Boolean);
}

/** Everything that a node is connected with, by how; the first few of each unless all are asked for. */
function connections(node, first = 6) {
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
    section.append(make("h4", {}, name(words)), longList(edges.map((edge) => connection(edge, other(edge))), first, "links"));
  }
  return section;
}

function connection(edge, other) {
  const detail = edge.facts.flatMap((fact) => (fact.kind === "text" || fact.kind === "string" ? fact.values : [])).join(", ");
  const go = button({ class: "name" }, () => goNode(other.id), swatch(other.concept), name(other.name));
  const proof = other.grouping ? make("span", { class: "quiet" }, name(edge.words)) : button({ class: "proof", "aria-label": say("evidence_of", { what: other.name }) }, () => goEdge(edge.id), sourceCount(edge));
  return make("li", {}, go, detail ? make("span", { class: "quiet detail" }, name(detail)) : null, proof);
}

function edgeCard(edge) {
  const end = (id) => button({ class: "name" }, () => goNode(id), swatch(nodeOf.get(id).concept), name(nodeOf.get(id).name));
  const content = [
    make("p", { class: "kind" }, make("span", {}, texts.connection)),
    make("h2", { class: "sentence" }, end(edge.from), make("span", { class: "verb" }, name(verb(edge, edge.from))), end(edge.to)),
    edge.facts.length ? factList(edge.facts, goNode) : null,
    evidence(edge, true),
  ];
  const beside = edgesAt.get(edge.from).filter((other) => other !== edge && [other.from, other.to].includes(edge.to) && [other.from, other.to].includes(edge.from));
  if (beside.length) {
    const items = beside.map((other) => make("li", {}, name(verb(other, edge.from)), button({ class: "proof" }, () => goEdge(other.id), sourceCount(other))));
    content.push(make("section", { class: "connections" }, make("h3", {}, texts.also), longList(items, 6, "links")));
  }
  return content.filter(Boolean);
}

