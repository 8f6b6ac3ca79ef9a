// Sorts and filters the rows that the page brings along. All of them stand in the page; nothing is fetched.
const language = document.documentElement.lang;
const body = document.querySelector("#rows tbody");
const heads = [...document.querySelectorAll("#rows th")];
const rows = [...body.rows];
let order = rows;
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);

const key = (row, place, kind) => {
  const cell = row.cells[place];
  const given = cell.dataset.key;
  if (kind === "date") return given ?? null;
  if (kind !== "text") return given === undefined ? null : Number(given);
  return cell.textContent.trim() || null;
};

const compare = {
  number: (a, b) => a - b,
  sources: (a, b) => a - b,
  told: (a, b) => a - b,
  date: (a, b) => (a < b ? -1 : a > b ? 1 : 0), // ISO dates, and parts of them, sort as text
  text: collator.compare,
};

// What is empty stands last, whichever way the others stand.
const sort = (place) => {
  const head = heads[place];
  const kind = head.dataset.kind;
  const down = head.getAttribute("aria-sort") === "ascending";
  const sign = down ? -1 : 1;
  const keyed = rows.map((row) => [key(row, place, kind), row]);
  keyed.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : sign * compare[kind](a, b)));
  order = keyed.map(([, row]) => row);
  body.append(...order);
  for (const other of heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  screenfuls = 1;
  draw();
};
heads.forEach((head, place) => head.querySelector("button").addEventListener("click", () => sort(place)));

// A browser takes seconds to lay out thousands of rows, so those further down wait until somebody scrolls there.
const AT_ONCE = Number(body.dataset.atOnce);
let screenfuls = 1;
const draw = () => {
  let left = screenfuls * AT_ONCE;
  for (const row of order) row.classList.toggle("later", !row.hidden && left-- <= 0);
};
const onScroll = ([end]) => {
  if (!end.isIntersecting || !body.querySelector(".later:not([hidden])")) return;
  screenfuls += 1;
  draw();
};
new IntersectionObserver(onScroll, { rootMargin: "1200px" }).observe(document.getElementById("none"));

// Rows that wait are neither found by the browser's own search nor copied: who asks for that gets them all.
const drawAll = () => {
  screenfuls = Infinity;
  draw();
};
addEventListener("keydown", (event) => {
  if (event.key === "F3" || ((event.ctrlKey || event.metaKey) && ["f", "g"].includes(event.key.toLowerCase()))) drawAll();
});
addEventListener("copy", () => {
  const waiting = body.querySelector(".later:not([hidden])");
  if (waiting && getSelection().containsNode(waiting, true)) drawAll();
});

const input = document.getElementById("filter");
const count = document.getElementById("count");
const everything = count.textContent;
let texts = null;
const filter = () => {
  // A date and a number are also found as they are written elsewhere: 2024-09-03, 88.73.
  const keys = (row) => [...row.querySelectorAll(".number, .date")].map((cell) => cell.dataset.key).join(" ");
  texts ??= new Map(rows.map((row) => [row, folded(`${row.textContent} ${keys(row)}`)]));
  const words = folded(input.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const fits = words.every((word) => texts.get(row).includes(word));
    if (row.hidden === fits) row.hidden = !fits;
    shown += fits;
  }
  count.textContent = words.length ? count.dataset.some.replace("{shown}", shown.toLocaleString(language)) : everything;
  document.getElementById("none").textContent = shown ? "" : document.getElementById("none").dataset.none;
  screenfuls = 1;
  draw();
};
input.addEventListener("input", filter);

// Paper has no summary to open.
const details = document.getElementsByTagName("details");
addEventListener("beforeprint", () => { for (const each of details) each.open = true; });
