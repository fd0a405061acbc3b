import { describe, expect, it } from "vitest";
import type { Change, Codemod, Decision, LeftSite, MigrationOptions, SourceMigration } from "../../codemods/codemod.ts";
import { migrateSource } from "../../codemods/migrate-source.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import type { Finding } from "../../src/findings/finding.ts";
import type { OpenWords, Permission, Proposal, Question, SaidWords } from "../../src/rewrite/proposal.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import type { WorkspaceIndex } from "../../src/workspace/workspace-index.ts";
import { contractOf } from "../workspace/workspace.ts";

const contract = contractOf({});
const before = "one();\ntwo();\n";

/** A way to settle what begins with the first of the calls: to call something else. */
function call(name: string, own: Partial<Proposal> = {}): Proposal {
  const edits = [{ start: 0, end: 3, text: name }];
  return { messageId: "it", data: {}, edits, permission: { verdict: "safe" }, manual: false, ...own };
}

const refused = (reason: string): Permission => ({ verdict: "refused", reason });

function asking(...kinds: readonly Question["kind"][]): Permission {
  return { verdict: "needs-project", questions: kinds.map((kind) => ({ kind }) as Question) };
}

/** Asked once the reason that is named after the question has been accepted, all is well. */
function answering(reached?: readonly []): WorkspaceIndex {
  const answer: WorkspaceIndex["answer"] = ({ kind }, accepted) =>
    accepted?.has(kind) ? { granted: true } : { granted: false, reason: kind, ...(reached && { reached }) };
  return { answer };
}

function open(wants: OpenWords["wants"], fill: (said: SaidWords) => Proposal | string): Proposal {
  return call("unsaid", { manual: true, doubt: "what to say", open: { wants, fill } });
}

type Found = Partial<Finding> & Pick<Finding, "proposals">;
type Options = Partial<MigrationOptions> & { readonly decision?: Partial<Decision>; readonly path?: string };

function toCodemod(found: readonly Found[]): Codemod {
  const find: Codemod["finders"][number]["find"] = ({ source }) =>
    found.map((each) => {
      const own = { rule: "no-it", messageId: "it", data: {}, unsettled: null, ...each };
      return { node: source.ast.body[0]!, ...own };
    });
  return { name: "mend-it", description: "", finders: [{ rule: "no-it", messages: {}, find }] };
}

function settle(found: Found | readonly Found[], { decision, path, ...options }: Options = {}) {
  const { source } = parse(path ?? "/repo/src/orders.ts", before);
  const all = Array.isArray(found) ? (found as readonly Found[]) : [found as Found];
  const decide = (): Decision => ({ message: null, code: null, accepted: new Set(), ...decision });
  const migration = migrateSource(source!, {
    codemods: [toCodemod(all)],
    setting: { contract, policy: toPolicy(contract, {}) },
    index: null,
    review: { revise: ({ edits }) => edits, onSettled: () => undefined, ...(decision && { decide }) },
    ...options,
  });
  return { ...migration, text: applyEdits(before, migration.edits), said: migration.left.map(toSaid) };
}

/** What is said of a site, beside where it is. */
function toSaid(site: LeftSite): Partial<LeftSite> {
  const place = new Set(["line", "column", "codemod", "rule"]);
  return Object.fromEntries(Object.entries(site).filter(([key]) => !place.has(key)));
}

/** What is called in the end, and what is said of a finding that is left. */
function outcome(found: Found | readonly Found[], options?: Options): readonly [string, ...object[]] {
  const { text, said } = settle(found, options);
  return [text.slice(0, text.indexOf("(")), ...said];
}

describe("a finding is settled", () => {
  const advice = "what no-it advises is for a person to write";
  const spare = call("less", { spare: true });
  const manual = call("by_hand", { manual: true });
  const choice = { code: "CONFLICT", confidence: 0.814, by: "its text" };

  it.each<[string, Found, readonly [string, ...object[]]]>([
    ["by the first proposal", { proposals: [call("a"), call("b")] }, ["a"]],
    ["by the first that may be made", { proposals: [call("a", { permission: refused("no") }), call("b")] }, ["b"]],
    ["by none that may not", { proposals: [call("a", { permission: refused("no") })] }, ["one", { reason: "no" }]],
    ["by none that is for a person", { proposals: [manual] }, ["one", { reason: advice }]],
    ["by one beside what is for a person", { proposals: [manual, call("a")] }, ["a"]],
    ["by nothing where there is nothing", { proposals: [] }, ["one", { reason: advice }]],
    [
      "by nothing where a person has to decide",
      { proposals: [manual, call("x", { manual: true, doubt: "which it is" })] },
      ["one", { reason: "which it is" }],
    ],
    [
      "by no code that is only likely",
      { proposals: [call("x", { manual: true, doubt: "which it is" }), call("y", { manual: true, choice })] },
      ["one", { reason: "CONFLICT is likely by its text (81 %), but only a person can tell" }],
    ],
    ["by nothing, for its own reason", { proposals: [manual], unsettled: "so" }, ["one", { reason: "so" }]],
    [
      "by none that asks the project",
      { proposals: [call("a", { permission: asking("listeners") })] },
      ["one", { reason: "only the whole project could tell whether somebody listens" }],
    ],
    [
      "by less, later",
      { proposals: [call("a", { permission: refused("no") }), spare] },
      ["one", { reason: "no", spare: true }],
    ],
    [
      "by no less where a person decides about more",
      { proposals: [call("x", { manual: true, doubt: "which it is" }), spare] },
      ["one", { reason: "which it is" }],
    ],
    [
      "by less in doubt",
      { proposals: [manual, call("less", { spare: true, doubt: "either" })] },
      ["one", { reason: "either", spare: true }],
    ],
    [
      "without a rule that says so",
      { proposals: [manual], needsProof: true },
      ["one", { reason: advice, needsProof: true }],
    ],
  ])("%s", (_, found, expected) => {
    expect(outcome(found)).toEqual(expected);
  });

  it("by less where nothing more can be made, unless that waits for a test", () => {
    const more = call("a", { permission: refused("no") });
    expect(outcome({ proposals: [more, spare] }, { spares: true })).toEqual(["less"]);
    const waiting = { proposals: [call("a", { permission: asking("listeners") }), spare] };
    const rewriting: Codemod = { ...toCodemod([waiting]), awaited: { kinds: ["listeners"], find: () => [] } };
    const options = { codemods: [rewriting], index: answering([]), spares: true };
    const { text, said, waiting: tests } = settle([], options);
    expect([text, said, tests?.length]).toEqual([before, [{ reason: "listeners" }], 1]);
  });

  it.each([
    ["what the contract leaves out", "/repo/lib/orders.ts"],
    ["tests", "/repo/src/orders.test.ts"],
    ["what is generated", "/repo/src/orders.gen.ts"],
  ])("in none of %s", (_, path) => {
    const scope = { include: ["src/**"] };
    const setting = { contract: contractOf({}, { scope }) as Contract, policy: toPolicy(contract, {}) };
    expect(outcome({ proposals: [call("a")] }, { path, setting })).toEqual(["one"]);
  });

  it("where the text may have some at all", () => {
    const { finders, ...codemod } = toCodemod([{ proposals: [call("a")] }]);
    const concerning = (concerns: RegExp): Codemod => ({
      ...codemod,
      finders: finders.map((each) => ({ ...each, concerns })),
    });
    expect(outcome([], { codemods: [concerning(/two/)] })).toEqual(["a"]);
    expect(outcome([], { codemods: [concerning(/three/)] })).toEqual(["one"]);
  });
});

describe("what a person has said", () => {
  const takes: Proposal["open"] = {
    wants: "message",
    fill: ({ message, code }) =>
      message === null ? "a message is wanted" : call(`${message}_${code?.name ?? "none"}`),
  };
  const said = call("unsaid", { manual: true, open: takes });
  const withCode: Finding["withCode"] = ({ name }) => (name === "CONFLICT" ? call(name) : `not ${name}`);

  it.each<[string, Found, Partial<Decision>, readonly [string, ...object[]]]>([
    ["fills what is open", { proposals: [said] }, { message: "m" }, ["m_none"]],
    ["fills it whole", { proposals: [said] }, { message: "m", code: "CONFLICT" }, ["m_CONFLICT"]],
    ["is not enough", { proposals: [said] }, { code: "CONFLICT" }, ["one", { reason: "a message is wanted" }]],
    ["fills one of two", { proposals: [open("code", () => "no"), said] }, { message: "m" }, ["m_none"]],
    [
      "leaves a doubt",
      { proposals: [open("code", () => call("x", { manual: true, doubt: "still" }))] },
      { code: "CONFLICT" },
      ["one", { reason: "still" }],
    ],
    [
      "leaves it to a person",
      { proposals: [open("code", () => call("x", { manual: true }))] },
      { code: "CONFLICT" },
      ["one", { reason: "only a person can tell which code it has" }],
    ],
    ["is its code", { proposals: [], withCode }, { code: "CONFLICT" }, ["CONFLICT"]],
    ["is no code of it", { proposals: [], withCode }, { code: "TIMEOUT" }, ["one", { reason: "not TIMEOUT" }]],
    [
      "is no code at all",
      { proposals: [], withCode },
      { code: "CNFLICT" },
      ["one", { reason: "`CNFLICT` is no code of the contract" }],
    ],
    [
      "is a message too much",
      { proposals: [], withCode },
      { message: "m" },
      ["one", { reason: "no message is wanted here" }],
    ],
    [
      "is a code too much",
      { proposals: [call("a")] },
      { code: "CONFLICT" },
      ["one", { reason: "no code is wanted here" }],
    ],
    [
      "takes what is offered",
      { proposals: [call("a", { manual: true })], unsettled: "so" },
      { accepted: new Set(["so"]) },
      ["a"],
    ],
    [
      "takes no offer for another reason",
      { proposals: [call("a", { manual: true })], unsettled: "so" },
      { accepted: new Set(["other"]) },
      ["one", { reason: "so" }],
    ],
    [
      "takes no offer that lacks words, nor less",
      { proposals: [said, call("less", { manual: true, spare: true })], unsettled: "so" },
      { accepted: new Set(["so"]) },
      ["one", { reason: "so" }],
    ],
    ["is nothing", { proposals: [call("a")] }, {}, ["a"]],
  ])("%s", (_, found, decision, expected) => {
    expect(outcome(found, { decision })).toEqual(expected);
  });
});

describe("what is missing, where the project is known", () => {
  const index = answering();
  const fine = (said: SaidWords): Proposal => call(said.message ?? said.code?.fault ?? "nobody");
  const filled = (permission: Permission) => (): Proposal => call("a", { permission });
  const reason = "what to say";

  it.each<[string, Found, readonly object[]]>([
    ["a message", { proposals: [open("message", fine)] }, [{ reason, needs: "message" }]],
    ["a code", { proposals: [open("code", fine)] }, [{ reason, needs: "code" }]],
    [
      "a code of a server fault",
      { proposals: [open("code", ({ code }) => (code?.fault === "server" ? call("a") : "no"))] },
      [{ reason, needs: "code" }],
    ],
    [
      "no code beside a message",
      { proposals: [open("message", ({ code }) => (code === null ? call("a") : "no"))] },
      [{ reason, needs: "message" }],
    ],
    ["more than words", { proposals: [open("message", () => "no")] }, [{ reason }]],
    [
      "a code, if any",
      { proposals: [], unsettled: "so", withCode: () => call("a") },
      [{ reason: "so", needs: "code" }],
    ],
    [
      "no words where it is not settled for another reason",
      { proposals: [open("message", fine)], unsettled: "so" },
      [{ reason: "so" }],
    ],
    [
      "what stands against it with any words",
      { proposals: [open("message", filled(refused("no")))] },
      [{ reason: "no" }],
    ],
    [
      "words, where one way is free",
      { proposals: [open("message", filled(refused("no"))), open("message", fine)] },
      [{ reason, needs: "message" }],
    ],
  ])("is %s", (_, found, expected) => {
    expect(settle(found, { index }).said).toEqual(expected);
    expect(settle(found).said).toEqual([{ reason: found.unsettled ?? reason }]);
  });

  it("is told with all that a person may accept, where one is consulted", () => {
    const told = (found: Found, accepted: readonly string[] = []): object | undefined => {
      const decision = { accepted: new Set(accepted) };
      return settle(found, { index, consults: true, decision }).said.map(({ proposed, ...rest }) => ({
        ...rest,
        ...(proposed && { edits: proposed.edits[0]?.text }),
      }))[0];
    };
    const heard = asking("listeners", "readers");
    expect(told({ proposals: [call("a", { permission: heard })] })).toEqual({
      reason: "listeners",
      against: ["listeners", "readers"],
      edits: "a",
    });
    expect(told({ proposals: [call("a", { permission: heard })] }, ["listeners"])).toMatchObject({
      reason: "readers",
      against: ["listeners", "readers"],
    });
    expect(told({ proposals: [call("a", { permission: asking("listeners", "import-cycle") })] })).toEqual({
      reason: "listeners",
    });
    expect(told({ proposals: [call("a", { manual: true, permission: heard })], unsettled: "so" })).toEqual({
      reason: "so",
      against: ["so", "listeners", "readers"],
      edits: "a",
    });
    expect(told({ proposals: [open("message", filled(heard))] })).toEqual({
      reason: "listeners",
      needs: "message",
      against: ["listeners", "readers"],
    });
  });
});

it.each([
  ["where it is found", "// eslint-disable-next-line no-it\none();\ntwo();", "eslint-disable-next-line"],
  ["where it is edited", "one();\ntwo(); // eslint-disable-line no-it", "eslint-disable-line"],
  ["elsewhere", "one();\ntwo();\nthree(); // eslint-disable-line no-it", null],
])("no edit is made under a directive: %s", (_, text, directive) => {
  const { source } = parse("/repo/src/orders.ts", text);
  const start = text.indexOf("two");
  const found = toCodemod([{ proposals: [call("a", { edits: [{ start, end: start + 3, text: "a" }] })] }]);
  const setting = { contract, policy: toPolicy(contract, {}) };
  const { left } = migrateSource(source!, { codemods: [found], setting, index: null });
  expect(left.map(({ reason }) => reason)).toEqual(directive === null ? [] : [`the line is under ${directive}`]);
});

describe("several edits", () => {
  const at = (start: number, end: number, text: string): Found => ({
    proposals: [call("", { edits: [{ start, end, text }] })],
  });
  const changesOf = ({ changes }: SourceMigration): number => changes.length;

  it.each<[string, readonly Found[], string, number]>([
    ["apart are all made, in the text's order", [at(7, 10, "b"), at(0, 3, "a")], "a();\nb();\n", 2],
    ["that are one are made once", [at(0, 3, "a"), at(0, 3, "a")], "a();\ntwo();\n", 2],
    ["that claim one place wait for each other", [at(0, 3, "a"), at(1, 4, "b")], "a();\ntwo();\n", 1],
    [
      "that import the same wait, wherever they do",
      [at(0, 0, 'import a from "a";\n'), at(7, 7, ' import a from "a";\n')],
      `import a from "a";\n${before}`,
      1,
    ],
    [
      "that require the same do, too",
      [at(0, 0, 'const a = require("a");\n'), at(7, 7, 'const a = require("a");\n')],
      `const a = require("a");\n${before}`,
      1,
    ],
    [
      "that insert the same elsewhere are several",
      [at(0, 0, "go();\n"), at(7, 7, "go();\n")],
      "go();\none();\ngo();\ntwo();\n",
      2,
    ],
  ])("%s", (_, found, text, count) => {
    const migration = settle(found);
    expect([migration.text, changesOf(migration)]).toEqual([text, count]);
  });

  it("are made as whoever reviews them has them", () => {
    const settled: Change[] = [];
    const review: MigrationOptions["review"] = {
      revise: ({ edits: [edit] }) => (edit?.text === "a" ? "not this one" : [{ start: 7, end: 10, text: "other" }]),
      onSettled: ({ line, column, codemod, rule }) => settled.push({ line, column, codemod, rule }),
    };
    const { text, said, changes } = settle([at(0, 3, "a"), at(0, 3, "b")], { review });
    expect({ text, said }).toEqual({ text: "one();\nother();\n", said: [{ reason: "not this one" }] });
    expect(changes).toEqual([{ line: 1, column: 1, codemod: "mend-it", rule: "no-it" }]);
    expect(settled).toEqual(changes);
  });
});
