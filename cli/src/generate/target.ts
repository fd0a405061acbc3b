import type { Contract } from "../../../src/contract/contract.ts";
import type { GeneratedFile } from "../../../src/generate/generated-file.ts";
import type { GeneratedPlace, GeneratedTexts } from "./find-generated.ts";

export interface TargetRequest {
  readonly contract: Contract;
  /** Where to, from the contract's folder; `null`: where the target usually goes. */
  readonly out: string | null;
  /** The name of a package of its own; `null`: files for an existing source tree. */
  readonly packageName: string | null;
}

/** Something that can be generated. The paths of its files are from the contract's folder. */
export interface Target {
  readonly name: string;
  readonly generate: (request: TargetRequest) => GeneratedFile[] | Promise<GeneratedFile[]>;
  /** Whether it is generated where no target is named: the contract says so, or it has been before, where it usually goes. */
  readonly isExpected: (contract: Contract) => boolean;
  /** Where else it has been generated before. */
  readonly findPlaces: (texts: GeneratedTexts) => readonly GeneratedPlace[];
}
