// Tables sort by a click on the head of a column; a second click turns the order around. The
// conversation is drawn anew with each answer, so what was chosen is remembered and done again.
const sorting = {}; // which table → { column, down }
const GRADES = ["outstanding", "good", "requires", "adequate", "inadequate"];

function sortsAs(cell) {
  const text = cell.firstChild?.nodeType === Node.TEXT_NODE ? cell.firstChild.data.trim() : cell.textContent.trim();
  const grade = GRADES.findIndex((name) => cell.classList.contains(`is-${name}`));
  if (grade >= 0) return grade;
  const days = text.match(/\d{1,2} [A-Z][a-z]+ \d{4}(?!.*\d{4})/);
  if (days) return Date.parse(`${days[0]} UTC`);
  const figure = text.replaceAll(",", "").match(/^-?\d+(\.\d+)?/);
  if (figure && !/^\d+ (?!of \d)[a-z]/i.test(text)) return Number(figure[0]);
  const ago = text.match(/^(\d+) years?(?: and (\d+) months?)?|^(\d+) months?/);
  const lately = text.match(/^(\d+) days?$/);
  if (lately) return Number(lately[1]) / 31;
  if (ago) return 12 * Number(ago[1] ?? 0) + Number(ago[2] ?? ago[3] ?? 0);
  return text.toLowerCase();
}

function compared(a, b) {
  if (typeof a === typeof b) return typeof a === "number" ? a - b : a.localeCompare(b);
  return typeof a === "number" ? -1 : 1;
}

function nameOf(table) {
  const turns = [...document.querySelectorAll(".turn")];
  const turn = table.closest(".turn");
  return `${turns.indexOf(turn)}/${[...(turn?.querySelectorAll("table") ?? [])].indexOf(table)}`;
}

function sortTable(table, { column, down }) {
  const rows = [...table.tBodies];
  const keys = new Map(rows.map((row) => [row, sortsAs(row.rows[0].cells[column])]));
  rows.sort((a, b) => (down ? -1 : 1) * compared(keys.get(a), keys.get(b)));
  table.append(...rows);
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    if (head.hasAttribute("aria-sort")) {
      head.setAttribute("aria-sort", place !== column ? "none" : down ? "descending" : "ascending");
    }
  });
  table.dataset.sorted = "";
}

function sortBy(button) {
  const head = button.closest("th");
  const table = button.closest("table");
  const how = { column: head.cellIndex, down: head.getAttribute("aria-sort") === "ascending" };
  sorting[nameOf(table)] = how;
  sortTable(table, how);
}

function sortAgain() {
  for (const table of document.querySelectorAll(".table table:not([data-sorted])")) {
    const how = sorting[nameOf(table)];
    if (how && table.querySelector("[data-sort]")) sortTable(table, how);
    else table.dataset.sorted = "";
  }
}

// A table that is wider than its place says so, and fades where more of it follows.
function markWide() {
  for (const place of document.querySelectorAll(".table")) {
    const left = place.scrollWidth - place.clientWidth - place.scrollLeft;
    const isWider = place.scrollWidth > place.clientWidth + 2;
    if (place.classList.contains("scrolls-on") !== (isWider && left > 2)) place.classList.toggle("scrolls-on");
    if (place.classList.contains("is-wider") !== isWider) place.classList.toggle("is-wider");
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-sort]");
  if (button) sortBy(button);
});
document.addEventListener("scroll", (event) => event.target.matches?.(".table") && markWide(), true);
window.addEventListener("resize", markWide);
