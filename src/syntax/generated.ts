const generatedName = /(?:_pb|\.pb|\.gen|\.generated)\.[^./]+$|\/__generated__\/|\/src\/(?:[^/]+\/)*generated\//;
const generatedNote = /@generated\b|\bdo not edit\b/i;

/** Whether a machine wrote the file: its name or a folder of the sources says so, or a note in its first 20 lines. */
export function isGenerated(path: string, text: string): boolean {
  return generatedName.test(path) || generatedNote.test(toHead(text, 20));
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
