import type { Contract } from "../../contract/contract.ts";
import { ContractNotUsable } from "../contract-not-usable.ts";
import { type GeneratedFile, generatedNotice } from "../generated-file.ts";
import { toCodesFile } from "./codes-file.ts";
import { envelopeSource, errorSource, jsonSource, remoteSource, serdeSource } from "./sources.ts";

export interface RustOptions {
  /** The name of a crate of its own; `null`: a module within a crate. */
  readonly crate: string | null;
}

/** The name of the module that a contract is generated as. */
export function toRustModule(contract: Contract): string {
  return contract.rust?.module ?? "errs";
}

/**
 * The contract as a Rust module or crate, of edition 2021 from Rust 1.63 on, that needs nothing but the standard library;
 * serde where its feature is on. Throws `ContractNotUsable` for names that Rust does not take.
 */
export function generateRust(contract: Contract, { crate }: RustOptions): GeneratedFile[] {
  const name = toRustModule(contract);
  if (!/^[a-z][a-z0-9_]*$/.test(name) || keywords.has(name))
    throw new ContractNotUsable("Rust takes no module of this name", { name });
  const folder = crate === null ? "" : "src/";
  const sources: readonly [path: string, source: string][] = [
    [crate === null ? "mod.rs" : "lib.rs", toRootSource(crate !== null)],
    ["code.rs", toCodesFile(contract)],
    ["envelope.rs", envelopeSource],
    ["error.rs", errorSource],
    ["json.rs", jsonSource],
    ["remote.rs", remoteSource],
    ["serde_impls.rs", serdeSource],
  ];
  const files = sources.map(([path, source]) => toFile(folder + path, source));
  return crate === null ? files : [toManifest(contract, crate), ...files];
}

const keywords = new Set(
  (
    "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub " +
    "ref return self static struct super trait true type unsafe use where while abstract become box do final macro " +
    "override priv try typeof unsized virtual yield std core alloc"
  ).split(" "),
);

function toFile(path: string, text: string): GeneratedFile {
  return { path, text: `// ${generatedNotice}\n// @generated\n\n${text}`, isOwn: false };
}

/** Within a crate that uses a part of it, the rest is no dead code; and the crate need not have the feature. */
function toRootSource(isCrate: boolean): string {
  const allowed = "#![allow(dead_code, unused_imports, unknown_lints, unexpected_cfgs)]\n\n";
  return `//! The coded errors of the error contract: made, wrapped, sent and read.
//!
//! With the feature \`serde\`, codes, envelopes and JSON values can be (de)serialised.

${isCrate ? "" : allowed}mod code;
mod envelope;
mod error;
mod json;
mod remote;
#[cfg(feature = "serde")]
mod serde_impls;

pub use code::{Code, Fault, Severity, UnknownName};
pub use envelope::{code_of, DecodeError, Envelope, Occurrence};
pub use error::{find_cause, Error, Result, WrapErr};
pub use json::{Map, Number, ParseError, Value};
pub use remote::RemoteError;
`;
}

function toManifest(contract: Contract, name: string): GeneratedFile {
  if (!/^[a-z][a-z0-9_-]*$/.test(name) || keywords.has(name))
    throw new ContractNotUsable("Cargo takes no crate of this name", { name });
  const text = `# ${generatedNotice}

[package]
name = "${name}"
version = "${contract.version ?? "0.0.0"}"
edition = "2021"
rust-version = "1.63"
description = "Coded errors by the error contract."

[features]
serde = ["dep:serde"]

[dependencies]
serde = { version = "1", optional = true }
`;
  return { path: "Cargo.toml", text, isOwn: false };
}
