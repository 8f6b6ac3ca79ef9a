// The picture: vis-network draws shapes and lines at given places, this file the names and the emphasis.
const picture = { network: null, nodes: null, edges: null, selected: null, hovered: null, scene: null, boxes: [] };
const colours = {};
/** Pictures of many nodes are seen from afar: their lines need to be wider. */
const afar = page.nodes.length > 300 ? 2.5 : page.nodes.length > 60 ? 1.5 : 1;
/** On a narrow screen shapes of many nodes would be but specks. */
if (page.nodes.length > 300 && innerWidth < 800) for (const node of page.nodes) if (!node.grouping) node.size *= 2;
/** Arrows of more lines would hide the rest. */
const arrows = page.edges.length <= 800;
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
    ...(own ? { shape: "custom", ctxRenderer: ownShape(own) } : { shape }), hidden: (node.off = !nodeShown(node)),
    color: { background: fill, border: colours.surface, highlight: emphasis, hover: emphasis },
  };
}

function edgeLook(edge) {
  const relation = relationOf.get(edge.concept);
  const colour = relation.colour ? readable(relation.colour) : colours.line;
  return {
    id: edge.key, from: nodeOf.get(edge.from).key, to: nodeOf.get(edge.to).key, width: relation.width * afar, dashes: relation.dashes, smooth: edge.bend,
    color: { color: colour, opacity: 0.55, highlight: colours.accent, hover: colours.accent },
    hidden: (edge.off = !edgeShown(edge)),
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
    edges: { arrows: { to: { enabled: arrows, scaleFactor: 0.4 } }, selectionWidth: 1.5, hoverWidth: 0.5, smooth: false },
    interaction: { hover: true, hideEdgesOnDrag: many, hideEdgesOnZoom: many, keyboard: false, selectConnectedEdges: false, tooltipDelay: 1e9 },
  });
  // It takes no keys: what can be done in it, the search box, the list and the buttons do as well.
  container.firstElementChild.tabIndex = -1;
  picture.order = [...page.nodes].sort((a, b) => (b.id === page.focus) - (a.id === page.focus) || degree(b.id) - degree(a.id) || (a.id < b.id ? -1 : 1));
  picture.leading = new Set(picture.order.slice(0, 10).map((node) => node.id));
  picture.network.on("afterDrawing", drawOver);
  picture.network.on("hoverNode", (event) => { picture.hovered = byKey.get(event.node).id; picture.network.redraw(); });
  picture.network.on("blurNode", () => { picture.hovered = null; picture.network.redraw(); });
  fit(false);
}

/** Bring everything into view, with room for names around it. */
function fit(animated = true) {
  picture.network.fit({ nodes: page.nodes.filter(nodeShown).map((node) => node.key), maxZoomLevel: 1.8 });
  const box = picture.network.canvas.body.container.getBoundingClientRect();
  const scale = picture.network.getScale() * Math.min(0.94, Math.max(0.75, 1 - 60 / box.width));
  picture.network.moveTo({ scale: Math.min(scale * (picture.scene ? 0.88 : 1), 1.6), offset: { x: 0, y: picture.scene ? 18 : 0 }, animation: animated && !still.matches ? { duration: 250 } : false });
}

/** Bring some nodes into view. */
function bringIntoView(ids) {
  picture.network.fit({ nodes: ids.map((id) => nodeOf.get(id).key), maxZoomLevel: 1.2 });
  picture.network.moveTo({ scale: picture.network.getScale() * 0.8, animation: false });
}

function zoom(factor) {
  picture.network.moveTo({ scale: picture.network.getScale() * factor, animation: still.matches ? false : { duration: 150 } });
}

/** What is selected and what it touches; null when nothing is. A path touches what lies on it. */
function touched() {
  const chosen = picture.selected;
  if (!chosen) return null;
  if (chosen.kind === "path") return { edges: chosen.edges, nodes: new Set(chosen.nodes) };
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
    for (const id of near.nodes) if (nodeShown(nodeOf.get(id))) body.nodes[nodeOf.get(id).key].draw(context);
  }
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  writeNames(context, near);
  context.restore();
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
    const { x, y, ...look } = nodeLook(node); // where it was dragged to or lies in a scene, it stays
    return look;
  }));
  picture.edges.update(page.edges.map(edgeLook));
}
