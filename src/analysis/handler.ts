import type { TSESTree } from "@typescript-eslint/types";
import type { Framework } from "../knowledge/framework.ts";
import type { FunctionNode } from "../syntax/unwrap.ts";
import type { Roles } from "./meaning.ts";

/** A function by which a request, a message or a job enters the service, or the boundary above such functions. */
export interface Handler {
  readonly function: FunctionNode;
  readonly framework: Framework;
  /** An error middleware, exception filter or `onError`: it stands above handlers. */
  readonly isBoundary: boolean;
  /** What its parameters are. */
  readonly roles: Roles;
  /** Its returned value is sent to the client. */
  readonly returns: boolean;
  /** One of the framework's known async wrappers stands around it, so that what it rejects with is forwarded. */
  readonly asyncWrapped?: true;
  /** Where it was registered: the call, decorator or annotation that is the evidence. */
  readonly evidence: TSESTree.Node;
}
