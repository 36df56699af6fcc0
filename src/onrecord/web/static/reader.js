/* The reader's name, remembered in this browser and nowhere else. */

const KEY = "onrecord.reader";

export function rememberReader(root = document) {
  for (const form of root.querySelectorAll("form.correction")) {
    const by = form.elements.by;
    try {
      if (!by.value) by.value = localStorage.getItem(KEY) ?? "";
    } catch {
      return; // A browser that keeps nothing.
    }
    form.addEventListener("submit", () => localStorage.setItem(KEY, by.value.trim()));
  }
}

rememberReader();
