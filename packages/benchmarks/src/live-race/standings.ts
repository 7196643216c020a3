import type { Landscape } from './landscape.js';
import type { Race } from './race.js';
import type { Track } from './track.js';

/** How an optimizer stands at a step. */
export interface Standing {
  /** The objective above the known minimum, or as it is. */
  readonly value: number;
  /** To the nearest known minimiser, else to the lowest point that any optimizer reached. */
  readonly distance: number;
  /** After which step, and how many gradient evaluations, the target was met; undefined until then. */
  readonly steps?: number;
  readonly gradients?: number;
  /** Whether it had ended by then, as it diverged or could not run. */
  readonly isLost: boolean;
}

/** What the standings of a race are measured by. */
export interface Measures {
  readonly floor: number;
  /** Whether the floor is a known minimum, so that values are gaps. */
  readonly isGap: boolean;
  readonly minimisers: readonly (readonly number[])[];
  /** The value at which the target is met. */
  readonly target: number;
}

/** Of the minimum that is known; else of the lowest value among the tracks. */
export function measuresOf({ minimum }: Landscape, tracks: readonly Track[], { view }: Race): Measures {
  const lowest = minimum?.value ?? lowestOf(tracks).value;
  const start = tracks.find(({ values }) => values.length > 0)?.values[0] ?? lowest;
  return {
    floor: minimum ? minimum.value : 0,
    isGap: minimum !== undefined,
    minimisers: minimum && minimum.points.length > 0 ? minimum.points : [lowestOf(tracks).point],
    target: lowest + 10 ** -view.target * (start - lowest),
  };
}

function lowestOf(tracks: readonly Track[]) {
  let [value, point] = [Number.POSITIVE_INFINITY, [Number.NaN, Number.NaN]];
  for (const { values, points } of tracks) {
    for (let step = 0; step < values.length; step++) {
      if (values[step]! < value) [value, point] = [values[step]!, [points[2 * step]!, points[2 * step + 1]!]];
    }
  }
  return { value, point };
}

/** The last step that was made by then. */
export const lastStep = ({ values }: Track, step: number): number => Math.min(Math.floor(step), values.length - 1);

export function standingOf(track: Track, step: number, measures: Measures): Standing {
  const at = lastStep(track, step);
  const isLost = track.outcome.status !== 'ok' && step >= track.values.length - 1;
  if (at < 0) return { value: Number.NaN, distance: Number.NaN, isLost };
  const met = metAt(track, measures.target);
  return {
    value: track.values[at]! - measures.floor,
    distance: distanceAt(track, at, measures),
    ...(met !== undefined && met <= step && { steps: met, gradients: track.gradients[met]! }),
    isLost,
  };
}

/** From the iterate to the nearest minimiser. */
export const distanceAt = ({ points }: Track, step: number, { minimisers }: Measures): number =>
  minimisers.reduce(
    (least, [x, y]) => Math.min(least, Math.hypot(points[2 * step]! - x!, points[2 * step + 1]! - y!)),
    Number.POSITIVE_INFINITY,
  );

/** The first step at which the target is met. */
export function metAt({ values }: Track, target: number): number | undefined {
  for (let step = 0; step < values.length; step++) if (values[step]! <= target) return step;
  return undefined;
}

/** The places of all, the best first; who is lost, or has not met the target, comes last. */
export function ranked(standings: readonly Standing[], by: Race['view']['ranking']): number[] {
  const key = (index: number) => {
    const standing = standings[index]!;
    const value = standing.isLost ? Number.NaN : (standing[by] ?? Number.NaN);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  const rest = (index: number) => standings[index]!.value;
  return standings
    .map((_, index) => index)
    .sort((a, b) => compare(key(a), key(b)) || Number(standings[a]!.isLost) - Number(standings[b]!.isLost) || compare(rest(a), rest(b)) || a - b); // biome-ignore format: one line
}

const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
