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

function goTo(link) {
  lit = link.getAttribute("href").slice(1);
  light();
  const place = document.getElementById(lit);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  place.focus({ preventScroll: true });
}

// The page of a report, over everything else: Escape closes it, and the focus goes back.
let zoom = 0;
const ZOOMS = [1, 1.5, 2.25, 3];

function viewer() {
  let dialog = document.getElementById("viewer");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = "viewer";
    dialog.setAttribute("aria-labelledby", "place-title");
    dialog.innerHTML = '<form method="dialog"><button class="close" aria-label="Close the page">Close</button></form><div class="view"></div>';
    document.body.append(dialog);
    // A click beside the dialog closes it.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
  return dialog;
}

async function showPlace(address) {
  const dialog = viewer();
  const view = dialog.querySelector(".view");
  view.setAttribute("aria-busy", "true");
  if (!dialog.open) dialog.showModal();
  const reply = await fetch(address).catch(() => null);
  if (reply?.ok) view.innerHTML = await reply.text();
  else view.textContent = reply ? await reply.text() : "The page cannot be reached. Is the assistant still running?";
  enlarge(0);
  const mark = view.querySelector(".mark, mark");
  const pictures = [...view.querySelectorAll("img")];
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => null)));
  view.setAttribute("aria-busy", "false");
  (mark ?? view).scrollIntoView({ block: mark ? "center" : "start" });
  view.querySelector("#place-title")?.focus({ preventScroll: true });
}

function enlarge(by) {
  zoom = Math.min(ZOOMS.length - 1, Math.max(0, zoom + by));
  const sheets = document.querySelector("#viewer .sheets");
  sheets?.style.setProperty("--zoom", ZOOMS[zoom]);
  sheets?.classList.toggle("is-enlarged", zoom > 0);
  // What is looked at stays in sight.
  if (by) sheets?.querySelector(".mark, mark")?.scrollIntoView({ block: "center", inline: "center" });
}

// What is taken away is made of the records that stand with the turns.
function records(button) {
  const isOfAll = button.dataset.take.startsWith("all-");
  const turns = isOfAll ? document.querySelectorAll(".turn[data-record]") : [button.closest(".turn")];
  return [...turns].map((each) => JSON.parse(each.dataset.record));
}

function send(address, body) {
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function take(button) {
  if (button.dataset.take === "all-file") return saveTalk();
  const form = button.dataset.take.replace("all-", "");
  const reply = await send("/take-away", { form, turns: records(button) });
  if (!reply.ok) return say(button, "That did not work");
  if (form === "copy") return copy(button, await reply.text());
  const name = reply.headers.get("content-disposition")?.match(/filename="([^"]+)"/)?.[1];
  save(await reply.blob(), name ?? "answer");
}

function save(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers give the clipboard only to pages of this machine or with https.
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  say(button, "Copied");
}

function say(button, news) {
  const before = button.textContent;
  button.textContent = news;
  button.setAttribute("role", "status");
  setTimeout(() => {
    button.textContent = before;
    button.removeAttribute("role");
  }, 2000);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(":is(.conversation, .of-council) a[href^='#']");
  if (link) {
    event.preventDefault();
    goTo(link);
  }
  const button = event.target.closest("[data-place], [data-zoom], [data-take], [data-copy]");
  if (!button || button.disabled) return;
  const { place, zoom: step, take: form, copy: text } = button.dataset;
  if (place) showPlace(place);
  else if (step) enlarge(Number(step));
  else if (form) take(button);
  else copy(button, text);
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".wrong form");
  if (!form) return;
  event.preventDefault();
  const reply = await send("/wrong-evidence", {
    report: form.dataset.report,
    page: Number(form.dataset.page),
    quote: form.closest(".card").querySelector("blockquote").textContent,
    question: form.closest(".turn").dataset.question,
    reason: form.querySelector("textarea").value,
  }).catch(() => null);
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.textContent = reply ? await reply.text() : "It could not be sent. Is the assistant still running?";
  form.replaceWith(told);
});

// A new question comes to the top of the window, so that its answer is read from its beginning. A
// reader who clicked an offered question, which may be gone now, goes on from there.
let turnsShown = 0;
let wasBusy = false;

function followTurns() {
  const turns = document.querySelectorAll(".conversation .turn");
  const turn = turns[turns.length - 1];
  const isBusy = turn?.getAttribute("aria-busy") === "true";
  const isNew = turns.length > turnsShown || (isBusy && !wasBusy);
  const hasChanged = turns.length !== turnsShown || isBusy !== wasBusy;
  turnsShown = turns.length;
  wasBusy = isBusy;
  if (!hasChanged || document.body.classList.contains("of-council")) return;
  if (isNew || !turns.length) lit = "";
  if (!isNew) return;
  const toTop = turns.length > 1 || window.innerWidth < 1024;
  turn.scrollIntoView({ block: toTop ? "start" : "nearest" });
  if (!document.activeElement.closest("#asking")) turn.querySelector(".question").focus({ preventScroll: true });
}

// Somebody may have been sent a question, or come from the page of a council with one.
function askFromAddress() {
  const asked = new URLSearchParams(location.search).get("ask");
  const box = document.querySelector("#asking textarea");
  if (!box) return;
  if (!asked) {
    if (window.innerWidth >= 1024 && document.activeElement === document.body) box.focus();
    return true;
  }
  const rest = new URLSearchParams(location.search);
  rest.delete("ask");
  history.replaceState(null, "", `${location.pathname}${rest.size ? `?${rest}` : ""}`);
  askWhenThere(asked);
  return true;
}

let hasAsked = false;

// The hint in the box follows what the conversation is about.
function followScope() {
  const box = document.querySelector("#asking textarea");
  const hint = document.querySelector(".scope")?.dataset.hint;
  if (box && hint && box.placeholder !== hint) box.placeholder = hint;
}

// The conversation is drawn anew as an answer grows, which takes off what was lit.
new MutationObserver(() => {
  followTurns();
  light();
  followScope();
  sortAgain();
  markWide();
  arrangeAgain();
  if (!hasAsked && document.querySelector(".opening, .turn")) hasAsked = Boolean(askFromAddress());
}).observe(document.documentElement, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["class"],
});
