import type { FileContribution } from "./file-contribution.ts";
import { isOf } from "./functions.ts";
import type { Workspace } from "./workspace.ts";

/** An answer that is about to be another one. */
interface Changing {
  readonly path: string;
  readonly functionName: string | null;
  readonly status: number | null;
  /** Nothing but what it says will be another. */
  readonly keepsForm: boolean;
}

/** The tests that expect an answer as it is, as reasons. */
export function* findExpectedAnswer(changing: Changing, workspace: Workspace): Generator<string> {
  const file = workspace.file(changing.path);
  if (!file) return;
  for (const test of workspace.files) {
    const answers = test.answers.filter(({ status }) => changing.status === null || status === changing.status);
    if (answers.length === 0) continue;
    const isCalled = isConcerned(test, file, { changing, workspace });
    const found = answers.filter(({ isBody, isEcho }) =>
      isCalled ? isBody || !changing.keepsForm : isEcho && workspace.modules.findLoaded([test]).has(file),
    );
    for (const { line } of found)
      yield `${workspace.toRelative(test.path)}:${String(line)} expects the answer that is given`;
  }
}

interface Search {
  readonly changing: Changing;
  readonly workspace: Workspace;
}

/** Whether a test calls the function that answers, or is one of all that its file answers. */
function isConcerned(test: FileContribution, file: FileContribution, { changing, workspace }: Search): boolean {
  const called = new Set(test.sites.map(({ name }) => name.slice(name.lastIndexOf(".") + 1)));
  const { functionName } = changing;
  const isImported = test.imports.some((module) => workspace.modules.find(module).includes(file));
  if (functionName !== null && called.has(functionName)) return isImported || isOf(test, file.path);
  return isImported && !file.functions.some(({ name }) => name !== null && called.has(name));
}
