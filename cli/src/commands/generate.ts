import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";

const help = `
Targets: ts, go, rust, markdown, schema, vectors. Without one: those that the contract names, and those that are there.

Examples:
  $ error-contract generate ts                          the error module, where the contract says that it is
  $ error-contract generate go --out internal/errs
  $ error-contract generate rust --out crates/errs --package acme-errs
  $ error-contract generate ts --package @acme/errors   a package of its own, for several services
  $ error-contract generate --check                     exit 1 and name the files that are out of date`;

type GenerateFlags = {
  readonly out?: string;
  readonly package?: string;
  readonly contract?: string;
  readonly check: boolean;
  readonly force: boolean;
  readonly color: boolean;
};

export function addGenerate(program: Command, { io, exit }: CommandContext): void {
  program
    .command("generate")
    .description("writes the contract's codes and envelope as sources, documents and test data")
    .argument("[targets...]", "what to generate")
    .option("--out <directory>", "where to; inside of the contract's folder")
    .option("--package <name>", "as a package that can be published: of npm, a Go module, a crate")
    .option("--check", "write nothing; fail where something is out of date", false)
    .option("--force", "also replace files that were not generated", false)
    .option("--contract <path>", "this contract, not the nearest one")
    .option("--no-color", "print without colours")
    .addHelpText("after", help)
    .action(async (targets: string[], { out, package: name, contract, ...flags }: GenerateFlags) => {
      const { runGenerate } = await import("../generate-command.ts");
      const options = { ...flags, targets, out: out ?? null, packageName: name ?? null, contract: contract ?? null };
      exit(await runGenerate(options, io));
    });
}
