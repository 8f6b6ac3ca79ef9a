// Groups: of a large graph they are shown first, by region or by kind, and each opens.
const groupings = page.groupings;
const grouping = { current: groupings.length ? groupings[0].name : null };

/** What stands in the whole picture: everything, or of a large graph the groups of one grouping. */
const inBase = (node) => !groupings.length || node.grouping === grouping.current;
const groupOf = (node) => node.within && node.within[grouping.current];

/** Nodes on the page, by each group that they are in. */
const carried = new Map();
for (const node of page.nodes) {
  for (const [group] of Object.values(node.within || {})) {
    if (!carried.has(group)) carried.set(group, []);
    carried.get(group).push(node);
  }
}

function openGroup(id, then = id) {
  if (picture.scene) leaveScene();
  const members = carried.get(id) || [];
  const places = new Map(members.map((node) => [node.id, { x: groupOf(node)[1], y: groupOf(node)[2] }]));
  const edges = page.edges.filter((edge) => places.has(edge.from) && places.has(edge.to));
  enterScene({ from: id, places, edges, verbs: false }, [say(+nodeOf.get(id).facts[0].values[0] > places.size ? "group_of" : "group_all", { count: places.size }), name(` ${nodeOf.get(id).name}`)]);
  if (then === id) goGroup(id);
}

/** The group in the panel, with what is in it as a list. */
function goGroup(id) {
  const node = nodeOf.get(id);
  const members = [...(carried.get(id) || [])].sort((a, b) => degree(b.id) - degree(a.id));
  const items = members.map((other) => make("li", {}, button({ class: "name" }, () => goNode(other.id), swatch(other.concept), name(other.name))));
  const facts = factList(node.facts, goNode);
  show([make("p", { class: "kind" }, swatch(node.concept), make("span", {}, texts.group)), make("h2", {}, name(node.name)), facts, longList(items, 60, "links")], null, {});
}

function wireGroups() {
  if (!groupings.length) return;
  const choice = make("select", { "aria-label": texts.group_by }, ...groupings.map(({ name: key, label }) => make("option", { value: key }, `${texts.group_by} ${label}`)));
  choice.addEventListener("change", () => {
    if (picture.scene) leaveScene();
    clear();
    grouping.current = choice.value;
    refilter();
    fit(false);
  });
  byId("groups").append(choice);
  byId("groups").hidden = false;
}
