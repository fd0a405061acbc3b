import type { ErrorBinding } from "../../../src/contract/contract.ts";
import { CommandError } from "../command-error.ts";
import { toWordPattern } from "../rename-code/sites.ts";

export interface Names {
  /** Of classes, as they are declared. */
  readonly declared: ReadonlySet<string>;
  /** Also those under which they are imported or exported. */
  readonly all: ReadonlySet<string>;
}

/** The names of what may be a class of errors, as far as words tell. Throws `INVALID_USAGE` for one that is asked for and is not there. */
export function findNames(
  sources: ReadonlyMap<string, string>,
  canonical: ErrorBinding,
  asked: readonly string[],
): Names {
  const declaration = /\bclass\s+(\w+)\s+extends\s+([\w.]+)/g;
  const isError = (base = ""): boolean => /(?:Error|Exception)$/.test(base) || base === canonical.name;
  const found = [...sources.values()].flatMap((text) =>
    [...text.matchAll(declaration)].flatMap(([, name = "", base]) => (isError(base) ? [name] : [])),
  );
  const declared = new Set(found.filter((name) => asked.length === 0 || asked.includes(name)));
  const missing = asked.find((name) => !declared.has(name));
  if (missing !== undefined)
    throw new CommandError("INVALID_USAGE", "there is no such class of errors", { context: { name: missing } });
  const all = new Set(declared);
  const aliases = [...sources.values()].flatMap((text) => [...text.matchAll(/\b(\w+)\s+as\s+(\w+)/g)]);
  for (let size = -1; size !== all.size;) {
    size = all.size;
    for (const [, from = "", to = ""] of aliases) if (all.has(from)) all.add(to);
  }
  return { declared, all };
}

/** Whether a text has one of some names as a word. */
export function hasWord(text: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => text.includes(name) && text.search(toWordPattern(name)) >= 0);
}
