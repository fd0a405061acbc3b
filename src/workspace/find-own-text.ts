import { isAbsolutePath } from "../contract/glob.ts";
import { isDriver } from "../knowledge/drivers.ts";
import type { Below, Hearing, Inside } from "./below.ts";
import type { Site } from "./file-contribution.ts";

/** What is asked of what is below: `isWrapped`, where what a coded error says goes on to the client through its wrap. */
interface Sealing extends Hearing {
  readonly isWrapped: boolean;
}

/** Of what is thrown further away, whoever asks is seldom told. */
const deepest = 3;

/**
 * What may be thrown below a catch with words that were written for whoever asks, as reasons; nothing where nothing is.
 * What is the project's and cannot be seen may have such words.
 */
export function* findOwnText({ isWrapped, ...hearing }: Sealing, below: Below): Generator<string> {
  const unseen = new Set<string>();
  for (const inside of below.find(hearing)) {
    if (inside.depth > deepest) break;
    for (const own of inside.ownTexts.filter(({ isCoded }) => !isWrapped || !isCoded))
      yield `${toPlace(inside, own.line, below)} throws “${own.text}”, which may be for whoever asks`;
    for (const { name } of inside.depth < deepest ? inside.sites.filter((each) => isUnseen(each, inside, below)) : [])
      unseen.add(`\`${name}\` may throw texts for whoever asks, and is not seen`);
  }
  yield* unseen;
}

function toPlace({ file }: Inside, line: number, { workspace }: Below): string {
  return `${workspace.toRelative(file.path)}:${String(line)}`;
}

/** Whether a call is of the project's, and it is not known what it does. */
function isUnseen({ to }: Site, { file }: Inside, { workspace }: Below): boolean {
  if (to?.kind !== "import") return false;
  const isProjects = isAbsolutePath(to.module) || /^(?:[#~]|@\/)/.test(to.module);
  const { modules, functions } = workspace;
  if (modules.find(to.module).length === 0) return isProjects;
  if (to.path.length > 1 || functions.find(to, file).length > 0) return false;
  const named = modules.findExports(to.module, to.path[0] ?? "default");
  const exported = named.length > 0 ? named : modules.findExports(to.module, "default");
  return exported.every(({ target }) => {
    const type = target.kind === "value" ? target.type : null;
    return target.kind !== "class" && (named.length > 0 || target.kind !== "value") && !isOfDriver(type?.module);
  });
}

function isOfDriver(module: string | null | undefined): boolean {
  return module != null && isDriver(module);
}
