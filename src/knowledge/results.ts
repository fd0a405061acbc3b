import type { Export } from "./framework.ts";

/** Functions whose first argument becomes the error of the Result, Either or Effect that they make. */
export const failureMakers: readonly Export[] = [
  ...["err", "errAsync", "Err"].map((member) => ({ module: "neverthrow", member })),
  ...exportsOfEffect("Effect", "fail"),
  ...exportsOfEffect("Either", "left"),
  ...exportsOfEffect("Exit", "fail"),
  ...exportsOfEffect("Result", "fail"),
];

/** Where a function stands that is given what was thrown, and whose value becomes the error: an argument, or a key of the first one. */
export type FailureMapper = Export & { readonly mapper: number | string };

export const failureMappers: readonly FailureMapper[] = [
  ...[
    "fromThrowable",
    "fromAsyncThrowable",
    "fromPromise",
    "Result.fromThrowable",
    "ResultAsync.fromThrowable",
    "ResultAsync.fromPromise",
  ].map((member) => ({ module: "neverthrow", member, mapper: 1 })),
  ...["try", "tryPromise"].flatMap((name) => exportsOfEffect("Effect", name).map(toMapper)),
  ...exportsOfEffect("Either", "try").map(toMapper),
  ...exportsOfEffect("Result", "try").map(toMapper),
];

function toMapper(made: Export): FailureMapper {
  return { ...made, mapper: "catch" };
}

/** `import { Effect } from "effect"`, `import * as Effect from "effect/Effect"` */
function exportsOfEffect(namespace: string, name: string): Export[] {
  return [
    { module: "effect", member: `${namespace}.${name}` },
    { module: `effect/${namespace}`, member: name },
  ];
}
