import { toPattern, isPattern, usualCodePattern } from "./code-pattern.ts";
import {
  type Complaint,
  type Document,
  type Spot,
  createProblem,
  parseDocument,
  toPresetDocument,
} from "./document.ts";
import { type Disk, toRealPath } from "./disk.ts";
import { resolveExtended } from "./extends.ts";
import { findInconsistencies } from "./inconsistency.ts";
import { getItems, getString } from "./json.ts";
import type { ContractProblem } from "./problem.ts";
import { findSchemaProblems } from "./schema.ts";

/** A contract file and everything it extends. */
export interface Gathered {
  /** What is extended stands before what extends it, each file once; the file that was asked for is the last. */
  readonly documents: readonly Document[];
  readonly problems: readonly ContractProblem[];
  /** Whether all that is extended was found and could be read. */
  readonly isComplete: boolean;
  readonly codePattern: RegExp;
  /** The files, absolute, in the order in which they were read, and what was in them. */
  readonly texts: ReadonlyMap<string, string>;
}

const deepestExtends = 32;
const anyName = /(?:)/;

/** Reads a contract file and what it extends. Never throws. */
export function gatherDocuments(path: string, disk: Disk): Gathered {
  const gathering = new Gathering(disk);
  const codePattern = gathering.open(path, null, []) ?? usualCodePattern;
  const { documents, problems, texts, isComplete } = gathering;
  return { documents, problems, isComplete, codePattern, texts };
}

/** Who says `extends`, and where. */
interface Sayer {
  readonly document: Document;
  readonly spot: Spot;
}

class Gathering {
  readonly documents: Document[] = [];
  readonly problems: ContractProblem[] = [];
  readonly texts = new Map<string, string>();
  isComplete = true;
  /** By real path or name of the preset: the pattern of codes in force there. */
  private readonly done = new Map<string, RegExp>();

  constructor(private readonly disk: Disk) {}

  /** The pattern of codes in force in that file, or `null` where it cannot be read. `chain`: those that led to it. */
  open(path: string, sayer: Sayer | null, chain: readonly string[]): RegExp | null {
    const id = toRealPath(path);
    if (chain.includes(id))
      return this.refuse(path, sayer, { message: `It extends itself: ${[...chain, id].join(" → ")}` });
    if (chain.length > deepestExtends)
      return this.refuse(path, sayer, { message: `It extends more than ${deepestExtends} files in a row` });
    const known = this.done.get(id);
    if (known !== undefined) return known;
    const reading = this.disk.read(path);
    this.texts.set(path, "failure" in reading ? reading.failure : reading.text);
    if ("failure" in reading)
      return this.refuse(path, sayer, { message: `${path} ${reading.failure}`, expected: "a contract file" });
    const pattern = this.add(parseDocument(path, reading.text), [...chain, id]);
    this.done.set(id, pattern);
    return pattern;
  }

  private add(document: Document, chain: readonly string[]): RegExp {
    this.problems.push(...document.syntaxProblems, ...findSchemaProblems(document));
    if (document.root === null) this.isComplete = false;
    const inherited = getItems(document.root, "extends").map((item, index) => {
      const spot = { offset: item.offset, path: `$.extends[${index}]` };
      return item.kind === "string" ? this.extend(item.value, { document, spot }, chain) : null;
    });
    const pattern = toOwnPattern(document) ?? inherited.filter((one) => one !== null).at(-1) ?? usualCodePattern;
    this.problems.push(...findInconsistencies(document, pattern));
    this.documents.push(document);
    return pattern;
  }

  /** The pattern that the entry brings along, or `null`. */
  private extend(entry: string, sayer: Sayer, chain: readonly string[]): RegExp | null {
    const extended = resolveExtended(entry, sayer.document.name, this.disk);
    if (extended.kind === "none") return this.refuse(sayer.document.name, sayer, extended.complaint);
    if (extended.kind === "file") return this.open(extended.path, sayer, chain);
    if (!this.done.has(extended.name)) this.documents.push(toPresetDocument(extended.name, extended.content));
    this.done.set(extended.name, usualCodePattern);
    return null;
  }

  /** Told where `extends` says it, or of the file itself if it is the one that was asked for. */
  private refuse(path: string, sayer: Sayer | null, complaint: Complaint): null {
    const { document, spot } = sayer ?? { document: parseDocument(path, "{}"), spot: { offset: 0, path: "$" } };
    this.problems.push(createProblem(document, spot, complaint));
    this.isComplete = false;
    return null;
  }
}

function toOwnPattern({ root }: Document): RegExp | null {
  const said = getString(root, "codePattern");
  if (said === null) return null;
  // What is no pattern has been reported; no name is to blame for it.
  return isPattern(said) ? toPattern(said) : anyName;
}
