// Search: names, other spellings, without accents.

function found(query) {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  const rank = (node) => {
    node.folded ??= [node.name, ...node.also].map(fold);
    const best = (text) => (text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : text.includes(wanted) ? 2 : 3);
    return Math.min(...node.folded.map(best));
  };
  return page.nodes.map((node) => [rank(node), -degree(node.id), node]).filter((hit) => hit[0] < 3)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2].name < b[2].name ? -1 : 1)).slice(0, 8).map((hit) => hit[2]);
}

/** What a search says that finds nothing: of a part of a graph, also where the rest is. */
function nothingFound() {
  const nodes = page.nodes.filter((node) => !node.grouping).length;
  return nodes < page.total ? say("no_match_of_part", { nodes, total: page.total }) : texts.no_match;
}

/** Let a text field suggest nodes; `chosen` gets the one that was picked. `prefix` makes the ids of options. */
function suggest(input, list, prefix, chosen) {
  let hits = [];
  let active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (node) => { close(); chosen(node); };
  const point = (place) => {
    active = place;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === place)));
    if (place >= 0) input.setAttribute("aria-activedescendant", `${prefix}-${place}`);
  };
  const option = (node, place) => {
    const item = make("li", { role: "option", id: `${prefix}-${place}`, "aria-selected": "false" }, swatch(node.concept), name(node.name), make("span", { class: "quiet" }, conceptLabel(conceptOf.get(node.concept))));
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(node));
    return item;
  };
  input.addEventListener("input", () => {
    hits = found(input.value);
    active = -1;
    const asked = input.value.trim() !== "";
    list.replaceChildren(...(hits.length ? hits.map(option) : [make("li", { class: "none" }, nothingFound())]));
    list.hidden = !asked;
    input.setAttribute("aria-expanded", String(asked && hits.length > 0));
    status.textContent = asked ? (hits.length ? say("matches", { count: hits.length }) : nothingFound()) : "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); event.stopPropagation(); }
    if (!hits.length || list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); point((active + 1) % hits.length); }
    if (event.key === "ArrowUp") { event.preventDefault(); point((active + hits.length - (active < 0 ? 0 : 1)) % hits.length); }
    if (event.key === "Enter") { event.preventDefault(); choose(hits[Math.max(active, 0)]); }
  });
  input.addEventListener("blur", close);
}

