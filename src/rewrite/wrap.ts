import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Permission, Proposal, Question } from "./proposal.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { enclosingFunction, functionName, type FunctionNode } from "../syntax/unwrap.ts";
import { findContextNames } from "./context.ts";
import { provideErrorClass } from "./error-class.ts";
import { toFailureMessage } from "./failure-message.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";

/** An expression that is to become a wrap of the error it holds. */
export interface WrapSite {
  readonly caught: CaughtError;
  /** The expression to replace: the argument of a `throw`, of `reject`, of a callback. */
  readonly argument: TSESTree.Node;
  /** The error may be null there, so that a bare wrap would fail every success. */
  readonly nullable: boolean;
}

/** The texts that the two proposals go by. */
export const wrapMessages = {
  wrap: "Wrap `{{error}}`: “{{message}}”.",
  wrapInError: "Wrap `{{error}}` in an Error with it as the cause: “{{message}}”.",
} as const;

/** Wraps a caught error where it leaves: with the contract's class, or with `Error` and its cause where there is none. */
export function wrap(site: WrapSite, facts: Facts): Proposal | string {
  const { argument, caught } = site;
  const error = facts.source.text.slice(...(caught.binding?.range ?? argument.range));
  if (caught.binding?.type !== "Identifier") return "the error has no name of its own here";
  const name = caught.binding.name;
  const message = toFailureMessage(caught, facts);
  const binding = facts.known.canonical;
  const literal = toLiteral(message, toFileStyle(facts));
  if (!binding)
    return toProposal({
      id: "wrapInError",
      error: name,
      message,
      edits: [replace(site, `new Error(${literal}, { cause: ${name} })`, name)],
      permission: { verdict: "safe" },
      manual: true,
    });
  if (!binding.wrap)
    return `${binding.name ?? "the contract's class"} has no wrapper, and ${error} may be coded already`;
  const provided = provideErrorClass(binding, argument, facts);
  if (typeof provided === "string") return provided;
  const callee = [provided.name, ...binding.wrap.name.split(".").slice(1)].join(".");
  const context = binding.wrap.options === null ? [] : findContextNames(argument, facts);
  const options = context.length > 0 ? `, { context: { ${context.join(", ")} } }` : "";
  const text = `${callee}(${name}, ${literal}${options})`;
  const edits = [...provided.edits, replace(site, text, name)].sort((left, right) => left.start - right.start);
  const permission = toWrapPermission(caught, { facts, imports: provided.edits.length > 0 });
  return toProposal({ id: "wrap", error: name, message, edits, permission, manual: false });
}

function replace({ argument, nullable }: WrapSite, text: string, name: string): TextEdit {
  const [start, end] = argument.range;
  return { start, end, text: nullable ? `${name} && ${text}` : text };
}

interface ProposalParts {
  readonly id: keyof typeof wrapMessages;
  readonly error: string;
  readonly message: string;
  readonly edits: readonly TextEdit[];
  readonly permission: Permission;
  readonly manual: boolean;
}

function toProposal({ id, error, message, edits, permission, manual }: ProposalParts): Proposal {
  return { messageId: id, data: { error, message }, edits, permission, manual };
}

/** Whether a wrap may be written: everybody above who asks about the raw error is a listener that it would cut off. */
export function toWrapPermission(
  caught: CaughtError,
  { facts, imports }: { facts: Facts; imports: boolean },
): Permission {
  const { path } = facts.source;
  const outer = caught.kind === "catch" ? caught.function : enclosingFunction(caught.node);
  const isEntry = [caught.function, outer].some(
    (each) => each !== null && facts.handlers.some((handler) => handler.function === each),
  );
  const questions: Question[] = [];
  if (!isEntry) questions.push({ kind: "listeners", functionName: outer && nameOf(outer), exported: true, path });
  if (imports && facts.handlers.length === 0) questions.push({ kind: "import-cycle", path });
  return questions.length === 0 ? { verdict: "safe" } : { verdict: "needs-project", questions };
}

/** The name of the nearest function that has one. */
function nameOf(node: FunctionNode): string | null {
  for (let at: FunctionNode | null = node; at; at = enclosingFunction(at)) {
    const name = functionName(at);
    if (name) return name;
  }
  return null;
}
