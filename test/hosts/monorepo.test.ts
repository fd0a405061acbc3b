import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openEditor } from "./editor.ts";
import { toHosts } from "./hosts.ts";
import { createProject, lint } from "./project.ts";

const hosts = toHosts(["no-unknown-code", "valid-contract"]).filter(({ name }) =>
  /eslintrc|eslint, eslint.config.mjs|oxlint/.test(name),
);

/** The root's contract is in force in `orders`; `billing` has one of its own, which adds a code to it. */
const found = ["packages/billing/src/find.js:14 INVOICE_NOT_FUOND", "packages/orders/src/find.js:9 INVOICE_NOT_FOUND"];

describe.each(hosts)("in a monorepo, $name", { timeout: 90_000 }, (host) => {
  it("finds the same from the root, from a package and in an editor", async () => {
    const root = createProject("monorepo", host);
    const fromRoot = lint(root, host);
    expect(fromRoot.map(({ file, line, message }) => `${file}:${line} ${/`(\w+)`/.exec(message)?.[1]}`)).toEqual(found);
    const packages = ["packages/billing", "packages/orders"].map((folder) => join(root, folder));
    expect(packages.flatMap((folder) => lint(root, host, folder))).toEqual(fromRoot);
    if (host.eslint === null) return;
    for (const [index, folder] of packages.entries()) {
      const editor = await openEditor(folder, host);
      onTestFinished(() => editor.close());
      const file = join(folder, "src/find.js");
      editor.open(file);
      const shown = await editor.findDiagnostics(file);
      expect(shown.map(({ message }) => message)).toEqual([fromRoot[index]?.message]);
    }
  });
});
