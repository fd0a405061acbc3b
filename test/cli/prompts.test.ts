import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createPrompts } from "../../cli/src/prompts.ts";
import type { Io } from "../../cli/src/terminal.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";
import { createRepository, get, runIn } from "./workbench.ts";

const [space, down, enter, escape] = [" ", "\u001B[B", "\r", "\u001B"];

/** A person at a terminal who types these keys, one after the other. */
function createPerson(...keys: readonly string[]): Pick<Io, "choose" | "confirm"> & { readonly seen: () => string } {
  const input = new PassThrough();
  const output = new PassThrough();
  let seen = "";
  output.on("data", (chunk: Buffer) => (seen += chunk.toString()));
  keys.forEach((key, index) => setTimeout(() => input.write(key), 100 + index * 60));
  return { ...createPrompts({ input, output }), confirm: null, seen: () => seen };
}

const engine = {
  ...createEngine(codedThrows),
  codemods: ["one", "two", "three"].map((name) => ({ name, description: `Does ${name}.`, finders: [] })),
};

/** The codemods that a run with these keys is made of; `null` where there is none. */
async function pick(...keys: readonly string[]): Promise<readonly string[] | null> {
  let names: readonly string[] | null = null;
  const { choose } = createPerson(...keys);
  const folder = createRepository({ "a.ts": 'throw "a";\n' });
  const migrateSource: typeof codedThrows = (source, options) => {
    names = options.codemods.map(({ name }) => name);
    return codedThrows(source, options);
  };
  const { code } = await runIn(folder, ["migrate"], { choose, engine: { ...engine, migrateSource } });
  expect(code).toBe(names === null ? 130 : 0);
  expect(get(folder, "a.ts")).toBe(names === null ? 'throw "a";\n' : 'throw new Error("a");\n');
  return names;
}

describe("the picker of codemods", () => {
  it("runs all that stay chosen, in their order", async () => {
    expect(await pick(enter)).toEqual(["one", "two", "three"]);
    expect(await pick(down, space, enter)).toEqual(["one", "three"]);
  });

  it("runs nothing where nothing is chosen, or the person leaves", async () => {
    expect(await pick(space, down, space, down, space, enter)).toBeNull();
    expect(await pick(escape)).toBeNull();
  });

  it("is not asked where anything was said", async () => {
    const person = createPerson();
    const folder = createRepository({ "a.ts": 'throw "a";\n' });
    const { choose } = person;
    expect(await runIn(folder, ["migrate", "--dry-run"], { choose, engine })).toMatchObject({ code: 1 });
    expect(person.seen()).toBe("");
  });
});
