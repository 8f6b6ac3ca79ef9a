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
  if (picture.scene) leaveScene();
  const centre = nodeOf.get(id);
  uncover(centre);
  const edges = edgesAt.get(id).filter(edgePasses);
  const other = (edge) => (edge.from === id ? edge.to : edge.from);
  const order = [...edges].sort((a, b) => (verb(a, id) < verb(b, id) ? -1 : verb(a, id) > verb(b, id) ? 1 : nodeOf.get(other(a)).name.localeCompare(nodeOf.get(other(b)).name, page.language)));
  const places = circles([...new Set(order.map(other).filter((end) => end !== id))]);
  places.set(id, { x: 0, y: 0 });
  const before = new Map([...places.keys()].map((key) => { const { x, y } = picture.network.body.nodes[nodeOf.get(key).key]; return [key, { x, y }]; }));
  picture.scene = { centre: id, places, before, edges: new Set(edges.map((edge) => edge.id)), view: { position: picture.network.getViewPosition(), scale: picture.network.getScale() } };
  move(places);
  refilter();
  byId("scene").hidden = false;
  byId("scene-said").replaceChildren(say("ego_of", { count: places.size - 1 }), name(` ${centre.name}`));
  goNode(id, { move: false, dim: false });
  fit(false);
}

/** Back to the whole picture, as it was; `picked` stays open in the panel. */
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
  const { centre } = picture.scene;
  leaveScene();
  goNode(centre, { move: false });
}

function wireScenes() {
  byId("scene-back").addEventListener("click", backToAll);
  picture.network.on("doubleClick", (event) => {
    if (event.nodes.length) openEgo(byKey.get(event.nodes[0]).id);
  });
}
