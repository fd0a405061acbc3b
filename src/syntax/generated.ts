const generatedName = /(?:_pb|\.pb|\.gen|\.generated)\.[^./]+$|\/__generated__\/|\/src\/(?:[^/]+\/)*generated\//;
const generatedNote = /@generated\b|\bdo not edit\b/i;
const outputFolder = /\/(?:dist|build|out|output)\/(?:.*\/)?[^/]+\.[cm]?js$/;

/** Whether a machine wrote the file: its name or a folder of the sources says so, a note in its first 20 lines, or what compilers leave. */
export function isGenerated(path: string, text: string): boolean {
  return generatedName.test(path) || generatedNote.test(toHead(text, 20)) || isCompiled(path, text);
}

/** What a compiler of TypeScript put beside the sources, and is put there again: it names a map, or marks what it made of a module. */
function isCompiled(path: string, text: string): boolean {
  if (!outputFolder.test(`/${path}`)) return false;
  const isMapped = /\n\/\/# sourceMappingURL=[^\s,]+\.[cm]?js\.map\s*$/.test(text.slice(-300));
  return isMapped || text.includes('Object.defineProperty(exports, "__esModule"');
}

function toHead(text: string, lines: number): string {
  let end = 0;
  for (let line = 0; line < lines; line++) {
    const next = text.indexOf("\n", end);
    if (next === -1) return text;
    end = next + 1;
  }
  return text.slice(0, end);
}
