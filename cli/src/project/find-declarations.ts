import { ts } from "ts-morph";
import type { Binding } from "../../../src/contract/contract.ts";
import { isSameModule } from "../../../src/contract/module-name.ts";
import type { OpenProgram } from "./open-program.ts";

/** Whether a file (absolute path) is the module that a binding names. */
export function isModuleOf({ module }: Binding, path: string): boolean {
  return isSameModule(module, path, path) === true;
}

/** What a binding names, where it is declared, also behind re-exports: enums, variables, types, classes, functions. */
export function findDeclarations(binding: Binding, program: OpenProgram): ts.Declaration[] {
  const [name, ...members] = binding.name?.split(".") ?? [];
  if (name === undefined || members.length > 0) return [];
  const exported = binding.export === "default" ? "default" : name;
  return program.files
    .filter(({ fileName }) => isModuleOf(binding, fileName))
    .flatMap((file) => declarationsIn(file, exported, program.checker));
}

function declarationsIn(file: ts.SourceFile, name: string, checker: ts.TypeChecker): readonly ts.Declaration[] {
  const module = checker.getSymbolAtLocation(file);
  const exported = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
  const symbol = exported ?? (file as { locals?: ts.SymbolTable } & ts.SourceFile).locals?.get(name as ts.__String);
  if (!symbol) return [];
  const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return own.declarations ?? [];
}
