/* A file dropped anywhere on the page is read at once; what is under way is told. */

const form = document.getElementById("read");
const file = document.getElementById("file");
const OTHERS = ["text", "url"];
const told = document.getElementById("told");

function holdsFiles(event) {
  return event.dataTransfer && [...event.dataTransfer.types].includes("Files");
}

addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});

addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});

addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!holdsFiles(event)) return;
  event.preventDefault();
  if (event.dataTransfer.files.length > 1) {
    told.textContent = "One file at a time; onrecord ingest takes many.";
    return;
  }
  file.files = event.dataTransfer.files;
  read();
});

file.addEventListener("change", () => {
  if (file.files.length) read();
});

form.addEventListener("submit", () => {
  told.textContent = "Reading …";
});

document.getElementById("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

// Back from the article, the page may be shown as it was left.
addEventListener("pageshow", () => {
  told.textContent = "";
  for (const name of OTHERS) form.elements[name].disabled = false;
});

function read() {
  // A file and a text are not read together: the file is meant, what was typed stays.
  for (const name of OTHERS) form.elements[name].disabled = true;
  form.requestSubmit();
}
