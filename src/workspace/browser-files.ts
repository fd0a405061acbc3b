import type { FileContribution } from "./file-contribution.ts";
import type { WorkspaceFunction } from "./functions.ts";
import type { Modules } from "./modules.ts";
import type { Packages } from "./packages.ts";

/** What no browser loads. */
const ofServers =
  /^node:|^(?:fs|net|tls|http|https|http2|dgram|cluster|child_process|worker_threads)(?:\/|$)|^(?:express|fastify|koa|@nestjs\/(?:core|common))$/;
/** Who depends on this draws pages, */
const drawing = ["react-dom", "@angular/core", "vue", "svelte"];
/** and on none of these, so that it draws them nowhere else. */
const serving =
  /^(?:express|fastify|koa|hono|next|nuxt|restify|astro|h3|remix|elysia)$|^@(?:nestjs|hapi|remix-run|sveltejs|react-router|trpc\/server|tanstack\/.*start)/;
/** What only runs where somebody looks at the page; a server that renders it runs none of it. */
const hook = /^(?:React\.)?use(?:State|Reducer|Effect|LayoutEffect|Ref|Callback)$/;
/** What a framework calls on the server, though it stands in the file of a page. */
const ofServer =
  /^(?:getServerSideProps|getStaticProps|getStaticPaths|getInitialProps|generateMetadata|generateStaticParams|loader|action|middleware)$/;

/** Which files run in browsers, and which on servers: what fails there comes to the others as an answer, never as it was thrown. */
export class BrowserFiles {
  readonly #browser = new Map<FileContribution, boolean>();
  readonly #server = new Map<FileContribution, boolean>();

  readonly #packages = new Map<string | null, boolean>();
  /** What browsers load, each with a file that certainly runs there and leads to it. */
  #loaded: ReadonlyMap<FileContribution, FileContribution> | null = null;

  constructor(
    readonly modules: Modules,
    readonly packages: Packages,
  ) {}

  /** Whether a file certainly never hears of what a function throws, as one is in browsers and the other is not. */
  isApart(file: FileContribution, target: WorkspaceFunction): boolean {
    return this.isInBrowsers(file) && (target.entry.handler !== null || this.#isOnServers(target.file));
  }

  /** Whether a file certainly runs in browsers. */
  isInBrowsers(file: FileContribution): boolean {
    const known =
      this.#browser.get(file) ?? (isInBrowsers(file) || this.#isOfPages(this.packages.directoryOf(file.path)));
    this.#browser.set(file, known);
    return known;
  }

  /** A file that certainly runs in browsers, and with which another is loaded; `null` where none is. */
  findLoader(file: FileContribution): FileContribution | null {
    this.#loaded ??= this.#collectLoaded();
    return this.#loaded.get(file) ?? null;
  }

  /** What handlers stand in, or what needs a server, is not loaded there, whoever imports it. */
  #collectLoaded(): ReadonlyMap<FileContribution, FileContribution> {
    const drawn = this.modules.all.filter((file) => !file.isTest && this.isInBrowsers(file));
    const loaded = new Map(drawn.map((file) => [file, file]));
    for (const [file, loader] of loaded) {
      const next = file.imports.flatMap((module) => this.modules.find(module));
      for (const each of next) if (!loaded.has(each) && !isOfServers(each)) loaded.set(each, loader);
    }
    return loaded;
  }

  /** Whether all of a package is for pages. */
  #isOfPages(directory: string | null): boolean {
    const own = this.packages.all.find((each) => each.directory === directory);
    const names = [...(own?.dependencies.keys() ?? [])];
    const known =
      this.#packages.get(directory) ??
      (names.some((name) => drawing.includes(name)) && !names.some((name) => serving.test(name)));
    this.#packages.set(directory, known);
    return known;
  }

  #isOnServers(file: FileContribution): boolean {
    const known =
      this.#server.get(file) ??
      [...this.modules.findLoaded([file])].some(({ imports }) => imports.some((module) => ofServers.test(module)));
    this.#server.set(file, known);
    return known;
  }
}

function isInBrowsers({ isClient, imports, sites, functions }: FileContribution): boolean {
  if (isClient) return true;
  if (functions.some(({ name, handler }) => handler !== null || (name !== null && ofServer.test(name)))) return false;
  return imports.includes("@angular/core") || sites.some(({ name }) => hook.test(name));
}

function isOfServers({ imports, functions }: FileContribution): boolean {
  return functions.some(({ handler }) => handler !== null) || imports.some((module) => ofServers.test(module));
}
