const loneSurrogate = /\p{Surrogate}/gu;

/** A text as Rust source; halves of surrogate pairs become U+FFFD. */
export function toRustString(text: string): string {
  const escaped = text
    .replace(loneSurrogate, "\ufffd")
    .replace(/[\\"]/g, "\\$&")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${escaped}"`;
}

/** Text for a doc comment: on one line, and with nothing in it that reads another way than it is written. */
export function toRustComment(text: string): string {
  return text
    .replace(loneSurrogate, "\ufffd")
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim();
}
