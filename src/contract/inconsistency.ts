import { envelopeMembers } from "./envelope-members.ts";
import { parseDeclaration } from "./declaration.ts";
import { createProblem, type Document } from "./document.ts";
import { type JsonProperty, getBoolean, getItems, getProperties, getValue, toChildPath } from "./json.ts";
import { type ContractProblem, toQuoted } from "./problem.ts";

const reservedFields = new Set<string>([...envelopeMembers, "trace_id", "span_id"]);

/** What a schema cannot say: everything in one file that contradicts the conventions or itself. */
export function findInconsistencies(document: Document, codePattern: RegExp): ContractProblem[] {
  return [
    ...getProperties(document.root, "codes").flatMap((property) => findOfCode(document, property, codePattern)),
    ...findReservedFields(document),
    ...findSecondCanonical(document),
  ];
}

function findOfCode(document: Document, property: JsonProperty, codePattern: RegExp): ContractProblem[] {
  const problems: ContractProblem[] = [];
  const { name, offset } = property;
  if (!codePattern.test(name)) {
    const complaint = {
      message: `${toQuoted(name)} is no name of a code`,
      expected: `a name that matches ${codePattern.source}`,
    };
    problems.push(createProblem(document, { offset, path: toChildPath("$.codes", name) }, complaint));
  }
  const declaration = parseDeclaration(document, property);
  if (declaration?.fixed.fault === "client" && declaration.fixed.http >= 500) {
    const message = `${name} is a client fault with the HTTP status ${declaration.fixed.http}`;
    problems.push(
      createProblem(document, declaration.spotOf("http"), { message, expected: "a status from 400 to 499" }),
    );
  }
  return problems;
}

function findReservedFields(document: Document): ContractProblem[] {
  return getProperties(getValue(document.root, "envelope"), "fields").flatMap(({ name, offset }) => {
    if (!reservedFields.has(name)) return [];
    const complaint = {
      message: `${toQuoted(name)} is a field that every envelope has already`,
      expected: "another name",
    };
    return [createProblem(document, { offset, path: toChildPath("$.envelope.fields", name) }, complaint)];
  });
}

function findSecondCanonical(document: Document): ContractProblem[] {
  const bindings = getItems(getValue(document.root, "typescript"), "errors").map((node, index) => ({ node, index }));
  const [, ...others] = bindings.filter(({ node }) => getBoolean(node, "canonical") === true);
  return others.map(({ node, index }) => {
    const spot = { offset: getValue(node, "canonical")?.offset ?? 0, path: `$.typescript.errors[${index}].canonical` };
    return createProblem(document, spot, { message: "A second class is canonical", expected: "one at most" });
  });
}
