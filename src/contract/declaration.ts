import { dirname, resolve } from "node:path";
import type { Deprecation, Fault, Severity } from "./contract.ts";
import type { Document, Spot } from "./document.ts";
import { type JsonProperty, getBoolean, getNumber, getString, getStrings, getValue, toChildPath } from "./json.ts";
import { type Statuses, toStatuses } from "./statuses.ts";
import { isReached } from "./version.ts";

/** What one file says about one code. */
export interface Declaration {
  readonly name: string;
  readonly document: Document;
  /** What must be the same in every file that declares the code, after defaults. */
  readonly fixed: Statuses & { readonly fault: Fault; readonly retryable: boolean };
  /** What one file may say and another leave out, but no two may contradict; `null` where it is left out. */
  readonly agreed: {
    readonly severity: Severity | null;
    readonly message: string | null;
    readonly expected: boolean | null;
    readonly since: string | null;
  };
  /** What a later file may say anew; `null` where it is left out. */
  readonly free: {
    readonly description: string | null;
    readonly owner: string | null;
    readonly playbook: string | null;
    readonly deprecated: Deprecation | null;
  };
  readonly context: readonly string[];
  readonly public: readonly string[];
  /** Where the code, or a field of it, is said; the code's own place for fields that are left out. */
  readonly spotOf: (field?: string) => Spot;
}

/** The declaration in a property of `codes`, or `null` where it does not say whose fault it is. */
export function parseDeclaration(document: Document, property: JsonProperty): Declaration | null {
  const { name, value } = property;
  const fault = getString(value, "fault");
  if (fault !== "client" && fault !== "server") return null;
  const said = { http: getNumber(value, "http"), grpc: getString(value, "grpc"), twirp: getString(value, "twirp") };
  return {
    name,
    document,
    fixed: { fault, retryable: getBoolean(value, "retryable") ?? false, ...toStatuses(fault, said) },
    agreed: {
      severity: getString(value, "severity") as Severity | null,
      message: getString(value, "message"),
      expected: getBoolean(value, "expected"),
      since: getString(value, "since"),
    },
    free: {
      description: getString(value, "description"),
      owner: getString(value, "owner"),
      playbook: toPlaybook(document, getString(value, "playbook")),
      deprecated: toDeprecation(document, property),
    },
    context: getStrings(value, "context"),
    public: getStrings(value, "public"),
    spotOf: (field) => toSpot(property, field),
  };
}

function toSpot({ name, offset, value }: JsonProperty, field: string | undefined): Spot {
  const path = toChildPath("$.codes", name);
  const node = field === undefined ? null : getValue(value, field);
  return node === null || field === undefined
    ? { path, offset }
    : { path: toChildPath(path, field), offset: node.offset };
}

/** A path belongs to the file that wrote it; a URL is what it is. */
function toPlaybook(document: Document, playbook: string | null): string | null {
  if (playbook === null || document.isPreset || /^[a-z][a-z\d+.-]+:/i.test(playbook)) return playbook;
  return resolve(dirname(document.name), playbook);
}

function toDeprecation({ root }: Document, { value }: JsonProperty): Deprecation | null {
  const deprecated = getValue(value, "deprecated");
  const since = getString(deprecated, "since");
  if (since === null) return null;
  const [version, removeIn] = [getString(root, "version"), getString(deprecated, "removeIn")];
  const isDue = version !== null && removeIn !== null && isReached(version, removeIn);
  return { since, use: getString(deprecated, "use"), removeIn, isDue };
}
