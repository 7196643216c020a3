import type { FunctionalComponent } from 'vue';
import type { InsideStep } from '../inside-step.js';
import type { Pixels, Plane } from '../plane.js';
import type { Inside } from './inside.js';
import { type Arrow, arrowsOf, magnificationOf, markOf } from './inside-parts.js';

interface Props {
  readonly plane: Plane;
  readonly inside: Inside;
}

/** The parts of a step as arrows, and how much each coordinate is moved for the same gradient as an ellipse. */
export const InsideLayer: FunctionalComponent<Props> = ({ plane, inside }) => {
  const { isOpen, step } = inside;
  if (!isOpen.value || !step.value) return undefined;
  const scale = { plane, times: magnificationOf(step.value, plane), reach: reachOf(plane) };
  const [x, y] = plane.toPixels(...step.value.from);
  const arrows = arrowsOf(step.value).map((arrow) => ({ arrow, tip: tipOf(arrow, [x, y], step.value!, scale) }));
  const labels = apart(arrows.map(({ tip }) => besides(tip)));
  return (
    <svg class="race-inside" aria-hidden="true">
      <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
        {ellipse(step.value, scale)}
        {arrows.map(({ arrow, tip }, index) =>
          drawn(arrow, inside, { tip, label: labels[index]!, times: scale.times }),
        )}
        <circle r="3" />
      </g>
    </svg>
  );
};
InsideLayer.props = ['plane', 'inside'];

interface Scale {
  readonly plane: Plane;
  /** How many times as long a step is drawn. */
  readonly times: number;
  /** How long arrows are that show where they point alone, in pixels. */
  readonly reach: number;
}

const reachOf = ({ width, height }: Plane) => Math.min(92, 0.22 * Math.min(width, height));

/** Where an arrow ends, in pixels from where it begins. */
function tipOf(
  { way, isToScale, isPlace }: Arrow,
  [x0, y0]: Pixels,
  { from }: InsideStep,
  { plane, times, reach }: Scale,
) {
  const [x, y] = plane.toPixels(from[0] + way[0], from[1] + way[1]);
  const [dx, dy] = [x - x0, y - y0];
  const factor = isPlace ? 1 : isToScale ? times : reach / Math.hypot(dx, dy);
  return [dx * factor, dy * factor] as const;
}

/** Its axes are as the factors, as they are in the plane. */
function ellipse({ factors }: InsideStep, { plane: { toPixels }, reach }: Scale) {
  if (!factors?.every(Number.isFinite)) return undefined;
  const [x0, y0] = toPixels(0, 0);
  const [x, y] = toPixels(...factors);
  const [across, up] = [Math.abs(x - x0), Math.abs(y - y0)];
  const unit = (1.15 * reach) / Math.max(across, up);
  return <ellipse rx={across * unit} ry={up * unit} />;
}

/** Where the name of an arrow stands. */
function besides([x, y]: Pixels): Pixels {
  const long = Math.hypot(x, y);
  return [x + (14 * x) / long, y + (14 * y) / long + 4];
}

/** How far apart names are, in pixels. */
const [wide, high] = [80, 16];

/** Names below those that stand there already. */
function apart(places: readonly Pixels[]): Pixels[] {
  const free: Pixels[] = [];
  for (const [x, wanted] of places) {
    let y = wanted;
    const isTaken = () => free.find(([otherX, otherY]) => Math.abs(otherX - x) < wide && Math.abs(otherY - y) < high);
    for (let other = isTaken(); other; other = isTaken()) y = other[1] + high;
    free.push([x, y]);
  }
  return free;
}

interface Drawing {
  readonly tip: Pixels;
  readonly label: Pixels;
  readonly times: number;
}

function drawn(arrow: Arrow, { equation }: Inside, { tip: [x, y], label, times }: Drawing) {
  const { color, text } = markOf(arrow.name, equation.value);
  const angle = (Math.atan2(y, x) * 180) / Math.PI;
  const name = arrow.isToScale ? `step${times > 1 ? ` × ${times}` : ''}` : `${arrow.isBack ? '−' : ''}${text}`;
  return (
    <g style={{ color }} class={arrow.isPlace ? 'place' : undefined}>
      <path class="shaft" d={`M0 0L${x.toFixed(1)} ${y.toFixed(1)}`} />
      {arrow.isPlace ? (
        <circle class="mark" cx={x} cy={y} r="5" />
      ) : (
        <path class="tip" d="M0 0L-11 -5L-8 0L-11 5Z" transform={`translate(${x} ${y}) rotate(${angle})`} />
      )}
      <text x={label[0]} y={label[1]} text-anchor={x < -4 ? 'end' : x > 4 ? 'start' : 'middle'}>
        {name}
      </text>
    </g>
  );
}
