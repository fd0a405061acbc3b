/** What a terminal shows with one style. */
interface Span {
  readonly text: string;
  readonly style: Style;
}

interface Style {
  readonly color: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly underlined?: boolean;
}

const plain: Style = { color: "#d4d4d4" };
const colors: Readonly<Record<number, string>> = {
  31: "#f47067",
  32: "#6bc46d",
  33: "#daaa3f",
  34: "#539bf5",
  35: "#b083f0",
  36: "#39c5cf",
  90: "#8b949e",
};

const [columns, lineHeight, charWidth, margin] = [118, 19, 7.83, 16] as const;

/** Draws what a program printed, with its colours (SGR), as a terminal of 118 columns would; an SVG. */
export function drawTerminal(title: string, printed: string): string {
  const lines = toSpans(printed.trimEnd()).flatMap(wrap);
  const width = Math.ceil(columns * charWidth + 2 * margin);
  const height = 40 + lines.length * lineHeight + margin;
  const body = lines.map((spans, index) => drawLine(spans, 54 + index * lineHeight));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${toXml(title)}">
<rect width="${width}" height="${height}" rx="8" fill="#1c2128"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" style="white-space: pre" xml:space="preserve">
<text x="${width / 2}" y="22" fill="#8b949e" text-anchor="middle">${toXml(title)}</text>
${body.join("\n")}
</g>
</svg>
`;
}

/** The lines of a text, each cut into parts of one style. */
function toSpans(printed: string): Span[][] {
  let style = plain;
  return printed.split("\n").map((line) =>
    // eslint-disable-next-line no-control-regex -- this is how terminals are told of colours
    line.split(/(\x1b\[[\d;]*m)/).flatMap((part) => {
      // eslint-disable-next-line no-control-regex -- as above
      const [, codes] = /^\x1b\[([\d;]*)m$/.exec(part) ?? [];
      if (codes === undefined) return part === "" ? [] : [{ text: part, style }];
      style = codes.split(";").map(Number).reduce(toStyle, style);
      return [];
    }),
  );
}

function toStyle(style: Style, code: number): Style {
  if (code === 0) return plain;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 4) return { ...style, underlined: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 24) return { ...style, underlined: false };
  return { ...style, color: colors[code] ?? plain.color };
}

/** What is longer than a line goes on in the next one, as far as it goes behind a space. */
function wrap(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]];
  let left: number = columns;
  for (const { text, style } of spans) {
    for (let rest = text; rest !== "";) {
      if (left === 0) left = lines.push([]) && columns;
      const part = rest.length > left ? rest.slice(0, left).replace(/(?<=\s)\S+$/, "") : rest;
      lines.at(-1)?.push({ text: part, style });
      rest = rest.slice(part.length);
      left = rest === "" ? left - part.length : 0;
    }
  }
  return lines;
}

function drawLine(spans: readonly Span[], y: number): string {
  const parts = spans.map(({ text, style: { color, bold, dim, underlined } }) => {
    const weight = bold ? ' font-weight="bold"' : "";
    const faint = dim ? ' opacity="0.6"' : "";
    const line = underlined ? ' text-decoration="underline"' : "";
    return `<tspan fill="${color}"${weight}${faint}${line}>${toXml(text)}</tspan>`;
  });
  return `<text x="${margin}" y="${y}">${parts.join("")}</text>`;
}

function toXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
