import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import { findLeaks, type Leak } from "../analysis/find-leaks.ts";
import { isDevelopmentOnly } from "../analysis/development.ts";
import type { Path } from "../analysis/path.ts";
import { toOutcomes } from "../analysis/test-outcome.ts";
import { literalString, propertyValue } from "../syntax/unwrap.ts";
import { isClientFacing } from "./client-facing.ts";
import { findForeignStatus } from "./error-fault.ts";
import { findExits } from "./exit.ts";
import { isRequestCheck } from "./request-check.ts";

/** Something raw of a caught error in the message of a library's error, which the library sends to the client. */
export interface CopiedMessage {
  readonly leak: Leak;
  readonly construction: Construction;
  /** As people spell the library. */
  readonly library: string;
}

/** Every such message of a file that leaves, once and by what stands first in it, in source order: `throw new HttpException(err.message, 500)`. */
export function findCopiedMessages(facts: Facts): CopiedMessage[] {
  const found = new Map<TSESTree.Node, CopiedMessage>();
  for (const fate of facts.fates) {
    if (fate.caught.kind === "boundary") continue;
    for (const path of fate.paths ?? []) {
      for (const copied of findOnPath(path, fate, facts)) {
        const { node } = copied.construction;
        const known = found.get(node);
        if (!known || copied.leak.node.range[0] < known.leak.node.range[0]) found.set(node, copied);
      }
    }
  }
  return [...found.values()].sort((left, right) => left.leak.node.range[0] - right.leak.node.range[0]);
}

function findOnPath(path: Path, { caught }: Fate, facts: Facts): CopiedMessage[] {
  const exposed = findExits(path).flatMap(({ value, coded }) =>
    value.kind === "made" && !coded && isExposed(value.construction) ? [value.construction] : [],
  );
  const sent = exposed.filter((each) => !(isClientFault(each) && isRequestCheck(caught, facts)));
  if (sent.length === 0) return [];
  const outcomes = toOutcomes(path.steps, facts.bindings);
  if (isClientFacing(outcomes, facts)) return [];
  return sent.flatMap((construction) =>
    findMessages(construction)
      .flatMap((each) => findLeaks(each, { caught, facts, outcomes }))
      .filter(({ node }) => facts.setting.policy.development === "report" || !isDevelopmentOnly(node))
      .map((leak) => ({ leak, construction, library: construction.library?.title ?? construction.name })),
  );
}

/** Whether the library sends the message of an error that is made so; a status that is not written out is unknown. */
function isExposed(construction: Construction): boolean {
  const { kind, library } = construction;
  if (kind !== "foreign" || !library) return false;
  if (library.exposes === "always" || library.exposes === "never") return library.exposes === "always";
  const status = findForeignStatus(construction);
  return status !== null && (library.exposes === "not-500" ? status !== 500 : status < 500);
}

/** `createError(400, …)`, `new TRPCError({ code: "BAD_REQUEST", … })` */
function isClientFault(construction: Construction): boolean {
  const status = findForeignStatus(construction);
  if (status !== null) return status < 500;
  const name = literalString(findOption(construction, construction.form?.codeKey)) ?? "";
  return /^(?:BAD_REQUEST|UNPROCESSABLE\w*|PRECONDITION_FAILED|INVALID_ARGUMENT|invalid_argument)$/.test(name);
}

function findOption({ node, form }: Construction, key: string | null | undefined): TSESTree.Node | null {
  const options = form?.options == null ? undefined : node.arguments[form.options];
  const value = key && options?.type === "ObjectExpression" ? propertyValue(options, key) : null;
  return value === "unknown" ? null : value || null;
}

/** What becomes the message: the argument or the option for it, and an error whose message is taken over. */
function findMessages(construction: Construction): TSESTree.Node[] {
  const { node, form, message } = construction;
  if (!form) return [];
  const text = message ?? findOption(construction, form.messageKey);
  const error = form.error === null ? null : (node.arguments[form.error] ?? null);
  const copies = form.copiesCause === "always" || (form.copiesCause === "without-message" && text === null);
  const cause = copies ? findOption(construction, form.cause) : null;
  return [...new Set([text, error, cause])].filter((each) => each !== null);
}
