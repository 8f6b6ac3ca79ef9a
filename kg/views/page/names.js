// Names in the picture, written anew after each drawing.

/** Names at constant size, the most important first, none over another and, where it can be, none over a shape. */
function writeNames(context, near) {
  const { clientWidth: width, clientHeight: height } = context.canvas;
  const scale = picture.network.getScale();
  const origin = picture.network.canvasToDOM({ x: 0, y: 0 });
  const chosen = picture.selected && picture.selected.kind === "node" ? picture.selected.id : null;
  const first = [picture.hovered, chosen].filter((id) => id !== null).map((id) => nodeOf.get(id));
  const seen = [];
  for (const node of new Set([...first, ...picture.order])) {
    if (!nodeShown(node) || (near && !near.nodes.has(node.id) && node.id !== picture.hovered)) continue;
    const at = picture.network.body.nodes[node.key];
    const spot = { node, leads: picture.leading.has(node.id) || node.id === picture.hovered || node.id === chosen, x: origin.x + at.x * scale, y: origin.y + at.y * scale, r: node.size * scale };
    if (spot.x > -spot.r && spot.y > -spot.r && spot.x < width + spot.r && spot.y < height + spot.r) seen.push(spot);
  }
  const taken = new Map();
  for (const { x, y, r } of seen) if (r > 1.5) claim(taken, { left: x - r * 0.8, right: x + r * 0.8, top: y - r * 0.8, bottom: y + r * 0.8 });
  for (const tools of document.querySelectorAll(".zoom, #tally:not(:empty), #scene:not([hidden]), #groups:not([hidden])"))
    claim(taken, { left: tools.offsetLeft - 4, right: tools.offsetLeft + tools.offsetWidth + 4, top: tools.offsetTop - 4, bottom: tools.offsetTop + tools.offsetHeight + 4, name: true });
  const most = Math.max(12, (width * height) / 14000);
  picture.boxes = [];
  for (const spot of seen) {
    if (picture.boxes.length >= most) break;
    const strong = [chosen, picture.hovered, page.focus, picture.scene && picture.scene.centre].includes(spot.node.id);
    context.font = `${strong ? "600 13px" : "12px"} ${SYSTEM_FONT}`;
    const { text, half } = written(context, spot.node, width < 500 ? (strong ? 36 : 22) : strong ? 60 : 30);
    const box = room(taken, spot, half + 3, strong ? 18 : 16, width);
    if (!box) continue;
    claim(taken, { ...box, name: true });
    picture.boxes.push({ id: spot.node.id, text, ...box });
    write(context, text, Math.round((box.left + box.right) / 2), box.top + 1, strong);
  }
  if (picture.scene && picture.scene.verbs) writeVerbs(context, taken, origin, scale);
}

/** In a scene, how what is joined reads, along its line; parallel lines share one text. */
function writeVerbs(context, taken, origin, scale) {
  const between = new Map();
  for (const edge of page.edges) {
    if (!edgeShown(edge)) continue;
    const near = edge.to === picture.scene.centre ? edge.to : edge.from;
    const key = JSON.stringify([near, near === edge.to ? edge.from : edge.to]);
    between.set(key, new Set([...(between.get(key) || []), verb(edge, near)]));
  }
  context.font = `italic 11px ${SYSTEM_FONT}`;
  for (const [pair, verbs] of between) {
    const [near, id] = JSON.parse(pair);
    const text = cut([...[...verbs].join(", ")], 34);
    const half = context.measureText(text).width / 2 + 2;
    const [a, b] = [near, id].map((end) => picture.network.body.nodes[nodeOf.get(end).key]);
    for (const part of [0.55, 0.68, 0.42]) {
      const [x, y] = [origin.x + (a.x + (b.x - a.x) * part) * scale, origin.y + (a.y + (b.y - a.y) * part) * scale];
      const box = { left: x - half, right: x + half, top: Math.round(y - 7), bottom: Math.round(y - 7) + 14 };
      if (!free(taken, box, false)) continue;
      claim(taken, { ...box, name: true });
      picture.boxes.push({ id, text, verb: true, ...box });
      write(context, text, x, box.top + 1, false);
      break;
    }
  }
}

/** A free box for a name below, above or beside its shape; null when there is none. Leading names may lie over shapes. */
function room(taken, { x, y, r, leads }, half, tall, width) {
  const within = Math.min(Math.max(x, half + 2), Math.max(width - half - 2, half + 2));
  const spots = [[within, y + r + 3], [within, y - r - 3 - tall], [x + r + half + 2, y - tall / 2], [x - r - half - 2, y - tall / 2]];
  const boxes = spots.map(([middle, top]) => ({ left: middle - half, right: middle + half, top: Math.round(top), bottom: Math.round(top) + tall }))
    .filter((box) => box.left >= 0 && box.right <= Math.max(width, 2 * half + 4));
  return boxes.find((box) => free(taken, box, false)) || (leads && boxes.find((box) => free(taken, box, true))) || null;
}

const bandsOf = (box) => Array.from({ length: Math.floor(box.bottom / 24) - Math.floor(box.top / 24) + 1 }, (_, i) => Math.floor(box.top / 24) + i);

/** Whether nothing lies in a box; with `namesOnly`, no other name. */
function free(taken, box, namesOnly) {
  const over = (other) => (other.name || !namesOnly) && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  return !bandsOf(box).some((band) => (taken.get(band) || []).some(over));
}

function claim(taken, box) {
  for (const band of bandsOf(box)) {
    if (taken.has(band)) taken.get(band).push(box);
    else taken.set(band, [box]);
  }
}

/**
 * The name, cut to a length, without characters that turn the direction of text around, and half its width. Each
 * length has one font. Worked out once, for every frame asks while the picture is dragged.
 */
function written(context, node, most) {
  node.written ??= new Map();
  if (!node.written.has(most)) {
    const text = cut([...node.name.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")], most);
    node.written.set(most, { text, half: context.measureText(text).width / 2 });
  }
  return node.written.get(most);
}

const cut = (letters, most) => (letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : letters.join(""));

function write(context, text, x, y, strong) {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.surface;
  context.strokeText(text, x, y);
  context.fillStyle = strong ? colours.ink : colours.quiet;
  context.fillText(text, x, y);
}

