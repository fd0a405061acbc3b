import { describe, expect, it } from "vitest";
import { toHosts } from "./hosts.ts";
import { createProject, lint } from "./project.ts";
import plugin from "../../rules/index.ts";

const rules = Object.entries(plugin.rules).flatMap(([name, { meta }]) =>
  meta.docs.recommended === true ? [name] : [],
);
const problem =
  'The error contract is broken: error-contract.json:4:80: $.codes.ORDER_NOT_FOUND.fault is "sever". Expected "client" or ' +
  '"server". Did you mean "server"? Mend it; the last good contract stays in force.';

describe.each(toHosts(rules))("$name", (host) => {
  it("reports a broken contract once a file", { timeout: 60_000 }, () => {
    const project = createProject("broken-contract", host);
    expect(lint(project, host)).toEqual([
      { file: "src/invoices.ts", line: 1, column: 1, rule: "error-contract/valid-contract", message: problem },
      { file: "src/orders.js", line: 1, column: 1, rule: "error-contract/valid-contract", message: problem },
    ]);
  });
});
