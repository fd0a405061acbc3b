import { describe, expect, it } from "vitest";
import { generateMarkdown } from "../../src/generate/markdown/generate-markdown.ts";
import { findPlaybookCode } from "../../src/generate/markdown/playbook.ts";
import { toCode, toMarkdown } from "../../src/generate/markdown/text.ts";
import { generateSchema } from "../../src/generate/schema/generate-schema.ts";
import { toVectors } from "../../src/generate/vectors/generate-vectors.ts";
import { hostile, sampleCode, sampleCodes, sampleContract } from "./sample-contract.ts";

const contract = sampleContract([
  ...sampleCodes,
  ...hostile.map((text, index) =>
    sampleCode(`HOSTILE_${String(index)}`, 400, {
      description: `${text} | <script>`,
      message: text,
      owner: text,
      context: [text],
    }),
  ),
  sampleCode("ELSEWHERE", 500, { playbook: "https://wiki.example/elsewhere" }),
]);

describe("the pages", () => {
  const pages = new Map(generateMarkdown(contract).map((file) => [file.path, file]));

  it("name every code, and link its playbook", () => {
    const { text = "" } = pages.get("catalogue.md") ?? {};
    for (const { name } of contract.codes.values()) expect(text).toContain(`\`${name}\``);
    expect(text).toContain("(<playbooks/order-not-found.md>)");
    expect(text).toContain("(<https://wiki.example/elsewhere>)");
    expect(pages.has("playbooks/elsewhere.md")).toBe(false);
  });

  it("are broken out of by nothing", () => {
    for (const { text } of pages.values()) expect(text).not.toMatch(/<script>|\u2028/);
    const rows = (pages.get("catalogue.md")?.text ?? "").split("\n").filter((line) => line.startsWith("| "));
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(8);
  });

  it("are written once where they are to be filled in", () => {
    expect([...pages.values()].filter(({ isOwn }) => !isOwn).map(({ path }) => path)).toEqual([
      "catalogue.md",
      "guide.md",
    ]);
    const sections = pages.get("playbooks/order-not-found.md")?.text.match(/^## .*/gm);
    expect(sections).toEqual(["## Meaning", "## What to collect", "## Dashboards", "## Remedy", "## Escalation"]);
  });

  it("are named after the code, without what stands around it", () => {
    const paths = generateMarkdown(sampleContract([...sampleCodes, sampleCode("_ORDER__GONE_", 404)]));
    expect(paths.map(({ path }) => path)).toContain("playbooks/order-gone.md");
    expect(() => generateMarkdown(sampleContract([...sampleCodes, sampleCode("__", 404)]))).toThrow(
      "a code has no letter to name its playbook by",
    );
  });

  it.each([
    ["/app/runbooks/gone.md", "../../runbooks/gone.md"],
    ["/app/docs/errors/gone.markdown", "gone.markdown"],
    ["/other/runbooks/gone.md", null],
    ["/app/node_modules/@acme/errors/gone.md", null],
    ["/app/runbooks/gone.html", null],
    ["runbooks/gone.md", null],
  ])("are begun where a code names one of this repository: %s", (playbook, expected) => {
    const named = generateMarkdown(sampleContract([...sampleCodes, sampleCode("GONE", 410, { playbook })]));
    expect(named.map(({ path }) => path).find((path) => /gone/.test(path)) ?? null).toBe(expected);
  });

  it("say what to collect and who is asked, or where that is to be set", () => {
    const owned = sampleCode("SHELF_GONE", 404, { context: ["shelfId"], owner: "the stock team" });
    const found = new Map(
      generateMarkdown(sampleContract([...sampleCodes, owned])).map((each) => [each.path, each.text]),
    );
    const sectionOf = (page: string, title: string): string[] =>
      (found.get(page)?.split(`## ${title}\n\n`)[1]?.split("\n\n##")[0]?.trim() ?? "").split("\n");
    expect(sectionOf("playbooks/shelf-gone.md", "What to collect")).toEqual([
      "- `request_id` and `correlation_id`",
      "- `shelfId`, from the context",
    ]);
    expect(sectionOf("playbooks/shelf-gone.md", "Escalation")).toEqual(["the stock team"]);
    expect(sectionOf("playbooks/conflict.md", "Escalation")).toEqual([
      "<!-- Who is asked, and when: set `owner` in the contract. -->",
    ]);
  });

  it("never share a playbook", () => {
    const codes = [...sampleCodes, sampleCode("A_B", 500), sampleCode("A__B", 500)];
    expect(() => generateMarkdown(sampleContract(codes))).toThrow(
      expect.objectContaining({
        message: "two codes would share a playbook",
        context: { path: "playbooks/a-b.md", codes: "A_B, A__B" },
      }),
    );
  });

  it("are told by their headings", () => {
    const [, , { text } = { text: "" }] = generateMarkdown(sampleContract([sampleCode("A_B*", 500)]));
    expect(findPlaybookCode(text)).toBe("A_B*");
    expect(findPlaybookCode(text.replace("# A_B\\*  ", ""))).toBe("A_B*");
    expect(findPlaybookCode(text.replace("## Remedy", "## Cure"))).toBeNull();
    expect(findPlaybookCode(text.replace(/^# .*/, ""))).toBeNull();
  });

  it.each([
    ["a & b < c", "a &amp; b &lt; c"],
    ["one\n two\u0000", "one two"],
    ["`a` *b* [c](d) {e} #f !g |h ~i >j", "\\`a\\` \\*b\\* \\[c\\]\\(d\\) \\{e\\} \\#f \\!g \\|h \\~i \\>j"],
    ["a_b _c_ d\\e", "a_b \\_c\\_ d\\\\e"],
  ])("say %j as it is", (text, expected) => {
    expect(toMarkdown(text)).toBe(expected);
  });

  it.each([
    ["orders.id: a/b-c 7", "`orders.id: a/b-c 7`"],
    ["a`b", "a\\`b"],
    ["", ""],
  ])("show %j as code, unless that cannot be", (text, expected) => {
    expect(toCode(text)).toBe(expected);
  });
});

describe("the schema of the envelope", () => {
  it("has the fields of every envelope that is written", () => {
    const schema = JSON.parse(generateSchema(contract)[0]?.text ?? "") as {
      required: string[];
      properties: Record<string, { enum?: string[] }>;
    };
    for (const { internal } of toVectors(contract).write) {
      expect(Object.keys(internal).sort()).toEqual([...schema.required].sort());
      expect(schema.properties["error_code"]?.enum).toContain(internal["error_code"]);
    }
  });

  it("lists the codes by their names, and says of what type each field is", () => {
    const own = sampleContract(sampleCodes, { envelope: new Map([["region", { type: "string", required: true }]]) });
    const { properties, required } = JSON.parse(generateSchema(own)[0]?.text ?? "") as {
      required: string[];
      properties: Record<string, { type?: string; enum?: string[] }>;
    };
    expect(properties["error_code"]?.enum).toEqual(sampleCodes.map(({ name }) => name).sort());
    expect(properties).toMatchObject({ context: { type: "object" }, region: { type: "string" } });
    expect(required).toContain("region");
  });
});
