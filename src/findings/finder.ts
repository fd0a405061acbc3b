import type { Facts } from "../analysis/facts.ts";
import type { Finding, Messages } from "./finding.ts";

/** One rule's verdict over the facts of a file, with the texts it speaks in. */
export interface Finder {
  readonly rule: string;
  readonly messages: Messages;
  /** What a file's text must contain to concern it; absent where any file may. */
  readonly concerns?: RegExp;
  find(facts: Facts): readonly Finding[];
}
