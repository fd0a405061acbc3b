/**
 * Texts by which alone the runtimes tell some failures: `fetch` of undici and of the browsers, JSON, stacks, streams. They have
 * neither a class nor a code of their own.
 */
const texts =
  /fetch failed|failed to fetch|load failed|networkerror|network request failed|unexpected (?:token|end of)|in JSON at|maximum call stack|invalid array length|premature close|socket hang up|terminated|cannot find (?:module|package)|dynamically imported module|aborted|out of memory|heap|NEXT_|dynamic server usage|illegal invocation/i;

/** Whether a text is one that a runtime says, and there is nothing better to ask for. */
export function isRuntimeText(text: string): boolean {
  return text.length < 200 && texts.test(text);
}
