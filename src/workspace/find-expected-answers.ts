import type { TSESTree } from "@typescript-eslint/types";
import { someNode } from "../syntax/traverse.ts";
import { enclosingFunction, lastName, literalNumber, literalString } from "../syntax/unwrap.ts";
import type { ExpectedAnswer } from "./file-contribution.ts";
import { isExpectation } from "./find-compared.ts";
import { lineOf } from "./to-short-text.ts";
import type { ReadFile } from "./to-reference.ts";

/** The answers that tests expect by an error's status: `expect(res.status).toHaveBeenCalledWith(500)`, `request(app).get("/").expect(500)`. */
export function findExpectedAnswers(file: ReadFile): ExpectedAnswer[] {
  const statements = new Set(file.facts.nodes.calls.filter(isMatcher).flatMap((call) => findStatement(call) ?? []));
  const expected = [...statements];
  const made = collectMade(file);
  return expected.flatMap((statement) => {
    const status = findStatus(statement);
    if (status === null) return [];
    const test = enclosingFunction(statement);
    const bodies = expected.filter((each) => enclosingFunction(each) === test && isOfBody(each));
    const isEcho = bodies.some((each) => someNode(each, (node) => made.has(literalString(node) ?? "")));
    return [{ line: lineOf(statement, file), status, isBody: bodies.length > 0, isEcho }];
  });
}

/** `expect(…)`, `assert.equal(…)`, `….expect(…)`, `sinon.assert.calledWith(…)`, `….should.have.been.calledWith(…)` */
function isMatcher(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return (
    isExpectation(call) ||
    /^(?:expect|called\w*|to[A-Z]\w*|equals?|eql|is|same|deepEqual)$/.test(lastName(call.callee) ?? "")
  );
}

function findStatement(node: TSESTree.Node): TSESTree.Node | null {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent)
    if (at.type.endsWith("Statement") || at.type === "VariableDeclaration") return at;
  return null;
}

/** The status of an error that stands among what is expected. */
function findStatus(statement: TSESTree.Node): number | null {
  let status: number | null = null;
  someNode(statement, (node) => {
    const number = node.type === "Literal" ? literalNumber(node) : null;
    if (number !== null && number >= 400 && number < 600) status = number;
    return status !== null;
  });
  return status;
}

/** Whether something is expected of what is sent: `expect(res.json).toHaveBeenCalledWith(…)`, `expect(body.error).toBe(…)`. */
function isOfBody(statement: TSESTree.Node): boolean {
  return someNode(statement, (node) =>
    node.type === "Identifier" ? BODY.test(node.name) : node.type === "ObjectExpression",
  );
}

const BODY = /^(?:json|send|end|write|body|text|payload|data|error|errors|message|_get(?:JSON)?Data)$/;

/** What a test says that fails: `new Error("no luck")`, `load.mockRejectedValue("no luck")`, `load.rejects("no luck")`. */
function collectMade({ facts: { nodes } }: ReadFile): ReadonlySet<string> {
  const failing = nodes.calls.filter(({ callee }) =>
    /Error$|Exception$|^(?:mockReject|reject|throws)/.test(lastName(callee) ?? ""),
  );
  const texts = failing.flatMap((call) => call.arguments.flatMap((each) => literalString(each) ?? []));
  return new Set(texts.filter((text) => text !== ""));
}
