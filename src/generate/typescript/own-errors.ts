import type { ErrorBinding } from "../../contract/contract.ts";

/** An error class of the team's own, or a factory, and the specifier by which the generated modules import it. */
export interface OwnClass {
  readonly binding: ErrorBinding;
  readonly specifier: string;
}

/** The error classes of the team's own that the contract names. */
export interface OwnErrors {
  readonly classes: readonly OwnClass[];
  /** What new errors are made with; `null` where that is the generated class. */
  readonly maker: OwnClass | null;
}
