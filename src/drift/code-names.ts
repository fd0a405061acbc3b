import type { Contract } from "../contract/contract.ts";
import { ContractNotUsable } from "../generate/contract-not-usable.ts";
import { toIdentifiers } from "../generate/identifier.ts";

/** Which code an identifier in generated sources stands for: what the contract makes, and what an earlier one had made. */
export class CodeNames {
  readonly #byIdentifier: ReadonlyMap<string, string>;

  constructor(
    { codes }: Contract,
    reserved: ReadonlySet<string>,
    readonly earlier: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#byIdentifier = new Map(
      [...toUsable([...codes.keys()], reserved)].map(([code, identifier]) => [identifier, code]),
    );
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

/** A contract that cannot be generated has no identifiers anywhere. */
function toUsable(codes: readonly string[], reserved: ReadonlySet<string>): ReadonlyMap<string, string> {
  try {
    return toIdentifiers(codes, reserved);
  } catch (error) {
    if (error instanceof ContractNotUsable) return new Map();
    throw error;
  }
}

/** The code that an identifier was most probably made of: `OrderGone` of `ORDER_GONE`. */
export function toCodeName(identifier: string): string {
  return identifier.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase();
}
