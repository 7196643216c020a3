import type { InsideStep, SlotInside } from '../inside-step.js';
import { markColor } from '../mark-color.js';
import type { MarkedEquation } from '../marked-equation.js';
import type { Plane } from '../plane.js';

type Pair = readonly [number, number];

/** An arrow from where the step begins, in the plane. */
export interface Arrow {
  /** Of a tensor of the rule; param: of the step. */
  readonly name: string;
  readonly way: Pair;
  /** Whether it leads against what it is named by, as steps do against gradients. */
  readonly isBack?: boolean;
  /** Whether it is as long as it is; others show where they point alone. */
  readonly isToScale?: boolean;
  /** Whether it leads to a place that the optimizer keeps. */
  readonly isPlace?: boolean;
}

/** What of a step is drawn: gradient and directions as they lead down, places, and the step. */
export function arrowsOf({ from, to, gradient, slots }: InsideStep): Arrow[] {
  const against = (name: string, [x, y]: Pair): Arrow => ({ name, way: [-x, -y], isBack: true });
  const step: Arrow = { name: 'param', way: [to[0] - from[0], to[1] - from[1]], isToScale: true };
  const ofSlot = ({ name, kind, after }: SlotInside): Arrow[] => {
    const [x, y] = after as unknown as Pair;
    if (kind === 'up') return [against(name, [x, y])];
    if (kind === 'down') return [{ name, way: [x, y] }];
    return kind === 'place' ? [{ name, way: [x - from[0], y - from[1]], isPlace: true }] : [];
  };
  return [...(gradient ? [against('grad', gradient)] : []), ...slots.flatMap(ofSlot), step].filter(
    ({ way }) => way.every(Number.isFinite) && Math.hypot(...way) > 0,
  );
}

/** What a tensor of the rule is called, and its colour, which its letter has in the equation. */
export const markOf = (name: string, equation: MarkedEquation | undefined) =>
  equation?.symbols[name] ?? unmarked[name] ?? { text: name, color: markColor(2) };

/** Of what has no equation. */
const unmarked: Readonly<Record<string, { text: string; color: string }>> = {
  param: { text: 'x', color: markColor(0) },
  grad: { text: 'g', color: markColor(1) },
};

/** In pixels, what a step is at least to be seen. */
const visible = 40;

/** How many times as long a step is drawn: 1, 2, 5, 10, 20, 50 and so on. */
export function magnificationOf({ from, to }: InsideStep, { toPixels }: Plane): number {
  const [[x0, y0], [x, y]] = [toPixels(...from), toPixels(...to)];
  const wanted = visible / Math.hypot(x - x0, y - y0);
  if (!(wanted > 1) || wanted === Number.POSITIVE_INFINITY) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * [1, 2, 5, 10].find((one) => one * power >= wanted)!;
}
