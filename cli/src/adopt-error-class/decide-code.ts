import type { Code, Contract } from "../../../src/contract/contract.ts";
import { chooseCode, sureEnough } from "../../../src/rewrite/choose-code.ts";
import { toWords } from "../../../src/rewrite/words.ts";
import { isModuleOf } from "../project/find-declarations.ts";
import type { AdHocClass } from "./ad-hoc-class.ts";

/** The code that stands for a class: by a person's word, its own, or its name and status. A text where none is certain. */
export function decideCode(adHoc: AdHocClass, said: ReadonlyMap<string, string>, contract: Contract): Code | string {
  const { codes, errors } = contract;
  const { name, status } = adHoc;
  const bound = errors.find(
    (each) => each.name === name && isModuleOf(each, adHoc.declaration.getSourceFile().fileName),
  );
  if (bound && bound.fixedCode === null) return "the contract names it among its classes";
  const own = said.get(name) ?? adHoc.code ?? bound?.fixedCode ?? null;
  if (own !== null) return codes.get(own) ?? `its code ${own} is not in the contract`;
  const words = toWords(name.replace(/(?:Error|Exception)$/, ""));
  const spelt = codes.get(words.join("_").toUpperCase());
  if (spelt && spelt.deprecated === null) return spelt;
  const evidence = { message: words.join(" ").toLowerCase(), status: status?.value ?? null, foreign: null };
  // a class that is called so is made for what was looked for
  const place = { below: "anything", isRequestsOwn: false, isLookedUp: true, isOfAbsence: false } as const;
  const choice = chooseCode({ ...evidence, ...place }, contract);
  const advice = `say it with --code ${name}=…`;
  if (typeof choice === "string") return `${choice}: ${advice}`;
  return choice.confidence >= sureEnough ? choice.code : `${choice.code.name} is only likely: ${advice}`;
}
