// The picture: vis-network draws shapes and lines at given places, this file the names and the emphasis.
const picture = { network: null, nodes: null, edges: null, selected: null, hovered: null, boxes: [] };
const hidden = { concepts: new Set(), relations: new Set() };
const colours = {};
/** Pictures of many nodes are seen from afar: their lines need to be wider. */
const afar = page.nodes.length > 300 ? 2.5 : page.nodes.length > 60 ? 1.5 : 1;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const key of ["surface", "ink", "quiet", "line", "accent"]) colours[key] = style.getPropertyValue(`--${key}`).trim();
}

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const luminance = (colour) => {
  const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** The colour itself, or mixed with the ink when it could not be told from the background. */
function readable(colour) {
  if (!/^#[0-9a-f]{6}$/i.test(colour || "")) return colours.quiet;
  const [a, b] = [luminance(colour), luminance(colours.surface)];
  if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) >= 1.7) return colour;
  const ink = channels(colours.ink);
  return `#${channels(colour).map((c, i) => Math.round((c + ink[i]) / 2).toString(16).padStart(2, "0")).join("")}`;
}

/** Shapes that vis-network would draw around a text, drawn here without one. */
const OWN_SHAPES = {
  box: (context, x, y, r) => context.rect(x - r, y - r * 0.62, 2 * r, 1.24 * r),
  ellipse: (context, x, y, r) => context.ellipse(x, y, r * 1.15, r * 0.68, 0, 0, 2 * Math.PI),
  database: (context, x, y, r) => {
    context.ellipse(x, y - r * 0.55, r * 0.8, r * 0.35, 0, Math.PI, 2 * Math.PI);
    context.ellipse(x, y + r * 0.55, r * 0.8, r * 0.35, 0, 0, Math.PI);
    context.closePath();
  },
};

function ownShape(outline) {
  return ({ ctx, x, y, style }) => ({
    drawNode: () => {
      ctx.beginPath();
      outline(ctx, x, y, style.size);
      ctx.fillStyle = style.color;
      ctx.fill();
      ctx.lineWidth = style.borderWidth;
      ctx.strokeStyle = style.borderColor;
      ctx.stroke();
    },
    nodeDimensions: { width: 2 * style.size, height: 2 * style.size },
  });
}

function nodeLook(node) {
  const concept = conceptOf.get(node.concept);
  const fill = readable(node.colour || concept.colour);
  const shape = node.shape || concept.shape;
  const own = OWN_SHAPES[shape];
  const emphasis = { background: fill, border: colours.ink };
  return {
    id: node.key, x: node.x, y: node.y, size: node.size, borderWidth: 1.5, borderWidthSelected: 3,
    ...(own ? { shape: "custom", ctxRenderer: ownShape(own) } : { shape }), hidden: hidden.concepts.has(node.concept),
    color: { background: fill, border: colours.surface, highlight: emphasis, hover: emphasis },
  };
}

function edgeLook(edge) {
  const relation = relationOf.get(edge.concept);
  const colour = relation.colour ? readable(relation.colour) : colours.line;
  return {
    id: edge.key, from: nodeOf.get(edge.from).key, to: nodeOf.get(edge.to).key, width: relation.width * afar, dashes: relation.dashes, smooth: edge.bend,
    color: { color: colour, opacity: 0.55, highlight: colours.accent, hover: colours.accent },
    hidden: hidden.relations.has(edge.concept) || [edge.from, edge.to].some((id) => hidden.concepts.has(nodeOf.get(id).concept)),
  };
}

/** Lines between the same two nodes are bent apart; all others stay straight, which draws faster. */
function bendParallels() {
  const between = new Map();
  for (const edge of page.edges) {
    const key = JSON.stringify([edge.from, edge.to].sort());
    between.set(key, [...(between.get(key) || []), edge]);
  }
  for (const edges of between.values())
    edges.forEach((edge, place) => {
      const turn = (place - (edges.length - 1) / 2) * 0.22 * (edge.from < edge.to ? 1 : -1);
      edge.bend = edges.length === 1 || turn === 0 ? false : { enabled: true, type: turn > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(turn) };
    });
}

function drawPicture(container) {
  bendParallels();
  picture.nodes = new vis.DataSet(page.nodes.map(nodeLook));
  picture.edges = new vis.DataSet(page.edges.map(edgeLook));
  const many = page.edges.length > 1500;
  picture.network = new vis.Network(container, { nodes: picture.nodes, edges: picture.edges }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { chosen: true },
    edges: { arrows: { to: { enabled: page.edges.length <= 800, scaleFactor: 0.4 } }, selectionWidth: 1.5, hoverWidth: 0.5, smooth: false },
    interaction: { hover: true, hideEdgesOnDrag: many, hideEdgesOnZoom: many, keyboard: false, selectConnectedEdges: false, tooltipDelay: 1e9 },
  });
  picture.order = [...page.nodes].sort((a, b) => (b.id === page.focus) - (a.id === page.focus) || degree(b.id) - degree(a.id) || (a.id < b.id ? -1 : 1));
  picture.leading = new Set(picture.order.slice(0, 10).map((node) => node.id));
  picture.network.on("afterDrawing", drawOver);
  picture.network.on("hoverNode", (event) => { picture.hovered = byKey.get(event.node).id; picture.network.redraw(); });
  picture.network.on("blurNode", () => { picture.hovered = null; picture.network.redraw(); });
  fit(false);
}

/** Bring everything into view, with room for names around it. */
function fit(animated = true) {
  picture.network.fit({ maxZoomLevel: 1.8 });
  const box = picture.network.canvas.body.container.getBoundingClientRect();
  const scale = picture.network.getScale() * Math.min(0.94, Math.max(0.75, 1 - 60 / box.width));
  picture.network.moveTo({ scale: Math.min(scale, 1.6), animation: animated && !still.matches ? { duration: 250 } : false });
}

function zoom(factor) {
  picture.network.moveTo({ scale: picture.network.getScale() * factor, animation: still.matches ? false : { duration: 150 } });
}

/** What is selected and what it touches; null when nothing is. */
function touched() {
  const chosen = picture.selected;
  if (!chosen) return null;
  const edges = chosen.kind === "edge" ? [edgeOf.get(chosen.id)] : edgesAt.get(chosen.id);
  const nodes = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  if (chosen.kind === "node") nodes.add(chosen.id);
  return { edges, nodes };
}

/** After each drawing: dim what is not selected, then write the names. */
function drawOver(context) {
  const near = touched();
  const ratio = context.canvas.width / context.canvas.clientWidth;
  if (near) {
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.globalAlpha = 0.8;
    context.fillStyle = colours.surface;
    context.fillRect(0, 0, context.canvas.clientWidth, context.canvas.clientHeight);
    context.restore();
    const { body } = picture.network;
    for (const { key } of near.edges) if (body.edges[key].connected) { body.edges[key].draw(context); body.edges[key].drawArrows(context); }
    for (const id of near.nodes) if (!hidden.concepts.has(nodeOf.get(id).concept)) body.nodes[nodeOf.get(id).key].draw(context);
  }
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  writeNames(context, near);
  context.restore();
}

/** Names at constant size, the most important first, none over another and, where it can be, none over a shape. */
function writeNames(context, near) {
  const { clientWidth: width, clientHeight: height } = context.canvas;
  const scale = picture.network.getScale();
  const origin = picture.network.canvasToDOM({ x: 0, y: 0 });
  const chosen = picture.selected && picture.selected.kind === "node" ? picture.selected.id : null;
  const first = [picture.hovered, chosen].filter((id) => id !== null).map((id) => nodeOf.get(id));
  const seen = [];
  for (const node of new Set([...first, ...picture.order])) {
    if (hidden.concepts.has(node.concept) || (near && !near.nodes.has(node.id) && node.id !== picture.hovered)) continue;
    const at = picture.network.body.nodes[node.key];
    const spot = { node, leads: picture.leading.has(node.id) || node.id === picture.hovered || node.id === chosen, x: origin.x + at.x * scale, y: origin.y + at.y * scale, r: node.size * scale };
    if (spot.x > -spot.r && spot.y > -spot.r && spot.x < width + spot.r && spot.y < height + spot.r) seen.push(spot);
  }
  const taken = new Map();
  for (const { x, y, r } of seen) if (r > 1.5) claim(taken, { left: x - r * 0.8, right: x + r * 0.8, top: y - r * 0.8, bottom: y + r * 0.8 });
  const tools = document.querySelector(".zoom");
  claim(taken, { left: tools.offsetLeft - 4, right: width, top: tools.offsetTop - 4, bottom: height, name: true });
  const most = Math.max(12, (width * height) / 14000);
  picture.boxes = [];
  for (const spot of seen) {
    if (picture.boxes.length >= most) break;
    const strong = [chosen, picture.hovered, page.focus].includes(spot.node.id);
    context.font = `${strong ? "600 13px" : "12px"} ${SYSTEM_FONT}`;
    const text = shorten(spot.node, strong ? 60 : width < 500 ? 22 : 30);
    const box = room(taken, spot, context.measureText(text).width / 2 + 3, strong ? 18 : 16, width);
    if (!box) continue;
    claim(taken, { ...box, name: true });
    picture.boxes.push({ id: spot.node.id, text, ...box });
    write(context, text, Math.round((box.left + box.right) / 2), box.top + 1, strong);
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

/** The name, cut to a length, without characters that turn the direction of text around. */
function shorten(node, most) {
  node.letters ??= [...node.name.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")];
  return node.letters.length > most ? `${node.letters.slice(0, most - 1).join("").trimEnd()}…` : node.letters.join("");
}

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

/** Select a node or edge in the picture; null selects nothing. */
function mark(chosen, move) {
  picture.selected = chosen;
  picture.network.setSelection({
    nodes: chosen && chosen.kind === "node" ? [nodeOf.get(chosen.id).key] : [],
    edges: chosen && chosen.kind === "edge" ? [edgeOf.get(chosen.id).key] : [],
  }, { highlightEdges: false });
  if (chosen && chosen.kind === "node" && move) {
    const { x, y } = picture.network.body.nodes[nodeOf.get(chosen.id).key];
    const animation = still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
    picture.network.moveTo({ position: { x, y }, scale: Math.max(picture.network.getScale(), 0.8), animation });
  }
  picture.network.redraw();
}

/** Draw everything anew after the theme or the legend changed. */
function repaint() {
  readTheme();
  picture.nodes.update(page.nodes.map((node) => {
    const { x, y, ...look } = nodeLook(node); // where it was dragged to, it stays
    return look;
  }));
  picture.edges.update(page.edges.map(edgeLook));
}
