// A marker lights its card, and a card its marker. The browser's own way with "#…" will not do:
// Gradio's <base> makes such a link leave a page that was opened with a query, and a jump moves the
// answer away that is being read.
let lit = "";

function light() {
  for (const place of document.querySelectorAll(".is-lit")) {
    if (place.id !== lit) place.classList.remove("is-lit");
  }
  const place = lit && document.getElementById(lit);
  // To add a class twice would count as a change, and call this again without end.
  if (place && !place.classList.contains("is-lit")) place.classList.add("is-lit");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".conversation a[href^='#']");
  if (!link) return;
  event.preventDefault();
  lit = link.getAttribute("href").slice(1);
  light();
  const place = document.getElementById(lit);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  place.focus({ preventScroll: true });
});

// A new question comes to the top of the window, so that its answer is read from its beginning. A
// reader who clicked an offered question, which may be gone now, goes on from there.
let turnsShown = 0;

function followTurns() {
  const turns = document.querySelectorAll(".conversation .turn");
  if (turns.length === turnsShown) return;
  lit = "";
  if (turns.length > turnsShown) {
    const turn = turns[turns.length - 1];
    const toTop = turns.length > 1 || window.innerWidth < 1024;
    turn.scrollIntoView({ block: toTop ? "start" : "nearest" });
    if (!document.activeElement.closest("#asking")) {
      turn.querySelector(".question").focus({ preventScroll: true });
    }
  }
  turnsShown = turns.length;
}

// The conversation is drawn anew as an answer grows, which takes off what was lit.
new MutationObserver(() => {
  followTurns();
  light();
}).observe(document.documentElement, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["class"],
});
