import { loadOxcParser, loadTypescriptParser, type Parser } from "../../src/syntax/parse.ts";
import { codemods } from "../index.ts";
import { toStockTransform, type StockTransform } from "./stock-transform.ts";

let parser: Parser | null = null;

/** The scripts of `oxc-parser` lie beside this one: required as a package, the host's compiler would spoil them. */
function toParser(): Parser | undefined {
  parser ??= loadOxcParser("./oxc-parser.bundle") ?? loadTypescriptParser();
  return parser ?? undefined;
}

/** Every codemod as a stock transform, by its name. */
export const transforms: Readonly<Record<string, StockTransform>> = Object.fromEntries(
  codemods.map((codemod) => [codemod.name, toStockTransform(codemod, toParser)]),
);
