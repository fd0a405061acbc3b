/** Text in a page, where it means nothing but itself: on one line, also in a cell of a table. */
export function toMarkdown(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*{}[\]()#!|~>]|(?<!\w)_|_(?!\w)/g, "\\$&");
}

/** Text as code; what holds a backtick is told as text. */
export function toCode(text: string): string {
  return /^[\w .:/-]+$/.test(text) ? `\`${text}\`` : toMarkdown(text);
}
