/**
 * A few of them that together have every feature which any of them has: first the one with the most features, then, again
 * and again, the one with the most that none before it has.
 */
export function cover<T>(things: readonly T[], featuresOf: (thing: T) => Iterable<string>): T[] {
  const features = new Map(things.map((thing) => [thing, new Set(featuresOf(thing))]));
  const chosen: T[] = [];
  for (;;) {
    const [best, most] = [...features].reduce((a, b) => (b[1].size > a[1].size ? b : a));
    if (most.size === 0) return chosen;
    chosen.push(best);
    const had = [...most];
    for (const left of features.values()) for (const feature of had) left.delete(feature);
  }
}
