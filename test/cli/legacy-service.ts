import { ownEngine } from "../../cli/src/own-engine.ts";
import { runIn, type Ran } from "./workbench.ts";

/** A service in which somebody above `loadOrder` asks for what a wrap would hide, and nobody above `saveOrder` and `removeOrder` does. */
export const legacyService = {
  "error-contract.json": JSON.stringify({
    format: 1,
    extends: ["error-contract:starter"],
    version: "1.0.0",
    typescript: {
      errors: [
        {
          name: "AppError",
          module: "./src/errors",
          code: 0,
          message: 1,
          options: 2,
          wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
        },
      ],
    },
  }),
  "src/errors.ts": "export class AppError extends Error {}\n",
  "src/load.ts": toModule("load"),
  "src/remove.ts": `${toModule("remove")}${toModule("discard")}`,
  "src/save.ts": toModule("save"),
  "src/api.ts": `import { loadOrder } from "./load";

export async function get(id: string) {
  try {
    return await loadOrder(id);
  } catch (err) {
    if (err.retryable === "later") return null;
    return 1;
  }
}
`,
};

function toModule(name: string): string {
  return `export async function ${name}Order(id: string) {
  try {
    await db.${name}(id);
  } catch (err) {
    throw err;
  }
}
`;
}

/** Runs the command with the project's own codemods. */
export function runOwn(folder: string, ...args: readonly string[]): Promise<Ran> {
  return runIn(folder, args, { engine: ownEngine });
}
