/* Places in the text as the record counts them: code points from its beginning.

   An element with data-length stands for so many characters that the page cannot hold as they are. */

const HIGH = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Code points of a string. */
export function codePoints(string) {
  const pairs = string.match(HIGH);
  return string.length - (pairs ? pairs.length : 0);
}

/** The code point offset of a place (a node and an offset in it) within the text's element; null outside. */
export function offsetOf(text, node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  let paragraph = element.closest("[data-start]");
  if (!paragraph || !text.contains(paragraph)) {
    if (node !== text) return null;
    // Between two paragraphs: where the next one begins, or the last one ends.
    paragraph = [...text.childNodes].slice(offset).find((one) => one.dataset?.start !== undefined);
    if (paragraph) return Number(paragraph.dataset.start);
    paragraph = text.lastElementChild;
    return Number(paragraph.dataset.start) + lengthWithin(paragraph);
  }
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return Number(paragraph.dataset.start) + lengthWithin(range.cloneContents());
}

/** Where a selection begins and ends in the text, as [start, end]; null where it is empty or elsewhere. */
export function selectedSpan(text, selection) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(text, range.startContainer, range.startOffset);
  const end = offsetOf(text, range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : [start, end];
}

function lengthWithin(node) {
  let length = 0;
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const at = walker.currentNode;
    length += at.nodeType === Node.TEXT_NODE ? codePoints(at.data) : Number(at.dataset.length ?? 0);
  }
  return length;
}
