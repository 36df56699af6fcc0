/* Comfort on an article's page: all of it can be read and done without. */

import { selectedSpan } from "./offsets.js";

const text = document.getElementById("text");
const margin = document.getElementById("margin");
const told = document.getElementById("told");
const tools = document.getElementById("tools");
const selectedTools = document.getElementById("selected");
const keys = document.getElementById("keys");
const outletVoice = document.getElementById("outlet-voice");

/* All elements of a statement, and the statements in the order in which they begin in the text. */
const elements = new Map();
const order = [];
for (const element of document.querySelectorAll("#text [data-s], #margin [data-s]")) {
  const id = element.dataset.s;
  if (!elements.has(id)) elements.set(id, []);
  elements.get(id).push(element);
  if (element.id === id) order.push(id);
}

let hovered = null;
let current = null;

function light(id, on) {
  for (const element of elements.get(id) ?? []) element.classList.toggle("on", on);
}

function idAt(target) {
  const element = target instanceof Element ? target.closest("[data-s]") : null;
  return element && elements.has(element.dataset.s) ? element.dataset.s : null;
}

const entryOf = (id) => document.getElementById(`m-${id}`);

/* Hovering marks a statement in both places. */

for (const place of [text, margin]) {
  place.addEventListener("pointerover", (event) => hover(idAt(event.target)));
  place.addEventListener("pointerleave", () => hover(null));
}

function hover(id) {
  if (id === hovered) return;
  if (hovered && hovered !== current) light(hovered, false);
  hovered = id;
  if (id) light(id, true);
}

/* One statement at a time is current: its words are shown in both places, with its tools. */

function choose(id, inMargin) {
  if (current && current !== id) light(current, false);
  current = id;
  light(id, true);
  const entry = entryOf(id);
  entry.append(tools);
  tools.hidden = false;
  const words = document.getElementById(id);
  const places = [];
  if (isBeside() || inMargin) places.push(() => reveal(entry));
  if (isBeside() || !inMargin) places.push(() => words.scrollIntoView(CENTRED));
  settle(places);
  (inMargin ? entry.querySelector(".said") : words.querySelector(".sign")).focus({ preventScroll: true });
  const quote = entry.querySelector(".said bdi").textContent;
  told.textContent = `${order.indexOf(id) + 1} of ${order.length}: ${entry.dataset.who}: ${quote}`;
}

const CENTRED = { block: "center", behavior: "instant" };

let settling = 0;

/* What has not been laid out yet has only a guessed height: once it has, the place is another one. */
function settle(places) {
  const mine = ++settling;
  let turns = 0;
  const turn = () => {
    if (mine !== settling) return;
    for (const place of places) place();
    if (++turns < 4) requestAnimationFrame(turn);
  };
  turn();
}

function isBeside() {
  return getComputedStyle(margin).position === "sticky";
}

/* Scrolls the margin alone where it scrolls by itself: the text stays where it is. */
function reveal(entry) {
  if (!isBeside()) {
    entry.scrollIntoView(CENTRED);
    return;
  }
  const place = entry.getBoundingClientRect();
  const frame = margin.getBoundingClientRect();
  margin.scrollTop += place.top - frame.top - (frame.height - place.height) / 3;
}

function leave() {
  if (!current) return;
  light(current, false);
  tools.hidden = true;
  current = null;
  told.textContent = "";
  text.focus({ preventScroll: true });
}

function step(by, sameSpeaker) {
  if (!order.length) return;
  let place = current ? order.indexOf(current) : nearest() - (by > 0 ? 1 : 0);
  const who = current && entryOf(current).closest(".voice");
  for (let left = order.length; left > 0; left--) {
    place = (place + by + order.length) % order.length;
    if (!sameSpeaker || !who || entryOf(order[place]).closest(".voice") === who) break;
  }
  choose(order[place], margin.contains(document.activeElement));
}

/* The first statement that is not above the window, where reading goes on. */
function nearest() {
  let low = 0;
  let high = order.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (document.getElementById(order[middle]).getBoundingClientRect().bottom < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

for (const place of [text, margin]) {
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a.sign, a.said");
    const id = link && idAt(link);
    if (!id || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", `#${id}`);
    // A link leads to the other place.
    choose(id, link.classList.contains("sign"));
  });
}

/* Keys */

const doings = {
  j: () => step(1, false),
  k: () => step(-1, false),
  n: () => step(1, true),
  p: () => step(-1, true),
  m: () => current && choose(current, !margin.contains(document.activeElement)),
  o: () => {
    outletVoice.checked = !outletVoice.checked;
    pointOut();
  },
  c: () => current && copyLink(entryOf(current).dataset.words),
  Escape: leave,
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || keys.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const does = Object.hasOwn(doings, event.key) && doings[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

function pointOut() {
  text.classList.toggle("outlets", outletVoice.checked);
  told.textContent = outletVoice.checked ? "The outlet’s own voice is pointed out" : "The outlet’s own voice is plain";
}

outletVoice.addEventListener("change", pointOut);

const showKeys = document.getElementById("show-keys");
showKeys.hidden = false;
showKeys.addEventListener("click", () => keys.showModal());

/* Links to words, quotations with their source */

let selection = null;

document.addEventListener("selectionchange", () => {
  selection = selectedSpan(text, getSelection());
  selectedTools.hidden = selection === null;
});

// The selection must outlive the click on what is done with it.
selectedTools.addEventListener("pointerdown", (event) => event.preventDefault());

selectedTools.addEventListener("click", (event) => {
  const does = event.target.closest("[data-do]")?.dataset.do;
  if (!does || !selection) return;
  if (does === "link") copyLink(selection.join("-"));
  if (does === "quotation") copy(`“${getSelection().toString().trim()}”\n${text.dataset.cite}\n${linkTo(selection.join("-"))}`, "quotation");
});

tools.addEventListener("click", (event) => {
  const does = event.target.closest("[data-do]")?.dataset.do;
  if (!does || !current) return;
  const entry = entryOf(current);
  if (does === "link") copyLink(entry.dataset.words);
  if (does === "quotation") {
    const quote = entry.querySelector(".said bdi").textContent;
    copy(`${quote}\n${entry.dataset.who} (${entry.dataset.how}), ${text.dataset.cite}\n${linkTo(entry.dataset.words)}`, "quotation");
  }
});

function linkTo(words) {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set("words", words);
  link.hash = "words";
  return link.href;
}

const copyLink = (words) => copy(linkTo(words), "link");

async function copy(what, called) {
  try {
    await navigator.clipboard.writeText(what);
    told.textContent = `Copied the ${called}`;
  } catch {
    told.textContent = `The ${called} cannot be copied from here`;
  }
}

/* An address that names a statement, or words, opens there. */

function open() {
  const named = decodeURIComponent(location.hash.slice(1));
  const words = document.getElementById("words");
  if (elements.has(named)) choose(named, false);
  else if (words && (named === "words" || !named)) settle([() => words.scrollIntoView(CENTRED)]);
}

addEventListener("hashchange", open);
// Going to the fragment itself, which the browser does when all is loaded, takes the focus away.
addEventListener("load", () => setTimeout(open));
