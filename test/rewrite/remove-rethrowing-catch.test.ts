import { describe, expect, it } from "vitest";
import { noBareRethrow } from "../../src/findings/no-bare-rethrow.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { factsOf } from "../support/facts.ts";

/** The text without the catch, or `null` where its removal is not proposed. */
function removeCatch(text: string): string | null {
  const [finding, ...others] = noBareRethrow.find(factsOf(text));
  expect(finding).toBeDefined();
  expect(others).toEqual([]);
  const proposal = finding?.proposals.find(({ messageId }) => messageId === "removeCatch");
  return proposal ? applyEdits(text, proposal.edits) : null;
}

describe("a catch that only rethrows goes", () => {
  it("with its try, one level further out", () => {
    const text =
      "function f() {\n  try {\n    // first\n    open();\n    if (a) {\n      close();\n    }\n  } catch (err) {\n    throw err;\n  }\n}";
    expect(removeCatch(text)).toBe("function f() {\n  // first\n  open();\n  if (a) {\n    close();\n  }\n}");
  });

  it("with the line ends of the file", () => {
    const text =
      "function f() {\r\n\ttry {\r\n\t\topen();\r\n\t\tclose();\r\n\t} catch (err) {\r\n\t\tthrow err;\r\n\t}\r\n}";
    expect(removeCatch(text)).toBe("function f() {\r\n\topen();\r\n\tclose();\r\n}");
  });

  it("from one line", () => {
    expect(removeCatch("function f() { try { open(); } catch (err) { throw err; } }")).toBe("function f() { open(); }");
  });

  it("where it rejects the promise of its own async function", () => {
    const text = "async function f() { try { return await open(); } catch (err) { return Promise.reject(err); } }";
    expect(removeCatch(text)).toBe("async function f() { return await open(); }");
  });

  it.each([
    ["a function that is not async", "function f() { try { open(); } catch (err) { return Promise.reject(err); } }"],
    [
      "a try further out, which never sees a rejection that is returned",
      "async function f() { try { try { open(); } catch (err) { return Promise.reject(err); } } catch (e) { return null; } }",
    ],
    [
      "a catch that does more",
      "async function f() { try { open(); } catch (err) { log(err); return Promise.reject(err); } }",
    ],
  ])("but not in %s", (_, text) => {
    expect(removeCatch(text)).toBeNull();
  });

  it("and leaves a finally", () => {
    expect(removeCatch("try { open(); } catch (err) { throw err; } finally { console.log(1); }")).toBe(
      "try { open(); } finally { console.log(1); }",
    );
  });

  it("with names that mean the same further out", () => {
    expect(removeCatch("function f() { try { const a = open(); use(a); } catch (err) { throw err; } }")).toBe(
      "function f() { const a = open(); use(a); }",
    );
  });

  it("with a template of one line", () => {
    expect(removeCatch("function f() { try { open(`a ${b}`); } catch (err) { throw err; } }")).toBe(
      "function f() { open(`a ${b}`); }",
    );
  });
});

describe("a handler that only rethrows goes", () => {
  it.each([
    ["out of a returned chain", "const f = () => p.catch((e) => { throw e; });", "const f = () => p;"],
    ["with a rejection", "const f = () => p.catch((e) => Promise.reject(e));", "const f = () => p;"],
    [
      "with a rejection that it returns",
      "const f = () => p.catch((e) => { return Promise.reject(e); });",
      "const f = () => p;",
    ],
    ["as a function", "const f = () => p.then(a).catch(function (e) { throw e; });", "const f = () => p.then(a);"],
    [
      "from lines of its own",
      "const f = () =>\n  p\n    .catch((e) => {\n      throw e;\n    })\n    .then(a);",
      "const f = () =>\n  p\n    .then(a);",
    ],
    [
      "behind parentheses",
      "async function f() { await (p ?? q).catch((e) => { throw e; }); }",
      "async function f() { await (p ?? q); }",
    ],
    ["as a second handler", "const f = () => p.then(a, (e) => { throw e; });", "const f = () => p.then(a);"],
  ])("%s", (_, before, after) => expect(removeCatch(before)).toBe(after));

  it.each([
    ["nobody waits for the promise, which may be lazy", "function f() { p.catch((e) => { throw e; }); }"],
    ["it does more", "const f = () => p.catch((e) => { console.log(e); throw e; });"],
    ["it does more before it rejects", "const f = () => p.catch((e) => { log(e); return Promise.reject(e); });"],
    ["it is used elsewhere too", "const fail = (e) => { throw e; }; const f = () => p.catch(fail);"],
    ["there may be no promise", "const f = () => p?.catch((e) => { throw e; });"],
    [
      "it rejects another promise",
      "const f = () => new Promise((resolve, reject) => p.then(resolve).catch((e) => reject(e)));",
    ],
    ["it listens", 'const f = () => p.on("error", (e) => { throw e; });'],
    ["a comment would be lost", "const f = () => p.catch((e) => { throw e; /* why */ });"],
  ])("but not where %s", (_, text) => expect(removeCatch(text)).toBeNull());
});

describe("a catch stays", () => {
  it.each([
    ["it does more", "function f() { try { open(); } catch (err) { log(err); throw err; } }"],
    ["it has a comment", "function f() { try { open(); } catch (err) { /* as it is */ throw err; } }"],
    ["a comment stands before it", "function f() { try { open(); } /* then */ catch (err) { throw err; } }"],
    ["a name would clash", "function f(a) { use(a); try { const a = open(); } catch (err) { throw err; } }"],
    [
      "a name would be taken from further out",
      "const a = 1; function f() { use(a); try { const a = open(); } catch (err) { throw err; } }",
    ],
    [
      "a template would change",
      "function f() {\n  try {\n    open(`\n      a`);\n  } catch (err) {\n    throw err;\n  }\n}",
    ],
    ["the statement stands alone", "function f() { if (a) try { open(); close(); } catch (err) { throw err; } }"],
    [
      "the lines would run on",
      "function f() {\n  open()\n  try {\n    [1].map(close)\n  } catch (err) {\n    throw err\n  }\n}",
    ],
  ])("where %s", (_, text) => {
    expect(removeCatch(text)).toBeNull();
  });
});
