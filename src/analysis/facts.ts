import type { TSESTree } from "@typescript-eslint/types";
import type { Contract, Policy } from "../contract/contract.ts";
import type { Bindings } from "../syntax/bindings.ts";
import type { Source } from "../syntax/source.ts";
import type { FunctionNode } from "../syntax/unwrap.ts";
import type { CodeUse } from "./code-use.ts";
import type { CodedError } from "./find-coded-errors.ts";
import type { Fate } from "./fate.ts";
import type { Handler } from "./handler.ts";
import type { Known } from "./known.ts";

/** What decides beside the code: the contract in force, or `null`, and the policy after defaults. */
export interface Setting {
  readonly contract: Contract | null;
  readonly policy: Policy;
  /** What relative imports end in (`.js`), for a file that has none of its own to follow; absent where nobody knows. */
  readonly importExtension?: string;
  /** Whether the file is compiled where `new Error(message, { cause })` is known; absent where nobody has looked: then it is. */
  readonly hasErrorCause?: boolean;
}

/** The nodes of a file by what they are, in source order; collected in one pass. */
export interface Nodes {
  readonly calls: readonly (TSESTree.CallExpression | TSESTree.NewExpression)[];
  readonly functions: readonly FunctionNode[];
  readonly catches: readonly TSESTree.CatchClause[];
  readonly throws: readonly TSESTree.ThrowStatement[];
  readonly returns: readonly TSESTree.ReturnStatement[];
  readonly assignments: readonly TSESTree.AssignmentExpression[];
  /** Where a test decides which way to go. */
  readonly deciding: readonly (
    | TSESTree.IfStatement
    | TSESTree.ConditionalExpression
    | TSESTree.LogicalExpression
    | TSESTree.SwitchStatement
    | TSESTree.WhileStatement
    | TSESTree.DoWhileStatement
    | TSESTree.ForStatement
  )[];
  /** String literals and templates without holes, but for those in types. */
  readonly strings: readonly TSESTree.Node[];
  /** Where a table is asked by a key that is worked out: `TABLE[key]`, `key in TABLE`. */
  readonly lookups: readonly (TSESTree.MemberExpression | TSESTree.BinaryExpression)[];
  readonly classes: readonly (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[];
}

/** Everything the analysis knows about one file under one setting. Each part is worked out when it is first asked for. */
export interface Facts {
  readonly source: Source;
  readonly setting: Setting;
  readonly nodes: Nodes;
  readonly bindings: Bindings;
  readonly known: Known;
  /** The specifiers that the file imports or requires. */
  readonly imports: ReadonlySet<string>;
  readonly handlers: readonly Handler[];
  /** One for each error that is caught in the file. */
  readonly fates: readonly Fate[];
  /** Every error of the contract's that is made. */
  readonly codedErrors: readonly CodedError[];
  /** Every code that is written out; none without a contract. */
  readonly codeUses: readonly CodeUse[];
}
