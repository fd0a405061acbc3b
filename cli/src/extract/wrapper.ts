import { ts } from "ts-morph";
import { unwrapped, visit } from "../rename-code/ts-nodes.ts";
import type { ErrorClass } from "./error-class.ts";

/** A function out of which comes a coded error around the error that it is given, on every path. */
export interface Wrapper {
  readonly declaration: ts.FunctionDeclaration | ts.VariableDeclaration | ts.MethodDeclaration;
  /** The position of the error that it is given. */
  readonly cause: number;
  /** What it makes, in the order of its returns. */
  readonly made: readonly ts.NewExpression[];
  /** It gives back what is coded already: then the code is whichever that has. */
  readonly keepsCoded: boolean;
}

/** What is asked of other parts of the program. */
export interface WrapperQuestions {
  readonly checker: ts.TypeChecker;
  /** The coded class that an expression denotes. */
  findClass(expression: ts.Expression): ErrorClass | null;
  /** The argument of a construction that becomes the cause. */
  causeOf(node: ts.NewExpression, made: ErrorClass): ts.Expression | null;
}

type Maker = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration;

/**
 * `function toAppError(err) { if (err instanceof AppError) return err; return new AppError("INTERNAL_ERROR", "…", { cause: err }); }`
 * for the construction in it; `null` where some path may lose the error.
 */
export function findWrapper(node: ts.NewExpression, questions: WrapperQuestions): Wrapper | null {
  const maker = ts.findAncestor(node, ts.isFunctionLike);
  if (!maker || !isMaker(maker) || !maker.body || !ts.isBlock(maker.body)) return null;
  const declaration = ts.isArrowFunction(maker) || ts.isFunctionExpression(maker) ? maker.parent : maker;
  const isNamed =
    ts.isFunctionDeclaration(declaration) ||
    ts.isMethodDeclaration(declaration) ||
    ts.isVariableDeclaration(declaration);
  const isPlain = !maker.asteriskToken && !maker.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  const last = maker.body.statements.at(-1);
  if (!isNamed || !isPlain || !last || !ts.isReturnStatement(last)) return null;
  const parameters = maker.parameters.map(({ name }) => questions.checker.getSymbolAtLocation(name));
  const found = parameters.flatMap((each, cause) => {
    const reading = each ? readReturns(maker.body as ts.Block, each, questions) : null;
    return reading ? [{ declaration, cause, ...reading }] : [];
  });
  return found[0] ?? null;
}

function isMaker(node: ts.SignatureDeclaration): node is Maker {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isMethodDeclaration(node)
  );
}

/** What a body returns, if that is nothing but wraps of the error and the error itself where it is coded. */
function readReturns(
  body: ts.Block,
  error: ts.Symbol,
  questions: WrapperQuestions,
): Pick<Wrapper, "made" | "keepsCoded"> | null {
  const made: ts.NewExpression[] = [];
  let isSound = !isWritten(body, error, questions);
  let keepsCoded = false;
  const values = collectReturned(body);
  for (const value of values) {
    const inner = value && unwrapped(value);
    if (inner && isError(inner, error, questions) && isBehindTest(inner, error, questions)) keepsCoded = true;
    else if (inner && ts.isNewExpression(inner) && isAround(inner, error, questions)) made.push(inner);
    else isSound = false;
  }
  return isSound && made.length > 0 ? { made, keepsCoded } : null;
}

function collectReturned(body: ts.Block): (ts.Expression | undefined)[] {
  const returned: (ts.Expression | undefined)[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node)) returned.push(node.expression);
    ts.forEachChild(node, collect);
  };
  ts.forEachChild(body, collect);
  return returned;
}

function isError(node: ts.Expression, error: ts.Symbol, { checker }: WrapperQuestions): boolean {
  const inner = unwrapped(node);
  if (!ts.isIdentifier(inner)) return false;
  const symbol = ts.isShorthandPropertyAssignment(inner.parent)
    ? checker.getShorthandAssignmentValueSymbol(inner.parent)
    : checker.getSymbolAtLocation(inner);
  return symbol === error;
}

/** `new AppError(code, message, { cause: err })`, of a coded class. */
function isAround(node: ts.NewExpression, error: ts.Symbol, questions: WrapperQuestions): boolean {
  const made = questions.findClass(node.expression);
  const cause = made && questions.causeOf(node, made);
  return cause !== null && isError(cause, error, questions);
}

/** `if (err instanceof AppError) return err;` of a coded class, with nothing beside the test. */
function isBehindTest(node: ts.Expression, error: ts.Symbol, questions: WrapperQuestions): boolean {
  const statement = ts.findAncestor(node, ts.isReturnStatement);
  const around = statement && (ts.isBlock(statement.parent) ? statement.parent : statement);
  const branch = around?.parent;
  if (!branch || !ts.isIfStatement(branch) || branch.thenStatement !== around) return false;
  const test = unwrapped(branch.expression);
  return (
    ts.isBinaryExpression(test) &&
    test.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
    isError(test.left, error, questions) &&
    questions.findClass(test.right) !== null
  );
}

/** Whether the parameter is given another value. */
function isWritten(body: ts.Block, error: ts.Symbol, questions: WrapperQuestions): boolean {
  let isFound = false;
  visit(body, (node) => {
    if (!ts.isBinaryExpression(node) || !isError(node.left, error, questions)) return;
    const { kind } = node.operatorToken;
    isFound ||= kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  });
  return isFound;
}
