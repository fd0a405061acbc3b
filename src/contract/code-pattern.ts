/** What codes match unless a contract says otherwise. */
export const usualCodePattern = /^[A-Z][A-Z0-9_]*$/;

/** The pattern in a text that `isPattern`. */
export function toPattern(text: string): RegExp {
  return new RegExp(text, "u");
}

/** Whether a text is a regular expression. */
export function isPattern(text: string): boolean {
  try {
    toPattern(text);
    return true;
  } catch {
    return false;
  }
}
