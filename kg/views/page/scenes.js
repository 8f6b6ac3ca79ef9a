// Scenes: one node and what it is connected with, on circles around it, with how each connection reads.

/** Places on circles around the middle: neighbours of one kind of connection side by side, as many circles as needed. */
function circles(ids) {
  const places = new Map();
  let [ring, left, radius] = [0, 0, 0];
  ids.forEach((id, place) => {
    if (left === 0) {
      radius = 210 + 150 * ring++;
      left = Math.min(ids.length - place, Math.floor((2 * Math.PI * radius) / (ring === 1 ? 66 : 48)));
      places.ring = { first: place, size: left };
    }
    const angle = (2 * Math.PI * (place - places.ring.first)) / places.ring.size + ring * 0.21 - Math.PI / 2;
    places.set(id, { x: Math.cos(angle) * radius * 1.25, y: Math.sin(angle) * radius });
    left -= 1;
  });
  return places;
}

function openEgo(id) {
  if (nodeOf.get(id).grouping) return openGroup(id);
  if (picture.scene) leaveScene();
  const centre = nodeOf.get(id);
  unfilter(centre);
  const edges = edgesAt.get(id).filter(edgePasses);
  const other = (edge) => (edge.from === id ? edge.to : edge.from);
  const order = [...edges].sort((a, b) => (verb(a, id) < verb(b, id) ? -1 : verb(a, id) > verb(b, id) ? 1 : nodeOf.get(other(a)).name.localeCompare(nodeOf.get(other(b)).name, page.language)));
  const places = circles([...new Set(order.map(other).filter((end) => end !== id))]);
  places.set(id, { x: 0, y: 0 });
  enterScene({ centre: id, from: id, places, edges, verbs: true }, [say("ego_of", { count: places.size - 1 }), name(` ${centre.name}`)]);
  goNode(id, { move: false, dim: false });
}

/** A way on its own, where the whole picture does not show what it leads through. */
function openWay(hops) {
  const ids = [hops[0].from, ...hops.map((hop) => hop.to)];
  const places = new Map(ids.map((id, place) => [id, { x: place * 230, y: (place % 2) * 90 }]));
  enterScene({ from: ids[0], places, edges: hops.map((hop) => hop.edge), verbs: true }, [texts.way_of]);
}

/**
 * Show some nodes alone, at places of their own: {centre, from, places, edges, verbs}. `centre` is what everything
 * hangs on, `from` what is shown in the panel afterwards, `verbs` whether each line says how it reads.
 */
function enterScene({ edges, ...scene }, said) {
  const at = (id) => { const { x, y } = picture.network.body.nodes[nodeOf.get(id).key]; return [id, { x, y }]; };
  const view = { position: picture.network.getViewPosition(), scale: picture.network.getScale() };
  picture.scene = { ...scene, edges: new Set(edges.map((edge) => edge.id)), before: new Map([...scene.places.keys()].map(at)), view };
  move(scene.places);
  refilter();
  byId("scene").hidden = false;
  byId("scene-said").replaceChildren(...said);
  fit(false);
}

/** Back to the whole picture, as it was. */
function leaveScene() {
  const { before, view } = picture.scene;
  picture.scene = null;
  move(before);
  byId("scene").hidden = true;
  refilter();
  picture.network.moveTo({ ...view, animation: false });
}

function move(places) {
  picture.nodes.update([...places].map(([id, { x, y }]) => ({ id: nodeOf.get(id).key, x, y })));
}

function backToAll() {
  const { from } = picture.scene;
  leaveScene();
  if (nodeShown(nodeOf.get(from))) goNode(from, { move: false });
  else clear();
}

function wireScenes() {
  byId("scene-back").addEventListener("click", backToAll);
  // The browser's own: that of vis-network counts from when the page gets to a click, for which a busy one takes too long.
  byId("canvas").addEventListener("dblclick", (event) => {
    const box = byId("canvas").getBoundingClientRect();
    const key = picture.network.getNodeAt({ x: event.clientX - box.left, y: event.clientY - box.top });
    if (key !== undefined) openEgo(byKey.get(key).id);
  });
}
