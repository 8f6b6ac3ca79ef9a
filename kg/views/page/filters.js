// What is shown: the legend's check boxes, the span of time, and the scene (a part of the picture that was opened).
const hidden = { concepts: new Set(), relations: new Set(), days: null };
const dated = [...page.nodes, ...page.edges].filter((thing) => thing.days);

/** Whether something lies within the chosen span; what has no date always does. */
const inTime = (thing) => !hidden.days || !thing.days || (thing.days[0] <= hidden.days[1] && thing.days[1] >= hidden.days[0]);
const stays = (node) => !hidden.concepts.has(node.concept) && inTime(node);
/** Whether what is chosen lets a node be seen; a group, as long as it does one of those that are in it. */
const passes = (node) => stays(node) && (!carried.has(node.id) || carried.get(node.id).some(stays));
const nodeShown = (node) => passes(node) && (picture.scene ? picture.scene.places.has(node.id) : inBase(node));
const edgePasses = (edge) => !hidden.relations.has(edge.concept) && inTime(edge) && passes(nodeOf.get(edge.from)) && passes(nodeOf.get(edge.to));
const edgeShown = (edge) => edgePasses(edge) && (picture.scene ? picture.scene.edges.has(edge.id) : inBase(nodeOf.get(edge.from)) && inBase(nodeOf.get(edge.to)));

function setHidden(kind, key, off) {
  hidden[kind][off ? "add" : "delete"](key);
  const box = [...byId("legend").querySelectorAll("input")].find((input) => input.dataset.kind === kind && input.value === key);
  if (box) box.checked = !off;
  refilter();
}

/** Let nothing that the reader chose hide a node. */
function unfilter(node) {
  const stuck = () => carried.has(node.id) && !passes(node);
  if (stuck()) for (const concept of [...hidden.concepts]) setHidden("concepts", concept, false);
  if (!inTime(node) || stuck()) setDays(null);
  if (hidden.concepts.has(node.concept)) setHidden("concepts", node.concept, false);
}

/** Let a node be seen, whatever hides it; of a large graph its group opens. */
function uncover(node) {
  unfilter(node);
  if (nodeShown(node)) return;
  if (picture.scene) leaveScene();
  if (!inBase(node) && groupOf(node)) openGroup(groupOf(node)[0], node.id);
}

/** Bring the picture into line with what is chosen to be shown, touching only what changes. */
function refilter() {
  for (const [drawn, things, shown] of [[picture.nodes, page.nodes, nodeShown], [picture.edges, page.edges, edgeShown]]) {
    const changed = things.filter((thing) => thing.off === shown(thing));
    drawn.update(changed.map((thing) => ({ id: thing.key, hidden: (thing.off = !thing.off) })));
  }
  const all = { nodes: page.nodes.filter((node) => !node.grouping).length };
  const now = { nodes: page.nodes.filter(nodeShown).length, edges: page.edges.filter(edgeShown).length };
  const part = now.nodes < all.nodes || now.edges < page.edges.length;
  byId("tally").textContent = part && (picture.scene || !groupings.length) ? say("tally", { nodes: now.nodes, total: all.nodes, edges: now.edges }) : "";
}

function fillLegend() {
  const legend = byId("legend");
  const row = (kind, item, sample, label) => {
    const box = make("input", { type: "checkbox", value: item.name, "data-kind": kind });
    box.checked = !hidden[kind].has(item.name);
    box.addEventListener("change", () => setHidden(kind, item.name, !box.checked));
    return make("label", {}, box, sample, make("span", {}, label), make("span", { class: "count" }, count(item.count)));
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

// Time: two handles over the months from the first to the last day of anything on the page.

const monthOf = (day) => +day.slice(0, 4) * 12 + +day.slice(5, 7) - 1;
const isoOf = (month) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
const span = dated.reduce((found, { days }) => [Math.min(found[0], monthOf(days[0])), Math.max(found[1], monthOf(days[1]))], [Infinity, -Infinity]);

/** Show what lies between two months, both included; null shows all. */
function setDays(months) {
  const whole = !months || (months[0] <= span[0] && months[1] >= span[1]);
  hidden.days = whole ? null : [`${isoOf(months[0])}-01`, `${isoOf(months[1])}-31`];
  sayTime(whole ? span : months, whole);
  refilter();
}

function sayTime([from, to], whole) {
  for (const [id, month] of [["time-from", from], ["time-to", to]]) {
    byId(id).value = month;
    byId(id).setAttribute("aria-valuetext", day(isoOf(month)));
  }
  const wide = span[1] - span[0];
  byId("time").style.setProperty("--from", (from - span[0]) / wide);
  byId("time").style.setProperty("--to", (to - span[0]) / wide);
  byId("time-said").textContent = `${day(isoOf(from))} – ${day(isoOf(to))}`;
  const undated = page.nodes.filter((node) => !node.days && !node.grouping).length;
  byId("time-undated").textContent = whole || !undated ? "" : say("undated_stay", { count: undated });
}

function wireTime() {
  if (!(span[1] > span[0])) return;
  byId("time").hidden = false;
  const [from, to] = [byId("time-from"), byId("time-to")];
  for (const input of [from, to]) Object.assign(input, { min: span[0], max: span[1] });
  const moved = (first) => {
    const [a, b] = [+from.value, +to.value];
    setDays(a <= b ? [a, b] : first ? [a, a] : [b, b]);
  };
  from.addEventListener("input", () => moved(true));
  to.addEventListener("input", () => moved(false));
  sayTime(span, true);
}
