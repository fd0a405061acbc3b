import { ContractNotUsable } from "./contract-not-usable.ts";

/**
 * Names of codes as identifiers in PascalCase: `ORDER_NOT_FOUND` is `OrderNotFound`. Throws `ContractNotUsable` for a name
 * that has no letter in it, and for two that would become one.
 */
export function toIdentifiers(names: readonly string[], reserved: ReadonlySet<string>): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  const byIdentifier = new Map<string, string>();
  for (const name of names) {
    const identifier = toIdentifier(name, reserved);
    const other = byIdentifier.get(identifier);
    if (other !== undefined)
      throw new ContractNotUsable("two codes become one identifier", { identifier, codes: `${other}, ${name}` });
    byIdentifier.set(identifier, name);
    byName.set(name, identifier);
  }
  return byName;
}

function toIdentifier(name: string, reserved: ReadonlySet<string>): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map(toWord).join("");
  if (!/[A-Za-z]/.test(joined)) throw new ContractNotUsable("a code has no letter to name it by", { code: name });
  const identifier = /^[A-Za-z]/.test(joined) ? joined : `Code${joined}`;
  return reserved.has(identifier) ? `${identifier}Code` : identifier;
}

/** `camelCase` keeps its humps; words of capitals are lowered behind their first. */
function toWord(word: string): string {
  const rest = word.slice(1);
  return word.slice(0, 1).toUpperCase() + (/[a-z]/.test(word) ? rest : rest.toLowerCase());
}
