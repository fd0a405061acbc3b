import type { TSESTree } from "@typescript-eslint/types";
import type { Fate } from "../analysis/fate.ts";
import { literalString, enclosingFunction, lastName, unwrap } from "../syntax/unwrap.ts";
import { someNode } from "../syntax/traverse.ts";
import type { Ask, Listener, Treatment } from "./file-contribution.ts";
import { findErrorObject } from "./find-error-object.ts";
import { findExpected, isOfMember } from "./find-expected.ts";
import { findObtainedErrors } from "./find-obtained-errors.ts";
import type { FoundListeners } from "./find-listeners.ts";
import { findTreatmentOf } from "./find-treatment.ts";
import { hasCauseRead } from "./has-cause-read.ts";
import { numberOf, toClassName, type ReadFile } from "./to-reference.ts";
import { lineOf, toShortText } from "./to-short-text.ts";

/** What a test expects of errors: of all that fails in the same function. */
export interface Expectation {
  readonly range: TSESTree.Range;
  readonly listener: number;
}

/** All that a test expects of errors, which is added to its listeners. */
export function findExpectations(file: ReadFile, listeners: FoundListeners): Expectation[] {
  const add = (node: TSESTree.Node, { asks, passes }: Treatment): Expectation => {
    const around = enclosingFunction(node);
    listeners.all.push({ ...toListener(node, file), asks, passes });
    return { range: (around ?? file.facts.source.ast).range, listener: listeners.all.length - 1 };
  };
  const given = file.facts.fates.flatMap((fate, index) => {
    const listener = isOfParameter(fate, file) ? listeners.all[index] : undefined;
    return listener ? [add(fate.caught.node, listener)] : [];
  });
  const obtained = findObtainedErrors(file).map((node) => add(node, findTreatmentOf([node], file)));
  const expected = file.facts.nodes.calls.flatMap((call) => {
    const asked = call.type === "CallExpression" ? findExpected(call, file) : null;
    return asked ? [add(call, { asks: [toAsk(call, asked, file)], passes: [] })] : [];
  });
  return [...given, ...obtained, ...expected];
}

function toListener(node: TSESTree.Node, file: ReadFile): Omit<Listener, "asks" | "passes"> {
  const around = enclosingFunction(node);
  const at = { function: numberOf(around, file), self: null, line: lineOf(node, file) };
  return { ...at, kind: "expectation", leaves: "no", ends: "no", emits: false };
}

function toAsk(call: TSESTree.CallExpression | TSESTree.NewExpression, asked: TSESTree.Node, file: ReadFile): Ask {
  const text = toShortText(file.facts.source.text.slice(...asked.range));
  const object = findErrorObject(asked, file);
  const of = /^[A-Z]/.test(text) ? toClassName(file.facts.bindings.originOf(asked), file) : null;
  const member = isOfMember(call) ? toMember(call) : null;
  return {
    text,
    line: lineOf(call, file),
    isCause: hasCauseRead(asked, file),
    ...(object && { whole: "compared" as const, ...object }),
    ...(of && !object && { class: of }),
    ...(member ? { member } : isText(asked) && { isText: true as const }),
  };
}

/** `toHaveProperty("name", "Error")` */
function toMember({ arguments: [name, value] }: TSESTree.CallExpression | TSESTree.NewExpression): Ask["member"] {
  const text = value ? literalString(value) : null;
  return { name: (name && literalString(name)) ?? "", ...(text !== null && { values: [text] }) };
}

/** `toThrow("gone")`, `rejects.toThrow(/gone/)` */
function isText(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return inner.type === "Literal" && (typeof inner.value === "string" || "regex" in inner);
}

/** A helper takes what fails of what it is given: `async (pending, text) => { try { await pending; } catch (err) { … } }`. */
function isOfParameter({ caught: { node } }: Fate, file: ReadFile): boolean {
  const tried = findTried(node);
  const owner = enclosingFunction(node);
  const { bindings } = file.facts;
  return (
    tried !== null &&
    owner !== null &&
    someNode(tried, (each) => {
      const [definition] = (each.type === "Identifier" && bindings.variableOf(each)?.defs) || [];
      return definition?.type === "Parameter" && definition.node === owner;
    })
  );
}

function findTried({ type, parent }: TSESTree.Node): TSESTree.Node | null {
  if (type === "CatchClause") return parent?.type === "TryStatement" ? parent.block : null;
  const isTaker = parent?.type === "CallExpression" && /^(?:catch|then)$/.test(lastName(parent.callee) ?? "");
  return isTaker && parent.callee.type === "MemberExpression" ? parent.callee.object : null;
}
