import { findTextReason } from "../../../codemods/skip-reason.ts";
import type { LeftSite } from "../../../codemods/codemod.ts";
import type { Setting } from "../../../src/analysis/facts.ts";
import { isInScope } from "../../../src/contract/scope.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import type { Source } from "../../../src/syntax/source.ts";
import { isTest } from "../../../src/workspace/to-contribution.ts";
import type { Contribution } from "../../../src/workspace/workspace-index.ts";
import type { Engine } from "../engine.ts";
import type { Asked } from "./index-trace.ts";
import { countEndings, type EndingCounts } from "./import-endings.ts";
import type { Reading } from "./reading.ts";

/** What is known of a file but for its contribution. */
interface FileWord {
  /** Why it is not for editing, or `null`. */
  readonly reason: string | null;
  readonly endings: EndingCounts;
  /** What there is to do in it, by who does it. */
  readonly work: Readonly<Record<string, Work>>;
}

interface Work {
  /** Something to change or to tell, as far as the file alone shows. */
  readonly isThere: boolean;
  /** What is left, where nothing was to edit; so it stays while the index answers as it did. */
  readonly settled?: Settled;
}

interface Settled {
  readonly asked: readonly Asked[];
  /** What imports end in, by which an edit may be another. */
  readonly ending: string | undefined;
  readonly left: readonly LeftSite[];
}

/** Plain data that follows from a file's path, its bytes, its contract and the engine, so that it may be remembered. */
export class FileRecord {
  #word: FileWord;
  /** As text, until somebody asks for it: as data it may hold on to the text of the file, and is larger by far. */
  readonly #contribution: Buffer;
  #isNew: boolean;

  private constructor(word: FileWord, contribution: Buffer, isNew: boolean) {
    this.#word = word;
    this.#contribution = contribution;
    this.#isNew = isNew;
  }

  /** Looks into a file. Throws `SYNTAX_ERROR`. */
  static of(reading: Reading, setting: Setting | null, { toContribution }: Engine): FileRecord {
    const { text } = reading;
    const unread = text === null ? "not UTF-8 text" : findTextReason(text.text);
    if (unread !== null) return new FileRecord({ reason: unread, endings: {}, work: {} }, toJson(null), true);
    const { source } = reading;
    const reason = setting === null ? "no contract applies to it" : findEditReason(source, setting);
    const endings = setting === null ? {} : countEndings(source.text);
    return new FileRecord({ reason, endings, work: {} }, toJson(toContribution(source, setting)), true);
  }

  /** Reads what `toLine` has written. */
  static fromLine(line: Buffer): FileRecord {
    const end = line.indexOf("\t");
    return new FileRecord(JSON.parse(line.toString("utf8", 0, end)) as FileWord, line.subarray(end + 1), false);
  }

  /** One line of text. */
  toLine(): Buffer {
    return Buffer.concat([toJson(this.#word), Buffer.from("\t"), this.#contribution]);
  }

  /** Whether there is more to remember than was written down. */
  get isNew(): boolean {
    return this.#isNew;
  }

  get reason(): string | null {
    return this.#word.reason;
  }

  get endings(): EndingCounts {
    return this.#word.endings;
  }

  /** What the file tells the index; `null` where it is not even read for that. */
  toContribution(): Contribution | null {
    return JSON.parse(this.#contribution.toString()) as Contribution | null;
  }

  workOf(codemods: string): Work | undefined {
    return this.#word.work[codemods];
  }

  /** Remembers what codemods have to do here. */
  note(codemods: string, work: Work): void {
    const others = Object.entries(this.#word.work).filter(([each]) => each !== codemods);
    this.#word = { ...this.#word, work: Object.fromEntries([...others, [codemods, work]].slice(-mostWork)) };
    this.#isNew = true;
  }
}

/** So many choices of codemods are remembered of a file. */
const mostWork = 4;

function toJson(data: unknown): Buffer {
  return Buffer.from(JSON.stringify(data));
}

/** Why a file is only read for the index, or `null`: the error module, for one, is generated. */
function findEditReason({ path, text }: Source, { contract }: Setting): string | null {
  if (isGenerated(path, text)) return "generated";
  if (!isInScope(contract, path)) return "out of the contract's scope";
  return isTest(contract, path) ? "a test" : null;
}
