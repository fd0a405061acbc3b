import type { RuleTester } from "eslint";
import { describe } from "vitest";
import rule from "../../rules/no-swallowed-error.ts";
import { createRepository, testRule } from "../support/rule-tester.ts";

const filename = `${createRepository(null)}/src/orders.ts`;
const imports = 'import { logger } from "./logging";\nimport { save, read, notify } from "./rows";\n';

function valid(name: string, text: string): RuleTester.ValidTestCase {
  return { name, code: imports + text, filename };
}

function invalid(messageId: string, text: string): RuleTester.InvalidTestCase {
  return { name: text, code: imports + text, filename, errors: [{ messageId }] };
}

/** A function that tries something, and does this where it fails. */
const tried = (body: string, handling: string): string =>
  `export async function saveOrder(order) { try { ${body} } catch (err) { ${handling} } }`;

describe("swallowed", () => {
  testRule("no-swallowed-error", rule, {
    valid: [
      valid("handed on", tried("await save(order);", "throw err;")),
      valid("logged, and nothing is returned either way", tried("await save(order);", "logger.error(err);")),
      valid("given to what cannot be seen", tried("await save(order);", "keep(err);")),
      valid("something is done about it", tried("await save(order);", "order.failed = true;")),
      valid("something is called", tried("await save(order);", "markFailed(order);")),
      valid("it is asked for what it is", tried("await save(order);", 'if (err.code !== "ENOENT") throw err;')),
      valid("a record without the error", tried("await save(order);", 'logger.info("not saved");')),
      valid("a comment in the catch", tried("await save(order);", "/* the next run saves it */")),
      valid(
        "a comment beside a log",
        tried("return await read(order);", "// the sender would try for ever\nlogger.error(err); return;"),
      ),
      valid("a comment above", `// best effort\ntry { save(1); } catch {}`),
      valid("a comment behind", "save(1).catch(() => {}); // the next run saves it"),
      valid("a name", "async function f() { try { await save(1); } catch (_err) {} }"),
      valid("another name", "async function f() { try { await save(1); } catch (ignored) {} }"),
      valid("a handler with a name", "save(1).catch(noop);"),
      valid("a fallback of one expression", "function parse(x) { try { return JSON.parse(x) } catch { return null } }"),
      valid("a fallback that is kept", "let row; try { row = read(1); } catch {} use(row);"),
      valid("a fallback of a promise", "const row = await read(1).catch(() => null);"),
      valid("a flag", "let isJson = false; try { read(text); isJson = true; } catch {} use(isJson);"),
      valid("a cleanup", "try { unlinkSync(path); } catch {}"),
      valid("a cleanup that is waited for", "try { await client.close(); } catch {}"),
      valid("several cleanups", "await Promise.all(files.map((file) => fs.unlink(file))).catch(() => {});"),
      valid("amid a cleanup", "async function shutdown() { try { await save(1); } catch {} }"),
      valid("in a finally", "try { read(1); } finally { try { save(1); } catch {} }"),
      valid(
        "in the handling of another error",
        "try { read(1); } catch (err) { try { save(err); } catch {} throw err; }",
      ),
      valid("a probe", "try { fs.accessSync(path); } catch {}"),
      valid("an optional module", 'try { require("fsevents").watch(); require("x"); } catch {}'),
      valid(
        "a question",
        "async function exists(id) { try { await read(id); await read(id + 1); return true; } catch { return false; } }",
      ),
      valid(
        "one of several attempts",
        "async function f() { for (const each of all) { try { save(each); return read(each); } catch {} } }",
      ),
      valid("told to who watches", "trackEvent('saved').catch(() => {});"),
      valid("a promise that is waited for elsewhere", "const saving = save(1); saving.catch(() => {}); await saving;"),
      valid(
        "a chain of such a promise",
        "const saving = save(1); saving.finally(forget).catch(() => {}); await saving;",
      ),
      valid("a callback that tests its error", "fs.readFile(path, (err, data) => { if (err) throw err; use(data); });"),
      valid("a callback that says so", "fs.readFile(path, (_err, data) => { use(data); });"),
      valid("an error of a list", "errors.forEach((error, index) => { use(index); });"),
      valid("a listener", 'stream.on("error", () => {});'),
      { name: "at the client's", code: `"use client";\nsave(1).catch(() => {});`, filename },
      valid("in a hook", 'import { useState } from "react"; export function useOrder() { save(1).catch(() => {}); }'),
      { name: "in a component", code: "save(1).catch(() => {});", filename: filename.replace(".ts", ".tsx") },
    ],
    invalid: [
      invalid("rejected", "export function useOrder() { save(1).catch(() => {}); }"),
      invalid("silent", tried("await save(order);", "")),
      invalid("silent", tried("save(order);", "return;")),
      invalid("silent", tried("const row = read(order); await save(row);", "")),
      invalid("silent", "try { await save(1); } catch {}"),
      invalid(
        "silent",
        tried("for (const each of order) read(each); await save(order);", "// eslint-disable-line no-empty\n"),
      ),
      invalid("silent", "for (const each of all) { try { save(each); } catch {} }"),
      invalid(
        "fallback",
        "async function load(id) { try { const row = await read(id); return await read(row.next); } catch { return null; } }",
      ),
      invalid(
        "fallback",
        "async function list(id) { try { const row = await read(id); const next = await read(row.next); return [next]; } catch (err) { return []; } }",
      ),
      invalid("rejected", "save(1).catch(() => {});"),
      invalid("rejected", "async function f() { await save(1).catch((err) => {}); }"),
      invalid("rejected", "void save(1).then(undefined).catch(() => {});"),
      invalid("untested", "fs.readFile(path, (err, data) => { use(data); });"),
      invalid("untested", "read(1, function (error, { id }) { use(id); });"),
      invalid(
        "logged",
        "async function load(id) { try { return await read(id); } catch (err) { console.error(err); } }",
      ),
      invalid(
        "logged",
        'async function load(id) { try { return await read(id); } catch (err) { logger.error("failed", err); return; } }',
      ),
    ],
  });
});
