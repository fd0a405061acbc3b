import type { Contract } from "../contract/contract.ts";
import { toIdentifiers } from "../generate/identifier.ts";

/** Which code an identifier in generated sources stands for: what the contract makes, and what an earlier one had made. */
export class CodeNames {
  readonly #byIdentifier: ReadonlyMap<string, string>;

  constructor(
    { codes }: Contract,
    reserved: ReadonlySet<string>,
    readonly earlier: ReadonlyMap<string, string> = new Map(),
  ) {
    const identifiers = toIdentifiers([...codes.keys()], reserved);
    this.#byIdentifier = new Map([...identifiers].map(([code, identifier]) => [identifier, code]));
  }

  has(identifier: string): boolean {
    return this.#byIdentifier.has(identifier);
  }

  find(identifier: string): string | null {
    return this.#byIdentifier.get(identifier) ?? this.earlier.get(identifier) ?? null;
  }

  identifiers(): Iterable<string> {
    return this.#byIdentifier.keys();
  }
}

/** The code that an identifier was most probably made of: `OrderGone` of `ORDER_GONE`. */
export function toCodeName(identifier: string): string {
  return identifier.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase();
}
