import { existsSync } from "node:fs";
import { join, posix, relative } from "node:path";
import type { ts } from "ts-morph";
import type { CodeUse } from "../../../src/analysis/code-use.ts";
import { usualCodePattern } from "../../../src/contract/code-pattern.ts";
import { contractFileName } from "../../../src/contract/discover.ts";
import { createDiskWith } from "../../../src/contract/disk.ts";
import { loadContract } from "../../../src/contract/load.ts";
import { toPolicy } from "../../../src/contract/policy.ts";
import { toProblemText } from "../../../src/contract/problem.ts";
import { isTestPath } from "../../../src/contract/scope.ts";
import { toFacts } from "../../../src/analysis/program.ts";
import { findMisspelt } from "../../../src/analysis/find-misspelt.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { parse } from "../../../src/syntax/parse.ts";
import { toPosition } from "../../../src/syntax/position.ts";
import { isInTestFolder } from "../../../src/workspace/to-contribution.ts";
import { CommandError } from "../command-error.ts";
import { findFiles } from "../files.ts";
import { openProgram } from "../project/open-program.ts";
import { readFile } from "../read-file.ts";
import { findWorkspace } from "../workspace-root.ts";
import { gather, type Gathered } from "./gather.ts";
import { Spellings } from "./modules-of.ts";
import { type DraftContract, toContract } from "./to-contract.ts";

export interface Extraction {
  /** The folder of the contract, absolute. */
  readonly root: string;
  /** `null` where nothing was found that it could be about. */
  readonly contract: DraftContract | null;
  readonly counts: { readonly codes: number; readonly classes: number; readonly sources: number };
  readonly notes: readonly string[];
}

/** Reads the errors of a folder's sources into a contract. Throws `PATH_NOT_FOUND` or `CONTRACT_INVALID`. */
export async function extractContract(directory: string): Promise<Extraction> {
  const workspace = await findWorkspace(directory, []);
  const target = workspace.targets[0] ?? "";
  const root = join(workspace.root, target);
  const { targets } = await findFiles(workspace, { cwd: root, include: [], exclude: [] });
  const sources = [...targets].filter(
    (path) => !isTestPath(null, path) && !isInTestFolder(path, "") && !isBeside.test(posix.relative(target, path)),
  );
  const texts = readTexts(sources.map((path) => join(workspace.root, path)));
  const paths = findConcerned(texts);
  const program = openProgram(workspace.root, paths);
  const files = paths.flatMap((path) => program.find(path) ?? []);
  const found = gather(files, program);
  const places = [
    ...found.sentences.map(({ node }) => `${toPlace(node, root)}: a sentence stands where a code goes.`),
    ...found.computed.map(({ node }) => `${toPlace(node, root)}: the code is worked out at run time.`),
  ];
  if (found.codes.size === 0) return { root, contract: null, counts: toCounts(found), notes: places };
  const spellings = new Spellings(files, root, program.checker);
  const added = addUsed(found, { spellings, texts, path: join(root, contractFileName) });
  const { contract, notes } = toContract(found, spellings);
  return { root, contract, counts: toCounts(found), notes: [...notes, ...added, ...places] };
}

/** What shows or tries the product, outside of anybody's sources: `examples/`, `packages/testsuite/`, `docs-website/`. */
const isBeside =
  /^docs\/|^(?:(?!(?:src|lib|app|server)\/)[^/]+\/)*(?:examples?|demos?|playgrounds?|docs?-?(?:web)?site\w*|test-?apps?|test-?suites?)\//;

function toPlace(node: ts.Node, root: string): string {
  const { fileName, text } = node.getSourceFile();
  const { line, column } = toPosition(text, node.getStart());
  return `${relative(root, fileName)}:${String(line)}:${String(column)}`;
}

function toCounts({ codes, classes, sources }: Gathered): Extraction["counts"] {
  return { codes: codes.size, classes: classes.size, sources: sources.size };
}

function readTexts(paths: readonly string[]): ReadonlyMap<string, string> {
  const texts = paths.map((path) => [path, readFile(path)?.text ?? ""] as const);
  return new Map(texts.filter(([path, text]) => text !== "" && !isGenerated(path, text)));
}

/** The files that may declare or make an error, or a code: also by classes whose names do not say that they are errors. */
function findConcerned(texts: ReadonlyMap<string, string>): string[] {
  const names = new Set(["\\w*(?:Error|Exception)"]);
  for (let known = 0; known < names.size;) {
    known = names.size;
    const declared = new RegExp(`\\bclass\\s+([A-Za-z]\\w*)\\b[^{]*?\\bextends\\s+(?:${[...names].join("|")})\\b`, "g");
    for (const text of texts.values())
      for (const [, name = ""] of text.matchAll(declared)) if (!/(?:Error|Exception)$/.test(name)) names.add(name);
  }
  const concerned = new RegExp(`\\b(?:${[...names].join("|")})\\b|[eE]rr\\w*[cC]ode|ERR\\w*_CODE`);
  return [...texts].filter(([, text]) => concerned.test(text)).map(([path]) => path);
}

/** As a file has it. */
export function toText(contract: object): string {
  return `${JSON.stringify(contract, null, 2)}\n`;
}

interface Trial {
  readonly spellings: Spellings;
  readonly texts: ReadonlyMap<string, string>;
  /** Of the contract that is to be. */
  readonly path: string;
}

/** What the rules would still not know is in use today, and becomes a code as well; each has a note. */
function addUsed(found: Gathered, { spellings, texts, path }: Trial): string[] {
  const disk = createDiskWith(path, toText(toContract(found, spellings).contract));
  const { contract, problems } = loadContract(path, disk);
  if (contract === null)
    throw new CommandError("CONTRACT_INVALID", "what is there does not make a valid contract", {
      details: problems.map((problem) => toProblemText(problem)),
    });
  const notes: string[] = [];
  const declared = [...contract.codes.keys()];
  for (const [file, text] of texts) {
    const { source } = /code/i.test(text) ? parse(file, text) : { source: null };
    const uses = source ? toFacts(source, { contract, policy: toPolicy(contract, {}) }).codeUses : [];
    const unseen = uses.filter((use) => !found.codes.has(use.code) && /^\S+$/.test(use.code));
    for (const { code } of unseen.filter((use) => !isStandIn(use))) {
      found.see(code);
      const meant = findMisspelt(code, { codes: declared, text });
      notes.push(`${code} is used and nowhere declared${meant === null ? "." : `: is it ${meant}, misspelt?`}`);
    }
  }
  return notes;
}

/** What an error has in the place of a code that is worked out, `isOurs ? error.code : "undefined"`, and is not spelt like one. */
function isStandIn({ node, code, where }: CodeUse): boolean {
  const isPart = node.parent?.type === "ConditionalExpression" || node.parent?.type === "LogicalExpression";
  return where === "construction" && isPart && !usualCodePattern.test(code);
}

/** Throws `INVALID_USAGE` where there is a contract already: it says more than the code could. */
export function refuseExisting(root: string): void {
  const path = join(root, contractFileName);
  if (existsSync(path)) throw new CommandError("INVALID_USAGE", "there is a contract already", { context: { path } });
}
