// Names in the picture, written anew after each drawing.

/** Names at constant size, the most important first, none over another and, where it can be, none over a shape. */
function writeNames(context, near) {
  const { clientWidth: width, clientHeight: height } = context.canvas;
  const scale = picture.network.getScale();
  const origin = picture.network.canvasToDOM({ x: 0, y: 0 });
  const seen = spotsSeen(near, origin, scale, width, height);
  const taken = new Taken(width, height);
  for (const spot of seen) if (spot.r > 1.5) taken.claim(covered(spot));
  for (const tools of document.querySelectorAll(".zoom, #tally:not(:empty), #scene:not([hidden]), #groups:not([hidden])"))
    taken.claim({ left: tools.offsetLeft - 4, right: tools.offsetLeft + tools.offsetWidth + 4, top: tools.offsetTop - 4, bottom: tools.offsetTop + tools.offsetHeight + 4, size: Infinity });
  const most = Math.max(12, (width * height) / 14000);
  picture.boxes = [];
  for (const spot of seen) {
    if (picture.boxes.length >= most) break;
    context.font = `${spot.strong ? "600 13px" : "12px"} ${SYSTEM_FONT}`;
    const { text, half } = written(context, spot.node, width < 500 ? (spot.strong ? 36 : 22) : spot.strong ? 60 : 30);
    const box = room(taken, spot, half + 3, spot.strong ? 18 : 16);
    if (!box) continue;
    taken.claim({ ...box, size: Infinity });
    picture.boxes.push({ id: spot.node.id, text, ...box });
    write(context, text, Math.round((box.left + box.right) / 2), box.top + 1, spot.strong);
  }
  if (picture.scene && picture.scene.verbs) writeVerbs(context, taken, origin, scale);
}

/** Where the shapes in view stand, in pixels, the most important first. */
function spotsSeen(near, origin, scale, width, height) {
  const chosen = picture.selected && picture.selected.kind === "node" ? picture.selected.id : null;
  const first = [picture.hovered, chosen].filter((id) => id !== null).map((id) => nodeOf.get(id));
  const strong = new Set([chosen, picture.hovered, page.focus, picture.scene && picture.scene.centre]);
  const spots = [];
  for (const node of new Set([...first, ...picture.order])) {
    if (!nodeShown(node) || (near && !near.nodes.has(node.id) && node.id !== picture.hovered)) continue;
    const at = picture.network.body.nodes[node.key];
    const r = node.size * scale;
    const [wide, high] = (REACH[shapeOf(node)] || [1, 1]).map((part) => part * r);
    const spot = { node, leads: picture.leading.has(node.id), strong: strong.has(node.id), x: origin.x + at.x * scale, y: origin.y + at.y * scale, r, wide, high };
    if (spot.x > -spot.r && spot.y > -spot.r && spot.x < width + spot.r && spot.y < height + spot.r) spots.push(spot);
  }
  return spots;
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
      if (!taken.free(box)) continue;
      taken.claim({ ...box, size: Infinity });
      picture.boxes.push({ id, text, verb: true, ...box });
      write(context, text, x, box.top + 1, false);
      break;
    }
  }
}

/** Half the width and height of shapes that fill more or less than the circle of their size, in sizes. */
const REACH = { square: [1, 1], box: [1, 0.62], ellipse: [1.15, 0.68], database: [0.8, 0.9], triangle: [1.15, 1], triangleDown: [1.15, 1] };
/** Shapes of a smaller radius are specks, of which a picture may be full: names of the best connected may lie over them. */
const SPECK = 4;

const shapeOf = (node) => node.shape || conceptOf.get(node.concept).shape;

/** What a shape covers. Over the one that the page is about no name lies, so it counts as larger than any other. */
function covered({ node, x, y, r, wide, high }) {
  const centre = picture.scene ? picture.scene.centre : page.focus;
  const round = REACH[shapeOf(node)] ? null : { x, y, r };
  return { left: x - wide, right: x + wide, top: y - high, bottom: y + high, size: node.id === centre ? Infinity : r, round };
}

/**
 * A free box for a name around its shape; null when there is none. Where there is none, what is pointed at or chosen
 * lies over as few other shapes as it can, and the best connected over specks.
 */
function room(taken, spot, half, tall) {
  const boxes = boxesAround(spot, half, tall, taken);
  const free = boxes.find((box) => taken.free(box));
  if (free || !(spot.strong || spot.leads)) return free || null;
  const most = spot.strong ? Number.MAX_VALUE : SPECK;
  const held = boxes.map((box) => ({ box, under: taken.under(box) })).filter(({ under }) => under.every(({ size }) => size <= most));
  return held.length ? held.reduce((best, next) => (next.under.length < best.under.length ? next : best)).box : null;
}

/** Boxes in view for a name: below, above and beside its shape, then below and above with an end at the shape's side. */
function boxesAround({ x, y, wide, high }, half, tall, { width, height }) {
  const [below, above, beside] = [y + high + 3, y - high - 3 - tall, y - tall / 2];
  const [right, left] = [x + half - wide, x - half + wide];
  const within = Math.min(Math.max(x, half + 2), Math.max(width - half - 2, half + 2));
  return [
    [within, below], [within, above], [x + wide + half + 2, beside], [x - wide - half - 2, beside],
    [right, below], [left, below], [right, above], [left, above],
  ].map(([middle, top]) => ({ left: middle - half, right: middle + half, top: Math.round(top), bottom: Math.round(top) + tall }))
    .filter((box) => box.left >= 0 && box.right <= Math.max(width, 2 * half + 4) && box.top >= 0 && box.bottom <= height);
}

/** What lies where: a grid, so that only what is near is looked at. */
class Taken {
  constructor(width, height) {
    Object.assign(this, { width, height, columns: Math.ceil(width / 48), rows: Math.ceil(height / 24), cells: [] });
  }

  /** The cells that a box touches; what lies outside counts with those at the edge. */
  *around({ left, right, top, bottom }) {
    const place = (at, size, most) => Math.min(Math.max(Math.floor(at / size), 0), most - 1);
    const [first, last] = [place(left, 48, this.columns), place(right, 48, this.columns)];
    const end = place(bottom, 24, this.rows);
    for (let row = place(top, 24, this.rows); row <= end; row++)
      for (let column = first; column <= last; column++) yield row * this.columns + column;
  }

  /** Keep a box for what stands in it; `size` is how large a shape is, infinite where nothing may ever lie over it. */
  claim(box) {
    for (const cell of this.around(box)) (this.cells[cell] ??= []).push(box);
  }

  free(box) {
    for (const cell of this.around(box)) if ((this.cells[cell] || []).some((other) => overlap(box, other))) return false;
    return true;
  }

  /** All that a box would lie over. */
  under(box) {
    return [...new Set([...this.around(box)].flatMap((cell) => this.cells[cell] || []))].filter((other) => overlap(box, other));
  }
}

function overlap(box, other) {
  if (box.left >= other.right || other.left >= box.right || box.top >= other.bottom || other.top >= box.bottom) return false;
  if (!other.round) return true;
  const { x, y, r } = other.round;
  return Math.max(box.left - x, 0, x - box.right) ** 2 + Math.max(box.top - y, 0, y - box.bottom) ** 2 < r * r;
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

