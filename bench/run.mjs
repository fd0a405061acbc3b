import { parseArgs } from "node:util";
import { loadCodeBases } from "./corpus.mjs";
import { benchEditor } from "./editor.mjs";
import { benchLint } from "./lint.mjs";
import { benchLoad } from "./load.mjs";
import { benchMigrate } from "./migrate.mjs";

/** `--rounds 9` for calmer numbers, `--only lint` (or `load`, `editor`, `migrate`) for one part. */
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, only: { type: "string", multiple: true, default: [] } },
});
const rounds = Number(values.rounds);
const isAsked = (part) => values.only.length === 0 || values.only.includes(part);

const codeBases = loadCodeBases();
if (isAsked("load")) benchLoad(rounds * 2 + 1);
for (const codeBase of codeBases) {
  if (isAsked("lint")) benchLint(codeBase, rounds);
  if (isAsked("editor")) await benchEditor(codeBase);
  if (isAsked("migrate")) benchMigrate(codeBase, rounds);
}
