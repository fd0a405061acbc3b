import type { Contract } from "../contract/contract.ts";
import { errorLibraries } from "../knowledge/error-libraries.ts";
import type { ErrorForm, ErrorLibrary } from "../knowledge/error-library.ts";
import type { Framework } from "../knowledge/framework.ts";
import { frameworks } from "../knowledge/frameworks.ts";
import type { Notifier } from "../knowledge/notifier.ts";
import { notifiers } from "../knowledge/notifiers.ts";

export interface OwnedForm {
  readonly library: ErrorLibrary;
  readonly form: ErrorForm;
}

/** Knowledge without what a contract switches off, by the module that a name comes from. */
export interface KnownTables {
  readonly frameworks: readonly Framework[];
  readonly libraries: readonly ErrorLibrary[];
  readonly notifiers: ReadonlyMap<string, readonly Notifier[]>;
  /** By the member of a request that holds a client. */
  readonly members: ReadonlyMap<string, readonly Notifier[]>;
  readonly forms: ReadonlyMap<string, readonly OwnedForm[]>;
}

const tables = new WeakMap<object, KnownTables>();
const withoutContract = {};

/** Made once for each contract, not for each file. */
export function toKnownTables(contract: Contract | null): KnownTables {
  const key = contract ?? withoutContract;
  const known = tables.get(key) ?? createTables(contract);
  tables.set(key, known);
  return known;
}

function createTables(contract: Contract | null): KnownTables {
  const isOn = ({ name }: { readonly name: string }): boolean => !contract?.knowledgeOff.has(name);
  const libraries = errorLibraries.filter(isOn);
  const forms = libraries.flatMap((library) => library.forms.map((form) => ({ library, form })));
  return {
    frameworks: frameworks.filter(isOn),
    libraries,
    notifiers: groupBy(notifiers.filter(isOn), ({ modules }) => modules),
    members: groupBy(notifiers.filter(isOn), ({ members = [] }) => members),
    forms: groupBy(forms, ({ form }) => [form.callee.module]),
  };
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
