import type { Contract, Policy } from "../contract/contract.ts";
import type { Source } from "../syntax/source.ts";

/** What decides beside the code: the contract in force, or `null`, and the policy after defaults. */
export interface Setting {
  readonly contract: Contract | null;
  readonly policy: Policy;
}

/** Everything the analysis knows about one file under one setting. */
export interface Facts {
  readonly source: Source;
  readonly setting: Setting;
}
