/** Names for a message: `` `a` and `b` ``, `` `a`, `b`, `c` ``. */
export function toNameList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(names.length === 2 ? " and " : ", ");
}
