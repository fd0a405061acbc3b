/** What codes match unless a contract says otherwise. */
export const usualCodePattern = /^[A-Z][A-Z0-9_]*$/;

/** The pattern in a text that `isPattern`. */
export function toPattern(text: string): RegExp {
  return new RegExp(text, "u");
}

/** Whether a text is a regular expression, and one that no text in the sources could keep busy for long. */
export function isPattern(text: string): boolean {
  try {
    return !isRunaway(toPattern(text));
  } catch {
    return false;
  }
}

/** What repeats in codes, and so in the repeats of their patterns. */
const repeated = ["A", "a", "0", "_", "A_", "a_", "A-", "a-", "a.", "A.", "A0"];
const longest = 40;
/** Milliseconds. A pattern that goes back step by step needs a thousandth of it for a text this short. */
const patience = 10;

/**
 * Whether it takes the pattern exponentially long to refuse a text: `^([A-Z]+_?)+$`. Texts grow by a repeat at a time, so that
 * this shows at one that takes milliseconds; a moment in which the machine does something else is none of it.
 */
function isRunaway(pattern: RegExp): boolean {
  const [, start = ""] = /^\^?(\w*)/.exec(pattern.source) ?? [];
  return repeated.some((part) => {
    for (let text = start; text.length < longest; text += part)
      if ([1, 2, 3].every(() => isSlow(pattern, `${text}!`) || isSlow(pattern, `${text}\n`))) return true;
    return false;
  });
}

function isSlow(pattern: RegExp, text: string): boolean {
  const start = performance.now();
  pattern.test(text);
  return performance.now() - start > patience;
}

/** What a code says that is the path of a member: `NotFound` of `OrderError.NotFound`; any other whole. */
export function toMemberName(code: string): string {
  const last = code.slice(code.lastIndexOf(".") + 1);
  return /[A-Za-z]{2}/.test(last) ? last : code;
}
