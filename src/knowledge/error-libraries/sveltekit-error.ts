import type { ErrorLibrary } from "../error-library.ts";

/** `error()` throws by itself. */
export const svelteKitError: ErrorLibrary = {
  name: "sveltekit-error",
  title: "SvelteKit",
  modules: ["@sveltejs/kit"],
  forms: [
    {
      callee: { module: "@sveltejs/kit", member: "error" },
      construct: false,
      message: 1,
      code: 0,
      error: null,
      options: null,
      cause: null,
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "always",
  foreignCoded: true,
  classes: [],
};
