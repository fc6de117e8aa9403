// Conversations are kept in this browser only, each under its own key, so that two windows never
// write over each other. Which one a window goes on with is remembered for that window alone.
const TALK = "inspection-assistant-talk-";
const MOST_TALKS = 60;
let hasRestored = false; // the conversation that was kept has been read
let waiting = null; // what a quick reader asked before it stood on the page
let isThere = false;
const seen = {}; // key → when this window last read or wrote that conversation

function readTalk(key) {
  try {
    const found = JSON.parse(localStorage.getItem(TALK + key));
    if (found) seen[key] = found.updated;
    return found;
  } catch {
    return null;
  }
}

function allTalks() {
  const keys = Object.keys(localStorage).filter((name) => name.startsWith(TALK));
  const found = keys.map((name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  });
  return found.filter((talk) => talk?.turns?.length).sort((a, b) => b.updated - a.updated);
}

const openKey = () => sessionStorage.getItem(TALK + "open");

// A conversation that another window has carried on elsewhere goes on here under a key of its own.
function ownKey(talk) {
  const key = sessionStorage.getItem(TALK + "instead-of-" + talk.key) ?? talk.key;
  const stored = JSON.parse(localStorage.getItem(TALK + key) ?? "null");
  const isOthers = stored && stored.updated !== seen[key];
  const begins = (longer, shorter) =>
    shorter.turns.every((turn, place) => longer.turns[place]?.question === turn.question);
  if (!isOthers || begins(talk, stored)) return key;
  const other = [...crypto.getRandomValues(new Uint8Array(16))];
  const fresh = other.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem(TALK + "instead-of-" + talk.key, fresh);
  return fresh;
}

function writeTalk(talk) {
  try {
    localStorage.setItem(TALK + talk.key, JSON.stringify(talk));
    seen[talk.key] = talk.updated;
    tellStorage(false);
  } catch {
    tellStorage(true);
  }
}

function tellStorage(isFull) {
  const told = document.getElementById("storage-note");
  if (!told) return;
  told.textContent = isFull ? told.dataset.full : "";
}

const page = {
  // What an event is given: the words of a button, or the whole conversation that it stands for.
  given: (button) => (button.dataset.kept ? takeUp(button.dataset.kept) : (button.dataset.value ?? "")),
  async chosen(field) {
    if (field.type !== "file") return field.value;
    try {
      return JSON.parse(await field.files[0].text());
    } catch {
      return {};
    } finally {
      field.value = "";
    }
  },
  keptTalk(otherwise) {
    hasRestored = true;
    return readTalk(openKey() ?? otherwise?.key) ?? otherwise;
  },
  keepTalk(talk) {
    if (!hasRestored) return; // it is what another window wrote last
    if (!talk?.turns?.length) {
      sessionStorage.removeItem(TALK + "open");
    } else {
      const key = ownKey(talk);
      const stored = JSON.parse(localStorage.getItem(TALK + key) ?? "null");
      writeTalk({ ...talk, key, name: stored?.name || talk.name, updated: Date.now() });
      sessionStorage.setItem(TALK + "open", key);
      for (const old of allTalks().slice(MOST_TALKS)) localStorage.removeItem(TALK + old.key);
    }
    listTalks();
  },
  restored() {
    setTimeout(() => {
      isThere = true;
      if (waiting) askWhenThere(waiting);
      waiting = null;
    }, 50);
  },
  // What is asked just now is no part of the conversation yet.
  begun: (talk) => (document.querySelector(".turn") ? { begun: true } : talk),
  looksAtLibrary: () => !document.hidden && Boolean(document.querySelector(".library")?.offsetParent),
};

function takeUp(key) {
  const talk = readTalk(key);
  if (talk) sessionStorage.setItem(TALK + "open", key);
  return talk ?? {};
}

// A question asked before the page is as it was left would be drawn over: it is put when it is.
function askWhenThere(question) {
  if (!isThere) {
    waiting = question;
    return;
  }
  const box = document.querySelector("#asking textarea");
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => document.querySelector("#asking-row button.primary").click(), 50);
}

function holdBack(event, question) {
  if (isThere || !question?.trim()) return;
  event.preventDefault();
  event.stopPropagation();
  waiting = question;
}

document.addEventListener(
  "click",
  (event) => {
    const offer = event.target.closest(".offer[data-event=submit]");
    const asks = event.target.closest("#asking-row button.primary");
    if (offer) holdBack(event, offer.dataset.value);
    else if (asks) holdBack(event, document.querySelector("#asking textarea").value);
  },
  true,
);
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target.matches("#asking textarea"))
      holdBack(event, event.target.value);
  },
  true,
);

const titleOf = (talk) => talk.name || talk.title || talk.turns[0].question;
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function listTalks() {
  const shelf = document.querySelector(".kept-talks");
  if (!shelf) return;
  const wanted = shelf.querySelector("[data-find-talk]").value.trim().toLowerCase();
  const words = (talk) => [titleOf(talk), ...talk.turns.map((turn) => turn.question)].join(" ").toLowerCase();
  const talks = allTalks();
  shelf.querySelector(".talks").replaceChildren(
    ...(deleted ? [undoRow(shelf, deleted)] : []),
    ...talks.filter((talk) => words(talk).includes(wanted)).map((talk) => talkRow(shelf, talk)),
  );
  shelf.querySelector(".no-talks").hidden = talks.length > 0;
}

function talkRow(shelf, talk) {
  const row = shelf.querySelector("template").content.cloneNode(true).firstElementChild;
  const title = titleOf(talk);
  row.dataset.key = talk.key;
  row.querySelector(".offer").textContent = title;
  row.querySelector(".offer").dataset.kept = talk.key;
  const began = new Date(talk.began).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  const facts = filled(shelf.dataset.talkFacts, { began, count: talk.turns.length });
  row.querySelector(".fact").textContent =
    talk.key === openKey() ? `${facts} · ${shelf.dataset.openNow}` : facts;
  for (const button of row.querySelectorAll("[data-talk]")) {
    button.setAttribute("aria-label", filled(shelf.dataset[`${button.dataset.talk}Label`], { title }));
  }
  return row;
}

function renameTalk(shelf, talk) {
  const name = prompt(shelf.dataset.renameAsk, titleOf(talk))?.trim();
  if (!name) return;
  writeTalk({ ...talk, name: name.slice(0, 120) });
  listTalks();
}

// A deleted conversation can be had back until another one is deleted, or the page is left.
let deleted = null;

function deleteTalk(talk) {
  localStorage.removeItem(TALK + talk.key);
  deleted = talk;
  if (talk.key === openKey()) document.getElementById("clear").click();
  listTalks();
  document.querySelector(".undo")?.focus();
}

function undoRow(shelf, talk) {
  const row = document.createElement("li");
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.textContent = `${filled(shelf.dataset.deleted, { title: titleOf(talk) })} `;
  const undo = document.createElement("button");
  undo.className = "plain undo";
  undo.type = "button";
  undo.textContent = shelf.dataset.undo;
  undo.addEventListener("click", () => {
    writeTalk(talk);
    deleted = null;
    listTalks();
  });
  told.append(undo);
  row.append(told);
  return row;
}

function saveTalk() {
  const talk = readTalk(openKey());
  if (!talk) return;
  const { key, ...record } = talk;
  save(new Blob([JSON.stringify({ ...record, key }, null, 1)], { type: "application/json" }), `${titleOf(talk)}.json`);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-talk]");
  if (!button) return;
  const shelf = button.closest(".kept-talks");
  const row = button.closest("li");
  const talk = readTalk(row.dataset.key);
  if (!talk) return;
  if (button.dataset.talk === "rename") renameTalk(shelf, talk);
  else deleteTalk(talk);
});

document.addEventListener("input", (event) => event.target.matches("[data-find-talk]") && listTalks());
// Another window has carried on, or this list has come into sight.
window.addEventListener("storage", listTalks);
document.addEventListener("click", (event) => event.target.closest("button[role=tab]") && setTimeout(listTalks, 50));
