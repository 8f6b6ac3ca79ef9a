// To take along: the picture as PNG or SVG, the page on paper.
/** XML holds no control characters and no lone surrogates. */
const printable = (text) => text.toWellFormed ? text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd") : text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/g, "\ufffd");

const caption = () => [document.querySelector("h1").textContent, document.querySelector(".shown").textContent, byId("tally").textContent, byId("time-said").textContent].map((text) => text.trim()).filter(Boolean);
const CAPTION = 46;

/** What the picture shows now, as SVG: lines, shapes and the names where they stand. */
function asSvg() {
  const { clientWidth: width, clientHeight: height } = picture.network.canvas.frame.canvas;
  const near = touched();
  const at = (id) => picture.network.canvasToDOM(picture.network.body.nodes[nodeOf.get(id).key]);
  const apart = (a, b) => Math.max(a.x, b.x) < -40 || Math.min(a.x, b.x) > width + 40 || Math.max(a.y, b.y) < -40 || Math.min(a.y, b.y) > height + 40;
  const lines = (edges) => edges.filter((edge) => edgeShown(edge) && !apart(at(edge.from), at(edge.to))).flatMap((edge) => line(edge, at(edge.from), at(edge.to)));
  const shapes = (nodes) => nodes.filter((node) => nodeShown(node) && !apart(at(node.id), at(node.id))).map((node) => shapeAt(node, at(node.id)));
  const [title, ...more] = caption();
  const root = svg("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height + CAPTION}`, width, height: height + CAPTION, "font-family": "system-ui, sans-serif" },
    svg("title", {}, printable(title)), svg("desc", {}, printable(more.join(" · "))),
    svg("rect", { width, height: height + CAPTION, fill: colours.surface }),
    ...lines(page.edges), ...shapes(page.nodes));
  if (near)
    root.append(svg("rect", { width, height, fill: colours.surface, opacity: 0.8 }), ...lines(near.edges), ...shapes([...near.nodes].map((id) => nodeOf.get(id))));
  root.append(...picture.boxes.map(words),
    svg("rect", { y: height, width, height: CAPTION, fill: colours.surface }),
    svg("text", { x: 12, y: height + 18, "font-size": 14, "font-weight": 600, fill: colours.ink }, printable(title)),
    svg("text", { x: 12, y: height + 36, "font-size": 11, fill: colours.quiet }, printable(more.join(" · "))));
  return new XMLSerializer().serializeToString(root);
}

/** An edge: its line, and the head of its arrow where the picture has arrows. */
function line(edge, a, b) {
  const relation = relationOf.get(edge.concept);
  const colour = relation.colour ? readable(relation.colour) : colours.line;
  const scale = picture.network.getScale();
  const turn = edge.bend ? edge.bend.roundness * (edge.bend.type === "curvedCW" ? 1 : -1) : 0;
  const middle = { x: (a.x + b.x) / 2 + (b.y - a.y) * turn, y: (a.y + b.y) / 2 - (b.x - a.x) * turn };
  const [from, by, to] = [a, middle, b].map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`);
  const border = nodeOf.get(edge.to).size * scale;
  const loop = edge.from === edge.to;
  const path = svg("path", {
    d: loop ? circle({ x: a.x + 0.75 * border, y: a.y - 0.75 * border }, 20 * scale) : edge.bend ? `M${from} Q${by} ${to}` : `M${from} L${to}`,
    fill: "none", stroke: colour, "stroke-opacity": 0.55,
    "stroke-width": Math.max(0.4, relation.width * afar * scale).toFixed(2),
    ...(relation.dashes ? { "stroke-dasharray": "4 3" } : {}),
  });
  return arrows && !loop ? [path, head(edge.bend ? middle : a, b, border, (6 + 3 * relation.width * afar) * scale, colour)] : [path];
}

const circle = ({ x, y }, r) => `M${(x - r).toFixed(1)},${y.toFixed(1)} a${r},${r} 0 1 0 ${2 * r},0 a${r},${r} 0 1 0 ${-2 * r},0`;

/** The head of an arrow that comes from one point and ends where the shape around another begins. */
function head(from, to, border, long, colour) {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [(to.x - from.x) / far, (to.y - from.y) / far];
  const corner = (back, aside) => `${(to.x - x * (border + back) - y * aside).toFixed(1)},${(to.y - y * (border + back) + x * aside).toFixed(1)}`;
  return svg("polygon", { points: [corner(0, 0), corner(long, 0.3 * long), corner(0.9 * long, 0), corner(long, -0.3 * long)].join(" "), fill: colour, "fill-opacity": 0.55 });
}

function shapeAt(node, { x, y }) {
  const concept = conceptOf.get(node.concept);
  const shape = outline(node.shape || concept.shape);
  const size = (node.size * picture.network.getScale()) / 8;
  shape.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size.toFixed(3)}) translate(-8 -8)`);
  shape.setAttribute("fill", readable(node.colour || concept.colour));
  return shape;
}

function words(box) {
  const place = { x: ((box.left + box.right) / 2).toFixed(1), y: box.top + 12, "text-anchor": "middle" };
  const look = { "font-size": box.verb ? 11 : 12, fill: colours.ink, stroke: colours.surface, "stroke-width": 3, "paint-order": "stroke" };
  return svg("text", { ...place, ...look, ...(box.verb ? { "font-style": "italic" } : {}) }, printable(box.text));
}

/** What the picture shows now, as PNG, in the resolution of the screen. */
function asPng(done) {
  const canvas = picture.network.canvas.frame.canvas;
  const ratio = canvas.width / canvas.clientWidth;
  const sheet = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height + CAPTION * ratio });
  const context = sheet.getContext("2d");
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(canvas, 0, 0);
  context.setTransform(ratio, 0, 0, ratio, 0, canvas.height);
  const [title, ...more] = caption();
  context.fillStyle = colours.ink;
  context.font = `600 14px ${SYSTEM_FONT}`;
  context.fillText(title, 12, 18, canvas.clientWidth - 24);
  context.fillStyle = colours.quiet;
  context.font = `11px ${SYSTEM_FONT}`;
  context.fillText(more.join(" · "), 12, 36, canvas.clientWidth - 24);
  sheet.toBlob(done, "image/png");
}

function download(blob, ending) {
  const stem = fold(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network";
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: `${stem}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  status.textContent = say("saved", { what: `${stem}.${ending}` });
}

function wireSave() {
  byId("save-svg").addEventListener("click", () => download(new Blob([asSvg()], { type: "image/svg+xml" }), "svg"));
  byId("save-png").addEventListener("click", () => asPng((blob) => download(blob, "png")));
  byId("print").addEventListener("click", () => window.print());
  let before = null;
  window.addEventListener("beforeprint", () => {
    const folded = [...card.querySelectorAll("details:not([open])")];
    before = { theme: document.documentElement.dataset.theme, folded };
    for (const details of folded) details.open = true;
    document.documentElement.dataset.theme = "light";
    repaint();
    picture.network.redraw();
  });
  window.addEventListener("afterprint", () => {
    for (const details of before.folded) details.open = false;
    if (before.theme) document.documentElement.dataset.theme = before.theme;
    else delete document.documentElement.dataset.theme;
    repaint();
  });
}
