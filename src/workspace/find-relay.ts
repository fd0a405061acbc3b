import type { Hearing } from "./below.ts";
import { findRoute } from "./find-route.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Who of the same program asks for what a handler answers, and may tell on what that says, as reasons.
 */
export function* findRelay({ path, caught }: Hearing, workspace: Workspace): Generator<string> {
  const file = workspace.file(path);
  const listener = file?.listeners[caught];
  const route = file && listener ? findRoute(file, listener.self ?? listener.function) : null;
  if (!file || route === null || !isWrittenOut(route)) return;
  for (const each of workspace.files) {
    const asked =
      workspace.isTest(each) || each.isClient ? undefined : each.requests.find((one) => one.path.endsWith(route));
    if (asked && workspace.isNear(file, each))
      yield `${workspace.toRelative(each.path)}:${String(asked.line)} asks for \`${route}\`, and may tell on what is answered`;
  }
}

function isWrittenOut(route: string): boolean {
  return /^\/[a-z][\w./-]*$/.test(route);
}
