/** What is known of φ(t) = f(x + t d) at one t; more may be kept with it. */
export interface LinePoint {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

export interface WolfeOptions {
  /** Of the first trial. */
  readonly t: number;
  readonly maxEvaluations: number;
  /** How far a step of length 1 moves, at most, in one coordinate; a bracket that moves less than `tolerance` ends it. */
  readonly reach: number;
  readonly tolerance: number;
  /** c₂; 0.9 unless given. */
  readonly curvature?: number;
}

const c1 = 1e-4;

/**
 * A step length with φ(t) ≤ φ(0) + c₁ t φ'(0) and |φ'(t)| ≤ c₂ |φ'(0)|, c₁ = 1e-4, c₂ = 0.9: a bracket, then a zoom into it, each by
 * cubic interpolation, as torch.optim.LBFGS has it. Without success the lowest end of the bracket. A φ that is not finite
 * counts as infinite.
 * Nocedal and Wright 2006, "Numerical Optimization", algorithms 3.5 and 3.6.
 */
export function strongWolfe<P extends LinePoint>(start: P, phi: (t: number) => P, options: WolfeOptions): P {
  const { maxEvaluations, reach, tolerance, curvature: c2 = 0.9 } = options;
  const isTooHigh = ({ t, value }: P) => !(value <= start.value + c1 * t * start.slope);
  const isFlat = ({ slope }: P) => Math.abs(slope) <= -c2 * start.slope;

  let count = 0;
  let previous = start;
  let point = phi(options.t);
  let bracket: [P, P] | undefined;
  while (count < maxEvaluations && !bracket) {
    if (isTooHigh(point) || (count > 1 && point.value >= previous.value)) bracket = [previous, point];
    else if (isFlat(point)) return point;
    else if (point.slope >= 0) bracket = [previous, point];
    else {
      const { t } = point;
      const next = cubicMinimiser(previous, point, [t + 0.01 * (t - previous.t), 10 * t]);
      previous = point;
      point = phi(next);
      count++;
    }
  }

  let ends: readonly [P, P] = bracket ?? [start, point];
  let [low, high] = byValue(ends);
  let isStuck = false;
  while (count < maxEvaluations && Math.abs(high.t - low.t) * reach >= tolerance) {
    const [left, right] = low.t < high.t ? [low, high] : [high, low];
    const margin = 0.1 * (right.t - left.t);
    let t = cubicMinimiser(left, right, [left.t, right.t]);
    if (Math.min(right.t - t, t - left.t) >= margin) isStuck = false;
    else if (isStuck || t >= right.t || t <= left.t) {
      t = Math.abs(t - right.t) < Math.abs(t - left.t) ? right.t - margin : left.t + margin;
      isStuck = false;
    } else isStuck = true;

    point = phi(t);
    count++;
    if (isTooHigh(point) || point.value >= low.value) {
      ends = [ends[0] === high ? point : low, ends[1] === high ? point : low]; // in their places: the first wins a tie
      [low, high] = byValue(ends);
    } else if (isFlat(point)) return point;
    else {
      const other = point.slope * (high.t - low.t) >= 0 ? low : high;
      ends = ends[0] === low ? [point, other] : [other, point];
      [low, high] = [point, other];
    }
  }
  return low;
}

/** The first is the low end if they are equal. */
const byValue = <P extends LinePoint>([a, b]: readonly [P, P]): [low: P, high: P] => (isLower(b, a) ? [b, a] : [a, b]);

/** Whether the value is lower, or the other is none. */
const isLower = (a: LinePoint, b: LinePoint) => a.value < b.value || (Number.isNaN(b.value) && !Number.isNaN(a.value));

/** Where the cubic through two points with their slopes is lowest, within bounds; their middle where it has no minimum. */
function cubicMinimiser(left: LinePoint, right: LinePoint, [least, most]: readonly [number, number]): number {
  const width = right.t - left.t;
  const d1 = left.slope + right.slope - (3 * (right.value - left.value)) / width;
  const d2 = Math.sqrt(d1 * d1 - left.slope * right.slope); // NaN where it has none
  const t = right.t - width * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2));
  return Number.isNaN(t) ? (least + most) / 2 : Math.min(Math.max(t, least), most);
}
