import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { findExports } from "../analysis/find-exports.ts";
import { literalString, unwrap } from "../syntax/unwrap.ts";
import { findFields } from "./envelope-mismatch.ts";
import type { HandBuiltAnswer } from "./hand-built-answer.ts";

/**
 * Whether the shape of an error response is not the contract's to decide: another protocol prescribes it, it tells how the
 * service is, or it goes to a page of the service's own.
 */
export function isForeignAnswer({ body, sink, status }: HandBuiltAnswer, facts: Facts): boolean {
  const fields = findFields(body);
  if (!fields || isPageData(sink.framework.name, facts)) return true;
  return isOfProtocol(fields) || (status !== null && status >= 500 && isHealth(fields));
}

type Fields = ReadonlyMap<string, TSESTree.Node>;

/** JSON-RPC, OAuth, SCIM, FHIR, and the answers of model providers say themselves what an error looks like. */
function isOfProtocol(fields: Fields): boolean {
  if (["jsonrpc", "error_description", "error_uri", "schemas", "resourceType"].some((name) => fields.has(name)))
    return true;
  const error = fields.get("error");
  if (!error) return false;
  const inner = unwrap(error);
  if (oauthErrors.has(literalString(inner) ?? "")) return true;
  // OpenAI's and Anthropic's: `{ error: { message, type } }`
  return inner.type === "ObjectExpression" && (findFields(inner)?.has("type") ?? false);
}

/** RFC 6749, 6750, 7591, 8628, and OpenID Connect. */
const oauthErrors = new Set(
  `invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope access_denied
   unsupported_response_type server_error temporarily_unavailable invalid_token insufficient_scope authorization_pending
   slow_down expired_token login_required consent_required interaction_required invalid_redirect_uri
   invalid_client_metadata`.split(/\s+/),
);

/** `{ status: "unhealthy", checks }`: no error, but an answer to the question how the service is. */
function isHealth(fields: Fields): boolean {
  const isState = ["status", "healthy", "checks", "ready"].some((name) => fields.has(name));
  return isState && !["message", "error", "errors", "code"].some((name) => fields.has(name));
}

const pageFrameworks = new Set(["remix", "react-router", "sveltekit", "next-server-action"]);

/** What a page's own loader or action answers is the page's data; a route without a page is an API. */
function isPageData(framework: string, { source, nodes, bindings }: Facts): boolean {
  if (!pageFrameworks.has(framework)) return false;
  if (/(?:^|\/)\+(?:page|layout)[.@]/.test(source.path)) return true;
  return findExports(source.ast, nodes, bindings).some(({ name }) => name === "default");
}
