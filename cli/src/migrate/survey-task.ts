import type { Discovery } from "../files.ts";
import type { ReadFile } from "../read-file.ts";
import type { SettingOptions, ToSetting } from "../settings.ts";
import type { FileRecords } from "./file-records.ts";
import type { WorkTask } from "./has-work.ts";

export interface SurveyTask extends WorkTask {
  readonly root: string;
  readonly discovery: Discovery;
  readonly toSetting: ToSetting;
  /** What `codemods` and `toSetting` were made of: other processes make their own. */
  readonly asked: SettingOptions & { readonly only: readonly string[] };
  readonly records: FileRecords;
  readonly read: ReadFile;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}
