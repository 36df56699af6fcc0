/* Correcting in place: a statement is chosen in the margin, words are selected in the text. */

import { selectedSpan } from "./offsets.js";
import "./reader.js";

const text = document.getElementById("text");
const margin = document.getElementById("margin");
const panel = document.getElementById("correcting");
const title = document.getElementById("correcting-title");
const quote = document.getElementById("correcting-quote");
const selectedTools = document.getElementById("selected");
const ofStatement = panel.querySelector("[data-of=statement]");
const ofMissing = panel.querySelector("[data-of=missing]");

let opener = null;

margin.addEventListener("click", (event) => {
  const link = event.target.closest("[data-correct]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  open(link.dataset.correct, link);
  panel.focus();
});

function open(id, from) {
  opener = from;
  panel.hidden = false;
  ofStatement.hidden = !id;
  ofMissing.hidden = Boolean(id);
  title.textContent = id ? `Correct ${id}` : "Add a missing statement";
  const entry = id && document.getElementById(`m-${id}`);
  quote.textContent = entry ? entry.querySelector(".said bdi").textContent : "";
  if (!entry || ofStatement.elements.statement.value === id) return;
  ofStatement.elements.statement.value = id;
  ofStatement.elements.seen_at.value = entry.dataset.words;
  ofStatement.elements.words.value = ofStatement.elements.words_at.value = "";
}

function close() {
  panel.hidden = true;
  opener?.focus();
}

panel.addEventListener("click", (event) => {
  if (event.target.dataset.do === "close") close();
});

panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  event.stopPropagation();
});

// What is chosen or typed says which of the kinds is meant.
panel.addEventListener("input", (event) => {
  const { form, name, value } = event.target;
  if (form?.elements[`${name}_at`]) form.elements[`${name}_at`].value = "";
  if (form !== ofStatement) return;
  if (["who", "name", "speaker_kind"].includes(name)) form.elements.kind.value = "speaker";
  if (["role", "words", "manner"].includes(name)) form.elements.kind.value = "span";
  if (name === "name" && value) form.elements.who.value = "";
});

selectedTools.addEventListener("click", (event) => {
  const role = event.target.closest("[data-do]")?.dataset.do;
  if (!["source", "cue", "content"].includes(role)) return;
  const span = selectedSpan(text, getSelection());
  if (!span) return;
  const words = getSelection().toString();
  if (panel.hidden) open("", event.target);
  const missing = ofStatement.hidden;
  const form = missing ? ofMissing : ofStatement;
  const name = missing ? role : "words";
  if (!missing) {
    if (form.elements.role.value !== role) form.elements.words_at.value = form.elements.words.value = "";
    form.elements.kind.value = "span";
    form.elements.role.value = role;
  }
  // Words selected after others are a further piece of the same.
  const field = form.elements[name];
  const at = form.elements[`${name}_at`];
  field.value = at.value ? `${field.value} … ${words}` : words;
  at.value = `${at.value} ${span.join("-")}`.trim();
  field.focus();
});
