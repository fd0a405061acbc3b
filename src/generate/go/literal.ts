const loneSurrogate = /\p{Surrogate}/gu;

/** A text as Go source. Go reads every escape that is written here as it is meant; halves of surrogate pairs become U+FFFD. */
export function toGoString(text: string): string {
  return JSON.stringify(text.replace(loneSurrogate, "\ufffd")).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    },
  );
}

export function toGoStrings(texts: readonly string[]): string {
  return texts.length === 0 ? "nil" : `[]string{${texts.map(toGoString).join(", ")}}`;
}

/** Text for a line comment. */
export function toGoComment(text: string): string {
  return text.replace(/[\s\p{Cc}\ufeff]+/gu, " ").trim();
}
