// The list of councils, filtered and sorted where it stands. The list is drawn anew after each
// change of the library; what was chosen holds on.
const chosen = { name: "", region: "", kind: "", grade: "", year: "", order: "by-name" };
const BEST_FIRST = ["Outstanding", "Good", "Requires improvement", "Adequate", "Inadequate", "Not judged", ""];
const ORDERS = {
  "by-name": (a, b) => a.name.localeCompare(b.name),
  "by-newest": (a, b) => b.newest.localeCompare(a.newest),
  "by-oldest": (a, b) => a.newest.localeCompare(b.newest),
  "by-grade": (a, b) => BEST_FIRST.indexOf(a.grade) - BEST_FIRST.indexOf(b.grade) || a.name.localeCompare(b.name),
};

// Names that begin with what is typed come before those that hold it elsewhere.
const isShown = ({ name, region, kind, grade, year }) =>
  name.includes(chosen.name) &&
  (!chosen.region || region === chosen.region) &&
  (!chosen.kind || kind.split("|").includes(chosen.kind)) &&
  (!chosen.grade || grade === chosen.grade) &&
  (!chosen.year || year.split(" ").includes(chosen.year));

function arrange() {
  const list = document.querySelector(".library .councils");
  if (!list) return;
  const councils = [...list.querySelectorAll(".council-reports")];
  const begins = ({ dataset }) => Number(Boolean(chosen.name) && !dataset.name.startsWith(chosen.name));
  const order = ORDERS[chosen.order] ?? ORDERS["by-name"];
  councils.sort((a, b) => begins(a) - begins(b) || order(a.dataset, b.dataset));
  let shown = 0;
  for (const council of councils) {
    council.hidden = !isShown(council.dataset);
    shown += Number(!council.hidden);
  }
  list.append(...councils);
  const told = document.querySelector(".library .found");
  const all = shown === councils.length;
  told.textContent = all ? told.dataset.all : filled(told.dataset.some, { shown, total: councils.length });
}

function arrangeAgain() {
  const library = document.querySelector(".library:not([data-arranged])");
  if (!library) return;
  library.dataset.arranged = "";
  for (const field of library.querySelectorAll("[data-filter]")) field.value = chosen[field.dataset.filter];
  arrange();
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const name = event.target.dataset?.filter;
    if (!name) return;
    chosen[name] = name === "name" ? event.target.value.trim().toLowerCase() : event.target.value;
    arrange();
  });
}
document.addEventListener("submit", (event) => event.target.matches(".filters") && event.preventDefault());
// What is asked on the page of a council is about that council.
document.addEventListener("submit", ({ target }) => {
  const council = target.dataset.council;
  const box = target.elements.ask;
  if (council && !box.value.toLowerCase().includes(council.toLowerCase())) box.value = `${council}: ${box.value}`;
});

// In the lists that limit a conversation, what begins with the letters typed comes first, and Enter takes it.
function beginning(box) {
  const typed = box.value.trim().toLowerCase();
  const options = [...document.querySelectorAll("ul[role=listbox] li[role=option], ul.options li")];
  const begins = (option) => option.textContent.replace("✓", "").trim().toLowerCase().startsWith(typed);
  for (const option of options) option.style.order = typed && !begins(option) ? 1 : 0;
  return typed ? options.find(begins) : null;
}

document.addEventListener("input", ({ target }) => target.closest("#limit") && setTimeout(() => beginning(target), 30));
document.addEventListener(
  "keydown",
  (event) => {
    const found = event.key === "Enter" && event.target.closest("#limit") && beginning(event.target);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    found.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
  },
  true,
);
