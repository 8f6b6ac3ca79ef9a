// Marks of a chart are links to the lines of the table that hold the same; this shows a line beside the
// chart instead, and in short when one points at a mark. All text comes out of the table, as text.

const card = document.getElementById("card");
const tip = document.getElementById("tip");

function make(tag, text) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  return element;
}

function lineOf(link) {
  return document.getElementById(link.getAttribute("href").slice(1));
}

// What a line of the table says, cell by cell, with its sources.
function told(line) {
  const list = make("dl");
  for (const cell of line.cells) {
    if (!cell.textContent.trim()) continue;
    const value = make("dd");
    for (const child of cell.childNodes) value.append(child.cloneNode(true));
    list.append(make("dt", cell.dataset.label), value);
  }
  return list;
}

function choose(marks, line, ...parts) {
  for (const each of document.querySelectorAll(".chosen")) each.classList.remove("chosen");
  for (const each of [...marks, line]) if (each) each.classList.add("chosen");
  card.replaceChildren(...parts);
}

function point(event, text) {
  tip.textContent = text;
  tip.hidden = !text;
  if (!text) return;
  const box = event.clientX === undefined ? event.target.getBoundingClientRect() : null;
  const x = (box ? box.x : event.clientX) + 14, y = (box ? box.bottom : event.clientY) + 14;
  tip.style.transform = `translate(${Math.max(4, Math.min(x, innerWidth - tip.offsetWidth - 8))}px, ${Math.max(4, Math.min(y, innerHeight - tip.offsetHeight - 8))}px)`;
}

for (const link of document.querySelectorAll(".picture a")) {
  const said = link.getAttribute("aria-label");
  link.addEventListener("pointermove", (event) => point(event, event.pointerType === "touch" ? "" : said));
  link.addEventListener("pointerleave", (event) => point(event, ""));
  link.addEventListener("focus", (event) => point(event, link.matches(":focus-visible") ? said : ""));
  link.addEventListener("blur", (event) => point(event, ""));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const line = lineOf(link);
    choose([...document.querySelectorAll(".picture a")].filter((each) => lineOf(each) === line), line, told(line));
    if (innerWidth < 1100) card.scrollIntoView({ block: "nearest" });
  });
}

const hiddenSources = document.querySelectorAll("td details");
addEventListener("beforeprint", () => { for (const each of hiddenSources) each.open = true; });
