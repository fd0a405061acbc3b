import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Contract, ErrorBinding } from "../contract/contract.ts";
import { wireShapeOf } from "../contract/scope.ts";
import { isSystemCode } from "../knowledge/system-codes.ts";
import { isUnreassigned, type Origin } from "../syntax/bindings.ts";
import { literalString, parentOutsideCasts, propertyName, propertyValue, unwrap } from "../syntax/unwrap.ts";
import type { Construction } from "./construction.ts";
import type { Facts } from "./facts.ts";
import { findConstruction } from "./find-construction.ts";
import { isBinding, isEqual } from "./match.ts";
import { findTestKey } from "./test-key.ts";

/** A code that is written out, at a place where the contract's are meant. Known and unknown ones alike. */
export interface CodeUse {
  /** The literal, or the name of a property or an enum's member. */
  readonly node: TSESTree.Node;
  readonly code: string;
  readonly where: "construction" | "property" | "comparison" | "case" | "membership" | "assignment" | "member";
  /** Whether the place says that it is the contract's; otherwise the spelling does: it is one of its codes, or all but. */
  readonly certain: boolean;
}

type Where = CodeUse["where"];

/** How much a place says: that a code there is ours, that it may be, or (`null`) that it is none. */
type Claim = "certain" | "possible" | null;

/** All uses of codes in a file, in source order and each once; none without a contract. */
export function findCodeUses(facts: Facts): CodeUse[] {
  const { contract } = facts.setting;
  if (!contract) return [];
  const uses = new UseList(facts, contract);
  if (canNameErrors(facts.source.text, contract)) for (const call of facts.nodes.calls) addConstruction(call, uses);
  if (!canReadCodes(facts.source.text, contract)) return uses.toList();
  for (const literal of facts.nodes.strings) addLiteral(literal, uses);
  for (const scope of facts.bindings.scopeManager.scopes)
    for (const variable of scope.variables) addDeclared(variable, uses);
  if (contract.codeSources.length > 0) addMembers(uses);
  return uses.toList();
}

/** Whether a text has the name of anything that makes the contract's errors. A default import may have any name. */
function canNameErrors(text: string, { errors }: Contract): boolean {
  return errors.some(
    ({ name, type, member, export: exported, wrap }) =>
      exported === "default" ||
      (type === null ? [name, wrap?.name ?? null] : [member]).some((each) => text.includes(toFirstName(each ?? ""))),
  );
}

function toFirstName(path: string): string {
  return path.split(".", 1)[0] ?? "";
}

/** Whether anything in a text can be `code`, `error_code`, or of a type that lists the codes. */
function canReadCodes(text: string, { codeSources }: Contract): boolean {
  return codeSources.length > 0 || text.includes("code");
}

/** Collects uses by node, and drops what is only possibly ours and not spelt like it. */
class UseList {
  readonly #byNode = new Map<TSESTree.Node, CodeUse>();
  readonly #spelt = new Map<string, boolean>();

  constructor(
    readonly facts: Facts,
    readonly contract: Contract,
  ) {}

  add(node: TSESTree.Node, code: string, where: Where, claim: Claim): void {
    if (claim === null || this.#byNode.get(node)?.certain) return;
    const certain = claim === "certain";
    if (certain || this.#isSpeltLikeOurs(code)) this.#byNode.set(node, { node, code, where, certain });
  }

  toList(): CodeUse[] {
    return [...this.#byNode.values()].sort((one, other) => one.node.range[0] - other.node.range[0]);
  }

  #isSpeltLikeOurs(code: string): boolean {
    const { codes, codePattern } = this.contract;
    if (codes.has(code)) return true;
    if (!codePattern.test(code) || isSystemCode(code)) return false;
    const known =
      this.#spelt.get(code) ?? findMisspelt(code, { codes: codes.keys(), text: this.facts.source.text }) !== null;
    this.#spelt.set(code, known);
    return known;
  }
}

// ---- constructions

function addConstruction(call: TSESTree.CallExpression | TSESTree.NewExpression, uses: UseList): void {
  const { facts } = uses;
  const isSuper = call.callee.type === "Super";
  if (!isSuper && !canMakeCoded(call.callee, facts)) return;
  const code = isSuper ? superCode(call, facts) : constructedCode(findConstruction(call, facts.known), facts);
  if (!code) return;
  for (const literal of literalsOf(code, facts))
    uses.add(literal, literalString(literal) ?? "", "construction", "certain");
}

/** Spares most calls the question what they make: only the contract's names, and what this file declares, can be meant. */
function canMakeCoded(callee: TSESTree.Node, { bindings, known, setting }: Facts): boolean {
  const origin = bindings.originOf(callee);
  if (!origin || origin.root.kind === "declaration") return origin !== null;
  return (setting.contract?.errors ?? []).some((binding) => isMadeBy(origin, binding, known.path));
}

function isMadeBy(origin: Origin, binding: ErrorBinding, from: string): boolean {
  const { wrap } = binding;
  return (
    isBinding(origin, binding, from) || (wrap !== null && isBinding(origin, { ...binding, name: wrap.name }, from))
  );
}

function constructedCode(construction: Construction | null, facts: Facts): TSESTree.Node | null {
  if (construction?.kind !== "coded") return null;
  const { binding, node, isWrap } = construction;
  if (binding && isWrap) return fieldOf(argumentAt(node, binding.wrap?.options ?? null), "code");
  if (binding) return codeArgument(node, binding);
  const inherited = inheritedBinding(node.callee, facts);
  return inherited && codeArgument(node, inherited);
}

/** `super("NOT_FOUND", message)` in a class that extends the contract's. */
function superCode(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { known, setting }: Facts,
): TSESTree.Node | null {
  let at: TSESTree.Node | undefined = call.parent;
  while (at && at.type !== "ClassDeclaration" && at.type !== "ClassExpression") at = at.parent;
  const binding = at?.superClass ? known.find(at.superClass, setting.contract?.errors) : null;
  return binding && codeArgument(call, binding);
}

/** The contract's class that a class of this file extends without a constructor of its own. */
function inheritedBinding(callee: TSESTree.Node, facts: Facts, depth = 0): ErrorBinding | null {
  const definition = facts.bindings.variableOf(unwrap(callee))?.defs[0]?.node;
  if (definition?.type !== "ClassDeclaration" || !definition.superClass || depth > 8) return null;
  if (definition.body.body.some((member) => member.type === "MethodDefinition" && member.kind === "constructor"))
    return null;
  return (
    facts.known.find(definition.superClass, facts.setting.contract?.errors) ??
    inheritedBinding(definition.superClass, facts, depth + 1)
  );
}

function codeArgument(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { object, fields, code }: ErrorBinding,
): TSESTree.Node | null {
  return object === null ? argumentAt(call, code) : fieldOf(argumentAt(call, object), fields.code);
}

function argumentAt(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  index: number | null,
): TSESTree.Node | null {
  const before = index === null ? [] : call.arguments.slice(0, index + 1);
  return index === null || before.some(({ type }) => type === "SpreadElement") ? null : (call.arguments[index] ?? null);
}

function fieldOf(node: TSESTree.Node | null, name: string): TSESTree.Node | null {
  const object = node && unwrap(node);
  const value = object?.type === "ObjectExpression" ? propertyValue(object, name) : null;
  return value === "unknown" ? null : value;
}

/** The literals that an expression may turn out to be: `busy ? "TIMEOUT" : "CONFLICT"`, a constant of this file. */
function literalsOf(node: TSESTree.Node, facts: Facts, depth = 0): TSESTree.Node[] {
  const inner = unwrap(node);
  if (literalString(inner) !== null) return [inner];
  if (depth > 4) return [];
  const of = (each: TSESTree.Node): TSESTree.Node[] => literalsOf(each, facts, depth + 1);
  if (inner.type === "ConditionalExpression") return [...of(inner.consequent), ...of(inner.alternate)];
  if (inner.type === "LogicalExpression")
    return [...(inner.operator === "&&" ? [] : of(inner.left)), ...of(inner.right)];
  const init = inner.type === "Identifier" ? initOf(facts.bindings.variableOf(inner)) : null;
  return init ? of(init) : [];
}

// ---- properties, assignments, comparisons, cases and memberships

/** Around most literals, calls and imports, there is no place for a code. */
const PLACES: ReadonlySet<string> = new Set([
  "BinaryExpression",
  "SwitchCase",
  "ArrayExpression",
  "Property",
  "PropertyDefinition",
  "AssignmentExpression",
  "ConditionalExpression",
  "LogicalExpression",
  "VariableDeclarator",
]);

function addLiteral(literal: TSESTree.Node, uses: UseList): void {
  const code = PLACES.has(parentOutsideCasts(literal)?.type ?? "") ? literalString(literal) : null;
  if (code === null) return;
  for (const place of placesOf(withCasts(literal), uses.facts)) {
    const use = findUse(place, code, uses);
    if (use) uses.add(literal, code, use.where, use.claim);
  }
}

interface Placed {
  readonly where: Where;
  readonly claim: Claim;
}

function findUse(place: TSESTree.Node, code: string, uses: UseList): Placed | null {
  const { facts } = uses;
  const parent = place.parent;
  switch (parent?.type) {
    case "BinaryExpression": {
      const isEquality = /^[!=]==?$/.test(parent.operator);
      const other = parent.left === place ? parent.right : parent.left;
      return isEquality ? { where: "comparison", claim: claimOf(findCodeRead(other, facts), code) } : null;
    }
    case "SwitchCase":
      return parent.test === place
        ? { where: "case", claim: claimOf(findCodeRead(parent.parent.discriminant, facts), code) }
        : null;
    case "ArrayExpression":
      return { where: "membership", claim: claimOfAny(askedOf(parent, facts), code, facts) };
    case "Property":
      return parent.value === place && parent.parent.type === "ObjectExpression"
        ? { where: "property", claim: propertyClaim(parent, code, uses) }
        : null;
    case "PropertyDefinition":
      return parent.value === place ? { where: "property", claim: fieldClaim(parent, facts) } : null;
    case "AssignmentExpression":
      return parent.right === place ? { where: "assignment", claim: assignmentClaim(parent.left, code, uses) } : null;
    case "ConditionalExpression":
      return parent.test === place ? null : findUse(withCasts(parent), code, uses);
    case "LogicalExpression":
      return findUse(withCasts(parent), code, uses);
    default:
      return null;
  }
}

/** Codes of systems are read from anything that carries a cause's code; they are compared with, and never minted. */
function claimOf(read: CodeRead | null, code: string): Claim {
  if (!read || read.of === "foreign" || isSystemCode(code)) return null;
  if (read.of === "ours") return "certain";
  return read.field === "error_code" || read.of === "caught" ? "possible" : null;
}

function claimOfAny(reads: readonly TSESTree.Node[], code: string, facts: Facts): Claim {
  const claims = reads.map((read) => claimOf(findCodeRead(read, facts), code));
  return claims.find((claim) => claim === "certain") ?? claims.find((claim) => claim !== null) ?? null;
}

function propertyClaim(property: TSESTree.Property, code: string, { facts, contract }: UseList): Claim {
  const name = propertyName(property);
  const object = property.parent;
  if ((name !== "error_code" && name !== "code") || object.type !== "ObjectExpression") return null;
  const isOurs = wireShapeOf(contract, facts.source.path) !== "own";
  const has = (...names: readonly string[]): boolean => names.some((each) => !UNSAID.has(propertyValue(object, each)));
  if (name === "error_code")
    return isOurs && (contract.codePattern.test(code) || has("message")) ? "certain" : "possible";
  if (has("message") && has("request_id", "correlation_id"))
    return isOurs && contract.codePattern.test(code) ? "certain" : "possible";
  return (has("message") && has("severity")) || isGivenToError(object, facts) ? "possible" : null;
}

const UNSAID: ReadonlySet<unknown> = new Set([null, "unknown"]);

/** `Object.assign(new Error("…"), { code: "…" })` */
function isGivenToError(object: TSESTree.ObjectExpression, facts: Facts): boolean {
  const call = withCasts(object).parent;
  if (call?.type !== "CallExpression" || call.arguments[0] === object) return false;
  const callee = facts.bindings.originOf(call.callee);
  const first = call.arguments[0] && unwrap(call.arguments[0]);
  const isAssign = callee?.root.kind === "global" && callee.path.join(".") === "Object.assign";
  return isAssign && first?.type === "NewExpression" && isOwnError(findConstruction(first, facts.known));
}

function isOwnError(construction: Construction | null): boolean {
  return construction?.kind === "builtin" || construction?.kind === "local" || construction?.kind === "coded";
}

/** `readonly code = "NOT_FOUND"` in a class that extends the contract's. */
function fieldClaim(field: TSESTree.PropertyDefinition, { known }: Facts): Claim {
  const { superClass } = field.parent.parent;
  return propertyName(field) === "code" && superClass && known.isCodedClass(superClass) ? "certain" : null;
}

function assignmentClaim(left: TSESTree.Node, code: string, { facts, contract }: UseList): Claim {
  const target = unwrap(left);
  const name = target.type === "MemberExpression" ? propertyName(target) : null;
  if (target.type !== "MemberExpression") return null;
  if (name === "error_code") return contract.codePattern.test(code) ? "certain" : "possible";
  if (name !== "code") return null;
  if (isCodedHere(target.object, facts)) return "certain";
  const made = initOf(facts.bindings.variableOf(unwrap(target.object)));
  const construction =
    made && unwrap(made).type === "NewExpression"
      ? findConstruction(unwrap(made) as TSESTree.NewExpression, facts.known)
      : null;
  return isOwnError(construction) || findCodeRead(target, facts)?.of === "caught" ? "possible" : null;
}

const ASKING = new Set(["includes", "indexOf", "lastIndexOf", "has"]);

/** What is looked up in a list or set of codes: `[…].includes(err.code)`, `new Set([…]).has(err.code)`, also through a constant. */
function askedOf(collection: TSESTree.Node, facts: Facts, depth = 0): TSESTree.Node[] {
  if (depth > 3) return [];
  return placesOf(withCasts(collection), facts).flatMap((place) => {
    const { parent } = place;
    if (parent?.type === "NewExpression" && parent.arguments[0] === place && isGlobal(parent.callee, "Set", facts))
      return askedOf(parent, facts, depth + 1);
    if (parent?.type !== "MemberExpression" || parent.object !== place || !ASKING.has(propertyName(parent) ?? ""))
      return [];
    const call = withCasts(parent).parent;
    const first = call?.type === "CallExpression" && unwrap(call.callee) === parent ? call.arguments[0] : undefined;
    return first ? [first] : [];
  });
}

function isGlobal(node: TSESTree.Node, name: string, { bindings }: Facts): boolean {
  const origin = bindings.originOf(node);
  return origin?.root.kind === "global" && origin.path.join(".") === name;
}

/** Where a value stands: itself, and wherever the constant that holds it is read. */
function placesOf(node: TSESTree.Node, facts: Facts): TSESTree.Node[] {
  const { parent } = node;
  if (parent?.type !== "VariableDeclarator" || parent.init !== node || parent.id.type !== "Identifier") return [node];
  const variable = facts.bindings.declaredBy(parent)[0];
  return variable && isUnreassigned(variable) ? readsOf(variable).map(withCasts) : [];
}

function readsOf(variable: Variable): TSESTree.Node[] {
  return variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
}

/** The value of a constant of this file. */
function initOf(variable: Variable | null): TSESTree.Node | null {
  const definition = variable?.defs[0];
  if (
    !variable ||
    variable.defs.length > 1 ||
    definition?.node.type !== "VariableDeclarator" ||
    !isUnreassigned(variable)
  )
    return null;
  return definition.node.id === definition.name ? definition.node.init : null;
}

// ---- tables, enums and constant objects

/** The members of a declaration: as a table that is asked by code, or as one of the contract's sources of codes. */
function addDeclared(variable: Variable, uses: UseList): void {
  const members = membersOf(variable);
  if (!members) return;
  if (isOwnSource(variable, uses)) {
    for (const { value } of members)
      if (value && literalString(value) !== null)
        uses.add(unwrap(value), literalString(value) ?? "", "member", "certain");
    return;
  }
  const reads = readsOf(variable).flatMap(tableRead);
  if (reads.length === 0) return;
  for (const { key, name } of members) {
    const claim = uses.contract.codePattern.test(name) ? claimOfAny(reads, name, uses.facts) : null;
    if (key) uses.add(key, name, "membership", claim);
  }
}

/** `err.code in TABLE`, `TABLE[err.code]` */
function tableRead(reference: TSESTree.Node): TSESTree.Node[] {
  const table = withCasts(reference);
  const { parent } = table;
  if (parent?.type === "BinaryExpression" && parent.operator === "in" && parent.right === table) return [parent.left];
  return parent?.type === "MemberExpression" && parent.computed && parent.object === table ? [parent.property] : [];
}

interface Member {
  readonly name: string;
  /** `null` where it cannot be renamed without its value: `{ NOT_FOUND }`. */
  readonly key: TSESTree.Node | null;
  readonly value: TSESTree.Node | null;
}

/** The members of an enum or of a constant object, frozen or not; `null` for any other variable. */
function membersOf(variable: Variable): Member[] | null {
  const definition = variable.defs[0]?.node;
  if (definition?.type === "TSEnumDeclaration") {
    return definition.body.members.map(({ id, initializer }) => ({
      name: id.type === "Identifier" ? id.name : (literalString(id) ?? ""),
      key: id,
      value: initializer ?? null,
    }));
  }
  const object = constantObject(initOf(variable));
  return object && object.properties.flatMap(toMember);
}

function constantObject(init: TSESTree.Node | null): TSESTree.ObjectExpression | null {
  const inner = init && unwrap(init);
  const frozen =
    inner?.type === "CallExpression" &&
    inner.callee.type === "MemberExpression" &&
    propertyName(inner.callee) === "freeze"
      ? inner.arguments[0]
      : inner;
  const object = frozen ? unwrap(frozen) : null;
  return object?.type === "ObjectExpression" ? object : null;
}

function toMember(property: TSESTree.ObjectLiteralElement): Member[] {
  const name = property.type === "Property" ? propertyName(property) : null;
  if (property.type !== "Property" || name === null) return [];
  return [{ name, key: property.shorthand || property.computed ? null : property.key, value: property.value }];
}

function isOwnSource(variable: Variable, { facts, contract }: UseList): boolean {
  const origin = { root: { kind: "declaration", variable }, path: [] } as const;
  return contract.codeSources.some((source) => isBinding(origin, source, facts.known.path));
}

/** `ErrorCode.NOT_FUOND`, where another file declares `ErrorCode`: a member may have another value than its name. */
function addMembers(uses: UseList): void {
  for (const scope of uses.facts.bindings.scopeManager.scopes) {
    for (const { identifier, isValueReference } of scope.references) {
      if (isValueReference) addMember(withCasts(identifier), uses, 0);
    }
  }
}

function addMember(object: TSESTree.Node, uses: UseList, depth: number): void {
  const { parent } = object;
  if (parent?.type !== "MemberExpression" || parent.object !== object || depth > 3) return;
  if (!uses.facts.known.find(object, uses.contract.codeSources)) return addMember(withCasts(parent), uses, depth + 1);
  const name = propertyName(parent);
  if (name === null || isDeclaredMember(object, name, uses.facts)) return;
  uses.add(parent.property, name, "member", "possible");
}

function isDeclaredMember(object: TSESTree.Node, name: string, { bindings }: Facts): boolean {
  const origin = bindings.originOf(object);
  const variable = origin?.root.kind === "declaration" ? origin.root.variable : null;
  return (variable && membersOf(variable)?.some((member) => member.name === name)) ?? false;
}

// ---- what is read, and whose it is

/** An expression that reads a code: `err.code`, `body.error_code`, a variable that holds one, or one typed as a code. */
interface CodeRead {
  readonly field: "code" | "error_code";
  /**
   * `ours`: of the contract, as the object's class, its type or a guard on the way says. `foreign`: of somebody else's
   * class. `caught`: of an error that nothing is said about. `unknown`: of anything.
   */
  readonly of: "ours" | "foreign" | "caught" | "unknown";
}

/** The read of a code that an expression is, or `null`. */
function findCodeRead(node: TSESTree.Node, facts: Facts): CodeRead | null {
  const inner = unwrap(node);
  if (inner.type === "Identifier" && isCodeTyped(inner, facts)) return { field: "code", of: "ours" };
  const part = findPart(inner, facts);
  if (!part) return null;
  const { field, object } = part;
  return { field, of: object === null ? "unknown" : ownerOf(object, node, facts) };
}

/** Whether an expression is certainly an error that the contract's class made, at the place where it stands. */
function isCodedHere(node: TSESTree.Node, facts: Facts): boolean {
  return ownerOf(node, node, facts) === "ours";
}

interface Part {
  readonly field: CodeRead["field"];
  /** `null` where it is a part of a part. */
  readonly object: TSESTree.Node | null;
}

function findPart(node: TSESTree.Node, facts: Facts): Part | null {
  if (node.type === "MemberExpression") {
    const field = toField(propertyName(node));
    return field && { field, object: node.object };
  }
  const variable = node.type === "Identifier" ? facts.bindings.variableOf(node) : null;
  const definition = variable?.defs[0];
  if (!variable || !definition || variable.defs.length > 1 || !isUnreassigned(variable)) return null;
  const { node: declared, name } = definition;
  if (declared.type === "CatchClause" && declared.param && declared.param !== name)
    return partOfPattern(declared.param, name, declared.param);
  if (declared.type !== "VariableDeclarator" || !declared.init) return null;
  const init = unwrap(declared.init);
  if (declared.id !== name) return partOfPattern(declared.id, name, declared.init);
  return init.type === "MemberExpression" ? findPart(init, facts) : null;
}

/** `const { code } = err`, `catch ({ code })` */
function partOfPattern(pattern: TSESTree.Node, name: TSESTree.Node, object: TSESTree.Node): Part | null {
  if (pattern.type !== "ObjectPattern") return null;
  const property = pattern.properties.find((each) => each.type === "Property" && each.value === name);
  const field = property?.type === "Property" ? toField(propertyName(property)) : null;
  return field && { field, object };
}

function toField(name: string | null): CodeRead["field"] | null {
  return name === "code" || name === "error_code" ? name : null;
}

/** `(code: ErrorCode)`, where the contract says that `ErrorCode` lists the codes. */
function isCodeTyped(node: TSESTree.Identifier, { bindings, known, setting }: Facts): boolean {
  const origin = bindings.originOf(node);
  if (origin?.root.kind !== "instance" || origin.root.made !== "type" || origin.path.length > 0) return false;
  const { of } = origin.root;
  return setting.contract?.codeSources.some((source) => isBinding(of, source, known.path)) ?? false;
}

/** Whose error an expression is at a place: by a guard on the way there, else by how it was made or typed. */
function ownerOf(object: TSESTree.Node, at: TSESTree.Node, facts: Facts): CodeRead["of"] {
  const guarded = guardedOwner(object, at, facts);
  return guarded ?? declaredOwner(object, facts);
}

function declaredOwner(node: TSESTree.Node, facts: Facts): CodeRead["of"] {
  const cast = castOwner(node, facts);
  if (cast) return cast;
  const inner = unwrap(node);
  if (inner.type === "ObjectPattern") return "caught";
  if (inner.type === "CallExpression" && isFoundCause(inner, facts)) return "ours";
  const made = originOwner(facts.bindings.originOf(inner), facts);
  if (made) return made;
  const variable = inner.type === "Identifier" ? facts.bindings.variableOf(inner) : null;
  const definition = variable?.defs[0];
  if (!variable || !definition) return "unknown";
  if (definition.type === "CatchClause") return "caught";
  const { node: declared } = definition;
  const isAlias = declared.type === "VariableDeclarator" && declared.id === definition.name && isUnreassigned(variable);
  if (isAlias && declared.init && unwrap(declared.init) !== inner) return declaredOwner(declared.init, facts);
  return isCaughtParameter(definition.name, facts) ? "caught" : "unknown";
}

function isCaughtParameter(name: TSESTree.Node, { fates }: Facts): boolean {
  return fates.some(({ caught }) => caught.binding === name);
}

/** `findCause(err, AppError)` */
function isFoundCause({ callee, arguments: given }: TSESTree.CallExpression, { known, setting }: Facts): boolean {
  const second = given[1];
  return (
    second !== undefined && known.find(callee, setting.contract?.causeFinders) !== null && known.isCodedClass(second)
  );
}

/** What a cast says; `null` for `any`, `unknown` and shapes. */
function castOwner(node: TSESTree.Node, facts: Facts): CodeRead["of"] | null {
  if (node.type === "TSNonNullExpression" || node.type === "ChainExpression") return castOwner(node.expression, facts);
  if (node.type !== "TSAsExpression" && node.type !== "TSTypeAssertion") return null;
  const type = node.typeAnnotation;
  return type.type === "TSTypeReference" ? typeOwner(facts.bindings.originOfTypeName(type.typeName), facts) : null;
}

/** What it says of an expression that it was made by, or typed as, something. */
function originOwner(origin: Origin | null, facts: Facts): CodeRead["of"] | null {
  if (origin?.root.kind !== "instance" || origin.path.length > 0) return null;
  const { of, made } = origin.root;
  if (made !== "call") return typeOwner(of, facts);
  return isMaker(of, facts) ? "ours" : null;
}

/** A factory of coded errors, or the wrapper. */
function isMaker(of: Origin, { known, setting }: Facts): boolean {
  const makers = setting.contract?.errors ?? [];
  return makers.some((binding) => isMadeBy(of, binding, known.path));
}

function typeOwner(of: Origin | null, { known, setting }: Facts): CodeRead["of"] | null {
  if (!of || isBuiltinError(of)) return null;
  const classes = setting.contract?.errors.filter(({ factory }) => !factory) ?? [];
  if (classes.some((binding) => isBinding(of, binding, known.path))) return "ours";
  const declared = of.root.kind === "declaration" && of.path.length === 0 ? of.root.variable.defs[0]?.node : null;
  const parent = declared?.type === "ClassDeclaration" ? declared.superClass : null;
  return parent && known.isCodedClass(parent) ? "ours" : "foreign";
}

function isBuiltinError({ root, path }: Origin): boolean {
  return root.kind === "global" && isEqual(path, ["Error"]);
}

/** Whose error the tests above a place say that it is; `null` where none does. Only of what keeps its value. */
function guardedOwner(object: TSESTree.Node, at: TSESTree.Node, facts: Facts): CodeRead["of"] | null {
  const key = findTestKey(object, facts.bindings)?.text;
  if (key === undefined) return null;
  for (let child = at, parent = at.parent; parent; child = parent, parent = parent.parent) {
    for (const { test, outcome } of conditionsAbove(child, parent)) {
      const owner = impliedOwner(test, outcome, { key, facts });
      if (owner) return owner;
    }
  }
  return null;
}

interface Condition {
  readonly test: TSESTree.Node;
  readonly outcome: boolean;
}

/** What must have come out of tests for the control to get from `parent` into `child`. */
function conditionsAbove(child: TSESTree.Node, parent: TSESTree.Node): Condition[] {
  switch (parent.type) {
    case "LogicalExpression":
      return parent.right === child && parent.operator !== "??"
        ? [{ test: parent.left, outcome: parent.operator === "&&" }]
        : [];
    case "IfStatement":
    case "ConditionalExpression":
      return parent.test === child ? [] : [{ test: parent.test, outcome: parent.consequent === child }];
    case "WhileStatement":
      return parent.body === child ? [{ test: parent.test, outcome: true }] : [];
    case "BlockStatement":
    case "Program":
      return conditionsBefore(child, parent.body);
    case "SwitchCase":
      return conditionsBefore(child, parent.consequent);
    default:
      return [];
  }
}

/** `if (!(err instanceof AppError)) throw err;` above a statement, nearest first. */
function conditionsBefore(child: TSESTree.Node, statements: readonly TSESTree.Node[]): Condition[] {
  const before = statements.slice(0, Math.max(0, statements.indexOf(child))).reverse();
  return before.flatMap((statement) =>
    statement.type === "IfStatement" && !statement.alternate && isLeft(statement.consequent)
      ? [{ test: statement.test, outcome: false }]
      : [],
  );
}

function isLeft(statement: TSESTree.Statement): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last !== undefined && /^(?:Throw|Return|Continue|Break)Statement$/.test(last.type);
}

interface Asked {
  readonly key: string;
  readonly facts: Facts;
}

function impliedOwner(test: TSESTree.Node, outcome: boolean, asked: Asked): CodeRead["of"] | null {
  const inner = unwrap(test);
  if (inner.type === "UnaryExpression" && inner.operator === "!") return impliedOwner(inner.argument, !outcome, asked);
  if (inner.type === "LogicalExpression" && inner.operator === (outcome ? "&&" : "||")) {
    return impliedOwner(inner.left, outcome, asked) ?? impliedOwner(inner.right, outcome, asked);
  }
  return outcome ? testedOwner(inner, asked) : null;
}

/** `err instanceof X`, `isAppError(err)`, `axios.isAxiosError(err)` */
function testedOwner(test: TSESTree.Node, { key, facts }: Asked): CodeRead["of"] | null {
  const { bindings, known, setting } = facts;
  const isAsked = (node: TSESTree.Node | undefined): boolean =>
    node !== undefined && findTestKey(node, bindings)?.text === key;
  if (test.type === "BinaryExpression" && test.operator === "instanceof" && isAsked(test.left)) {
    if (known.isCodedClass(test.right)) return "ours";
    const origin = bindings.originOf(test.right);
    return origin && isBuiltinError(origin) ? null : "foreign";
  }
  if (test.type !== "CallExpression" || !isAsked(test.arguments[0])) return null;
  if (known.find(test.callee, setting.contract?.guards)) return "ours";
  const callee = unwrap(test.callee);
  const name =
    callee.type === "MemberExpression" ? propertyName(callee) : callee.type === "Identifier" ? callee.name : null;
  return name !== null && /^is[A-Z]/.test(name) && !NEUTRAL_GUARDS.has(name) ? "foreign" : null;
}

const NEUTRAL_GUARDS = new Set(["isError", "isNativeError", "isErrorLike", "isObject", "isRecord", "isPlainObject"]);

/** The node with all casts around it: what its parent holds. */
function withCasts(node: TSESTree.Node): TSESTree.Node {
  const outside = parentOutsideCasts(node);
  let outer = node;
  while (outer.parent && outer.parent !== outside) outer = outer.parent;
  return outer;
}

// ---- spelling

/** What tells a misspelling from another word. */
export interface Spelling {
  readonly codes: Iterable<string>;
  /** The text of the file: who uses a word elsewhere in it did not mistype it. */
  readonly text: string;
}

/**
 * The one code of which `code` is certainly a misspelling: one slip in one of its words, or in its underscores. `null` where
 * there is none or several. Nearness alone is not enough: `USER_NOT_FOUND` is near to `ORDER_NOT_FOUND`, and means something else.
 */
export function findMisspelt(code: string, { codes, text }: Spelling): string | null {
  const known = [...codes];
  const words = new Set(known.flatMap((each) => each.split(SEPARATOR)));
  const isWord = (word: string): boolean => words.has(word) || isWrittenElsewhere(word, code, text);
  const [first, ...others] = known.filter((each) => isMisspelling(code, each, isWord));
  return first !== undefined && others.length === 0 ? first : null;
}

const SEPARATOR = /[^\p{L}\p{N}]+/u;

function isMisspelling(code: string, of: string, isWord: (word: string) => boolean): boolean {
  if (code === of) return false;
  const [written, meant] = [code.split(SEPARATOR), of.split(SEPARATOR)];
  if (written.join("") === meant.join("")) return true;
  if (written.length !== meant.length) return false;
  const [slip, ...others] = written.flatMap((word, index) =>
    word === meant[index] ? [] : [[word, meant[index] ?? ""]],
  );
  const [word = "", right = ""] = slip ?? [];
  return others.length === 0 && isSlip(word, right) && !isWord(word);
}

/** One letter too many, too few, wrong or swapped with the next, in a word of five letters or more, and not in its first. */
function isSlip(word: string, right: string): boolean {
  if (Math.max(word.length, right.length) < 5 || word[0] !== right[0]) return false;
  const start = commonLength(word, right, (text, index) => text[index]);
  const [wordRest, rightRest] = [word.slice(start), right.slice(start)];
  const end = commonLength(wordRest, rightRest, (text, index) => text[text.length - 1 - index]);
  const [one, other] = [wordRest.slice(0, wordRest.length - end), rightRest.slice(0, rightRest.length - end)];
  if (!/^\p{L}*$/u.test(one + other) || isOtherSpelling(word, one, other)) return false;
  return Math.max(one.length, other.length) === 1 || (one.length === 2 && one === [...other].reverse().join(""));
}

/** `CANCELED` and `CANCELLED`, `AUTHORISED` and `AUTHORIZED` are both right, somewhere. */
function isOtherSpelling(word: string, one: string, other: string): boolean {
  return /^cancell?/i.test(word) ? /^l?$/i.test(one + other) : /^(?:sz|zs)$/i.test(one + other);
}

function commonLength(one: string, other: string, at: (text: string, index: number) => string | undefined): number {
  const shorter = Math.min(one.length, other.length);
  let length = 0;
  while (length < shorter && at(one, length) === at(other, length)) length++;
  return length;
}

/** Whether the file says the word, or its plural, anywhere but in the code itself: in a name, a comment or another code. */
function isWrittenElsewhere(word: string, code: string, text: string): boolean {
  const written = text.replaceAll(code, "").match(/\p{Lu}?\p{Ll}+|\p{Lu}+/gu) ?? [];
  const forms = new Set([word.toLowerCase(), `${word.toLowerCase()}s`]);
  return written.some((each) => forms.has(each.toLowerCase()));
}
