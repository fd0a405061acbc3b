import { toStem } from "../../../src/syntax/specifier.ts";
import type { NotifyHelper } from "./find-notifier.ts";

/** A boundary that stands, and the globs of what it stands above; none means everything. */
export interface MountedBoundary {
  /** From the root. */
  readonly path: string;
  readonly covers: readonly string[];
}

export interface ContractParts {
  /** The folder of the error module, from the root. */
  readonly folder: string;
  readonly boundaries: readonly MountedBoundary[];
  readonly helpers: readonly NotifyHelper[];
}

const schema = "https://unpkg.com/eslint-plugin-error-contract/error-contract.schema.json";

/** The contract that a project starts with: the starter's codes, and how this project spells the conventions. */
export function toContractText({ folder, boundaries, helpers }: ContractParts): string {
  const [errors, envelope] = [`./${folder}/app-error`, `./${folder}/envelope`];
  const contract = {
    $schema: schema,
    format: 1,
    extends: ["error-contract:starter"],
    version: "1.0.0",
    codes: {},
    typescript: {
      errors: [
        {
          name: "AppError",
          module: errors,
          code: 0,
          message: 1,
          options: 2,
          canonical: true,
          wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
        },
      ],
      causeFinders: [{ name: "findCause", module: errors }],
      guards: [{ name: "isAppError", module: errors }],
      sanitizers: ["toPublicEnvelope", "toInternalEnvelope"].map((name) => ({ name, module: envelope })),
      ...(helpers.length > 0 && { notifiers: helpers.map(toNotifier) }),
      ...(boundaries.length > 0 && { boundaries: boundaries.map(toBoundary) }),
    },
  };
  return `${JSON.stringify(contract, null, 2)}\n`;
}

function toNotifier({ name, file, argument }: NotifyHelper): object {
  return { name, module: `./${toStem(file.path)}`, argument };
}

function toBoundary({ path, covers }: MountedBoundary): object {
  return {
    name: "errorBoundary",
    module: `./${toStem(path)}`,
    notifies: true,
    skips: ["client", "expected"],
    ...(covers.length > 0 && { covers }),
  };
}
