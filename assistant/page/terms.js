// A word of the trade is explained where it stands, to whoever points at it, touches it or comes to
// it with the keyboard. The meanings are asked for once, when the first is wanted.
let meanings = null;

async function explain(word) {
  meanings ??= fetch("/terms").then((reply) => reply.json());
  const told = (await meanings)[word.dataset.term];
  if (!told || !word.isConnected) return;
  let box = document.getElementById("term");
  if (!box) {
    box = document.createElement("div");
    box.id = "term";
    box.setAttribute("role", "tooltip");
    document.body.append(box);
  }
  box.textContent = told;
  box.hidden = false;
  word.setAttribute("aria-describedby", "term");
  const place = word.getBoundingClientRect();
  const left = Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 16);
  const above = place.bottom + box.offsetHeight + 12 > window.innerHeight;
  box.style.left = `${Math.max(8, left) + window.scrollX}px`;
  box.style.top = `${window.scrollY + (above ? place.top - box.offsetHeight - 6 : place.bottom + 6)}px`;
}

function unexplain() {
  const box = document.getElementById("term");
  if (box) box.hidden = true;
}

for (const kind of ["mouseover", "focusin", "click"]) {
  document.addEventListener(kind, (event) => {
    const word = event.target.closest?.(".term");
    if (word) explain(word);
    else unexplain();
  });
}
document.addEventListener("keydown", (event) => event.key === "Escape" && unexplain());
