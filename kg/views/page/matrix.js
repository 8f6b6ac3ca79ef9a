// Shows what is behind the cell that was chosen. Without scripts, all of it stands below the matrix.
const behind = document.getElementById("behind");
const buttons = [...document.querySelectorAll(".case")];
if (behind) behind.className = "one";
const choose = (button) => {
  for (const other of buttons) other.toggleAttribute("aria-current", other === button);
  for (const part of behind.children) part.classList.toggle("chosen", part.id === button.getAttribute("aria-controls"));
  behind.classList.add("some");
};
for (const button of buttons) {
  button.addEventListener("focus", () => choose(button));
  button.addEventListener("click", () => choose(button));
}

// Arrows lead to the next cell that counts something.
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const next = (button, [x, y]) => {
  let cell = button.parentElement;
  do {
    const row = cell.parentElement.parentElement.rows[cell.parentElement.sectionRowIndex + y];
    cell = row?.cells[cell.cellIndex + x];
  } while (cell && !cell.querySelector(".case"));
  return cell?.querySelector(".case");
};
document.querySelector("table")?.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const found = step && event.target.matches(".case") && next(event.target, step);
  if (!found) return;
  event.preventDefault();
  found.focus();
});

const details = document.getElementsByTagName("details");
addEventListener("beforeprint", () => { for (const each of details) each.open = true; });
