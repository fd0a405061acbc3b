import type { Contract } from "../contract/contract.ts";
import { addConstructedCodes } from "./add-constructed-codes.ts";
import { addMemberCodes, addSourceCodes, addTableCodes } from "./add-declared-codes.ts";
import { addNamedCodes } from "./add-named-codes.ts";
import { addLiteralCode } from "./add-literal-code.ts";
import { CodeUses, type CodeUse } from "./code-use.ts";
import type { Facts } from "./facts.ts";
import { canNameErrors } from "./find-coded-errors.ts";

/** All uses of codes in a file, in source order and each once; none without a contract. */
export function findCodeUses(facts: Facts): CodeUse[] {
  const { contract } = facts.setting;
  if (!contract) return [];
  const uses = new CodeUses(facts, contract);
  if (canNameErrors(facts)) for (const call of facts.nodes.calls) addConstructedCodes(call, uses);
  addNamedCodes(uses);
  if (!canReadCodes(facts.source.text, contract)) return uses.toList();
  for (const literal of facts.nodes.strings) addLiteralCode(literal, uses);
  addTableCodes(uses);
  if (contract.codeSources.length > 0) {
    addSourceCodes(uses);
    addMemberCodes(uses);
  }
  return uses.toList();
}

/** Whether anything in a text can be `code`, `error_code`, or of a type that lists the codes. */
function canReadCodes(text: string, { codeSources }: Contract): boolean {
  return codeSources.length > 0 || /code\b/.test(text);
}
