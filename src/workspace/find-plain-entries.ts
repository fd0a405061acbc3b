import { posix } from "node:path";

/** What of a manifest says which files are run as they are. */
export interface Commands {
  readonly main?: unknown;
  readonly scripts?: unknown;
}

const RUNNERS: ReadonlySet<string> = new Set(["node", "nodemon", "pm2", "pm2-runtime", "forever", "supervisor"]);

/** Something that compiles what is loaded, or runs what the file's name does not tell. */
const COMPILES =
  /ts-node|tsx|swc|babel|esbuild|esbuild-register|sucrase|jiti|esm-register|strip-types|transform-types|--(?:experimental-)?loader|\s(?:-x|--exec|--interpreter|-e|--eval|-p|--print)\b/;

/** The files of a package that its scripts run by Node as they are, which compiles nothing: from the package's folder. */
export function findPlainEntries({ main, scripts }: Commands): readonly string[] {
  const texts = typeof scripts === "object" && scripts !== null ? Object.values(scripts) : [];
  const commands = texts.flatMap((text) => (typeof text === "string" ? text.split(/&&|\|\||[;|&]/) : []));
  const entries = commands.flatMap((command) => toEntry(command, typeof main === "string" ? main : "index.js") ?? []);
  return [...new Set(entries.map((entry) => posix.normalize(entry)))];
}

/** `src/jobs/index.js` of `NODE_ENV=production npx nodemon --inspect src/jobs/index.js`. */
function toEntry(command: string, main: string): string | null {
  if (COMPILES.test(command)) return null;
  const words = command.split(/[\s"']+/).filter((word) => word !== "");
  const runner = words.findIndex((word) => RUNNERS.has(word));
  if (runner < 0 || !words.slice(0, runner).every(isBefore)) return null;
  const path = words
    .slice(runner + 1)
    .find((word) => word === "." || /\.[cm]?js$|^\.{0,2}\/?[\w-]+\/[\w./-]+$/.test(word));
  return path === "." ? main : (path ?? null);
}

/** What may stand before the program that is run: variables, and who hands them on. */
function isBefore(word: string): boolean {
  return /^(?:\w+=.*|set|env|cross-env|dotenv|npx|exec|--)$/.test(word);
}
