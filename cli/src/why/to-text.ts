import type { Colors } from "../diff.ts";
import type { Explanation } from "./explain-line.ts";
import type { ToldPath } from "./tell-path.ts";

/** An explanation as people read it. */
export function toText(explanation: Explanation, colors: Colors): string {
  const { file, line, names } = explanation;
  const spoken = explanation.rules.filter(({ spoke }) => spoke);
  const silent = explanation.rules.filter(({ spoke }) => !spoke);
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [`${file}:${String(line)}`, [...tellCaught(explanation), ...tellAround(explanation)]],
    [
      "What the names are",
      names.map((each) => `${each.name}: ${each.origin}${each.meaning ? `; ${each.meaning}` : ""}`),
    ],
    ["Rules that speak", spoken.map((each) => `${each.rule}, line ${String(each.line)}: ${each.text}`)],
    ["Rules that are silent", toGroups(silent)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [colors.bold(title), ...lines.map((each) => `  ${each}`)].join("\n"))
    .join("\n\n");
}

function tellCaught({ caught, line, isInFunction }: Explanation): string[] {
  if (!caught)
    return [
      `No error is caught at this line: what fails here leaves the ${isInFunction ? "function" : "module"} as it is.`,
    ];
  const name = caught.name === null ? "An error" : `\`${caught.name}\``;
  const lines = `lines ${String(caught.from)} to ${String(caught.to)}`;
  const opening = caught.isTried
    ? `What fails on line ${String(line)} is caught as ${caught.name === null ? "an error without a name" : name} in ${lines}.`
    : `${name} is ${kinds[caught.kind]}, ${lines}.`;
  if (caught.paths === null) return [opening, "It goes more ways than can be told apart, so nothing is known of any."];
  const count = caught.paths.length;
  return [
    `${opening} ${count === 1 ? "It goes one way:" : `It goes ${String(count)} ways:`}`,
    ...caught.paths.flatMap((path, index) => tellWay(path, count === 1 ? "-" : `${String(index + 1)}.`)),
  ];
}

const kinds = {
  catch: "caught by a `catch`",
  promise: "caught by the handler of a promise",
  callback: "the error of a callback",
  listener: "the error that a listener hears of",
  boundary: "the error that a boundary is given",
} as const;

function tellWay({ steps, coded }: ToldPath, mark: string): string[] {
  const told = steps.map(({ line, text }) => (line === null ? text : `line ${String(line)}: ${text}`));
  const known = coded ? [...told, "the error is known to be coded"] : told;
  return known.map((each, index) => `${index === 0 ? mark : " ".repeat(mark.length)} ${each}`);
}

function tellAround({ handler, boundary, caught, contract, isInFunction }: Explanation): string[] {
  const name = handler?.name ? `\`${handler.name}\`` : "The function around it";
  const is = handler?.isBoundary ? "a boundary" : "a handler";
  return [
    handler
      ? `${name} is ${is} of ${handler.framework}, by line ${String(handler.line)}: ${handler.evidence}.`
      : isInFunction
        ? "The function around it is no handler that is known."
        : "No function is around it.",
    ...(caught ? [boundary ? `After it has left, ${boundary}.` : "No boundary above it is known to report it."] : []),
    ...(contract === null ? ["No contract is in force here."] : []),
  ];
}

/** Rules that are silent for one reason, in a line. */
function toGroups(silent: Explanation["rules"]): string[] {
  const reasons = [...new Set(silent.map(({ text }) => text))];
  return reasons.map((reason) => {
    const rules = silent.filter(({ text }) => text === reason);
    return `${reason} (${rules.map(({ rule, line }) => (line === null ? rule : `${rule}, but on line ${String(line)}`)).join("; ")})`;
  });
}
