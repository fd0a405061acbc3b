import type { ErrorLibrary } from "../error-library.ts";

/** What JSON-RPC answers with: code, message, and data that the client is sent whole. */
export const mcpError: ErrorLibrary = {
  name: "mcp-error",
  title: "Model Context Protocol",
  modules: ["@modelcontextprotocol/sdk/types.js", "@modelcontextprotocol/sdk/types"],
  forms: ["@modelcontextprotocol/sdk/types.js", "@modelcontextprotocol/sdk/types"].map((module) => ({
    callee: { module, member: "McpError" },
    construct: true,
    message: 1,
    code: 0,
    error: null,
    options: null,
    cause: null,
    sent: [],
    status: null,
    equivalent: null,
  })),
  exposes: "always",
  foreignCoded: true,
  isAnswer: true,
  classes: ["McpError"],
};
