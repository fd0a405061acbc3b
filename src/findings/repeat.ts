import { isDropped, isSameReport, type NotifiedSite, type Report } from "./notified-site.ts";

/** A report of an error that another one repeats. */
export interface Repeat {
  readonly site: NotifiedSite;
  /** The one that stays; the site itself where it reports twice. */
  readonly other: NotifiedSite;
  readonly isSameObject: boolean;
  /** Wherever the site reports, the other ones that stay do so too. */
  readonly isSpare: boolean;
}

/** Which of a file's reports tell what another one tells on the same path: the fewest that have to go, later ones first. */
export function findRepeats(sites: readonly NotifiedSite[]): Repeat[] {
  const search = new RepeatSearch(sites);
  const spare = [...sites].sort(byWorth).flatMap((site) => search.takeSpare(site) ?? []);
  const others = [...sites].reverse().flatMap((site) => search.takeLater(site) ?? []);
  return [...spare, ...others];
}

/** First what says less than the error, then what comes later. */
function byWorth(left: NotifiedSite, right: NotifiedSite): number {
  return Number(isWorthLess(right)) - Number(isWorthLess(left)) || right.node.range[0] - left.node.range[0];
}

function isWorthLess({ reports }: NotifiedSite): boolean {
  return reports.some(({ value }) => value.kind === "part");
}

class RepeatSearch {
  readonly #gone = new Set<NotifiedSite>();

  constructor(readonly sites: readonly NotifiedSite[]) {}

  takeSpare(site: NotifiedSite): Repeat | null {
    const found = this.#findRepeated(site, (each) => each.site !== site.node);
    const isSpare = site.reports.every((report) => this.#others(report).some((each) => each.site !== site.node));
    return found && isSpare ? this.#take(site, found, true) : null;
  }

  takeLater(site: NotifiedSite): Repeat | null {
    if (this.#gone.has(site)) return null;
    const found = this.#findRepeated(site, (each, own) => each.at < own.at);
    return found && this.#take(site, found, false);
  }

  #take(site: NotifiedSite, { report, own }: Pair, isSpare: boolean): Repeat | null {
    this.#gone.add(site);
    const other = this.sites.find(({ node }) => node === report.site) ?? site;
    return { site, other, isSameObject: report.value.kind === own.value.kind, isSpare };
  }

  #findRepeated(site: NotifiedSite, accepts: (each: Report, own: Report) => boolean): Pair | null {
    for (const own of site.reports) {
      const report = this.#others(own).find((each) => accepts(each, own) && isTwoEvents(each, own));
      if (report) return { report, own };
    }
    return null;
  }

  /** What else tells of the same failure on the path of a report, and stays. */
  #others(report: Report): Report[] {
    const kept = this.sites.filter((site) => !this.#gone.has(site));
    return kept
      .flatMap(({ reports }) => reports)
      .filter((each) => each.path === report.path && isSameReport(each, report));
  }
}

interface Pair {
  readonly report: Report;
  readonly own: Report;
}

function isTwoEvents(one: Report, other: Report): boolean {
  const [first, second] = one.at < other.at ? [one, other] : [other, one];
  return one.certain && other.certain && !isDropped(second.notifier, first.value, second.value);
}
