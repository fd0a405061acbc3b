/** `1 file`, `2 files`, `2 error classes`: a number with its noun, whose plural takes an `s` or what is given. */
export function toCount(count: number, noun: string, plural = "s"): string {
  return `${String(count)} ${noun}${count === 1 ? "" : plural}`;
}
