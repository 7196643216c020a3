import type { Instruments, RunRecord, Spent } from '../study/run-record.js';
import type { InstrumentName, Readings } from './instrument-names.js';
import type { Cost, Judgement } from './machine.js';

/** How many points a curve has, and a way through the plane. */
const curvePoints = 100;
const trajectoryPoints = 200;
/** So many of the first steps are always among them. */
const firstSteps = 10;
/** How many readings of instruments there are, each at a point of the curve. */
const readingPoints = 20;

/** Of a budget, which share has been used. */
export type Progress = number;

/** Tells when about `count` points evenly along a budget are due, its first steps and the last among them. */
class Marks {
  private next = 1;

  constructor(
    private readonly count: number,
    private readonly first = firstSteps,
  ) {}

  isDue(step: number, progress: Progress): boolean {
    const reached = Math.floor(progress * this.count * (1 + 1e-12));
    if (reached < this.next && step > this.first && progress < 1) return false;
    this.next = Math.max(this.next, reached + 1);
    return true;
  }
}

/** Takes down a run: the curve with what it has cost, and the way through the plane. */
export class Recorder {
  readonly curve: RunRecord['curve'] = [];
  readonly spent: Spent = { losses: [], gradients: [], products: [], seconds: [] };
  readonly trajectory?: [number, number][];
  private readonly objectives: (number | null)[] = [];
  private readonly accuracies: (number | null)[] = [];
  private readonly marks = new Marks(curvePoints);
  private readonly moments = new Marks(trajectoryPoints);
  private readonly readings = new Marks(readingPoints, 1);
  private readonly read: Instruments = { version: 1, at: [] };

  constructor(isPlane: boolean) {
    if (isPlane) this.trajectory = [];
  }

  /** The last step that was taken down. */
  get last(): number {
    return this.curve.at(-1)?.[0] ?? -1;
  }

  isDue = (step: number, progress: Progress): boolean => this.marks.isDue(step, progress);

  isPointDue = (step: number, progress: Progress): boolean =>
    this.trajectory !== undefined && this.moments.isDue(step, progress);

  add(step: number, objective: number, { losses, gradients, products }: Cost, seconds: number): void {
    this.curve.push([step, jsonNumber(objective)]);
    this.spent.losses.push(losses);
    this.spent.gradients.push(gradients);
    this.spent.products.push(products);
    this.spent.seconds.push(Number(seconds.toPrecision(4)));
  }

  /** Whether instruments are to be read before this step: at a point of the curve, so that it is known what it has cost. */
  isReadingDue(step: number, progress: Progress): boolean {
    return this.last === step - 1 && this.readings.isDue(step, progress);
  }

  addReadings(at: number, readings: Partial<Readings>): void {
    this.read.at.push(at);
    for (const [name, value] of Object.entries(readings) as [InstrumentName, number][]) {
      this.read[name] = [...(this.read[name] ?? []), jsonNumber(value)];
    }
  }

  addHeldOut({ objective, accuracy }: Judgement): void {
    this.objectives.push(jsonNumber(objective));
    if (accuracy !== undefined) this.accuracies.push(jsonNumber(accuracy));
  }

  addPoint(point: ArrayLike<number>): void {
    const [x, y] = point as unknown as [number, number];
    if (Number.isFinite(x) && Number.isFinite(y)) this.trajectory!.push([shorten(x), shorten(y)]);
  }

  get record(): Pick<RunRecord, 'curve' | 'spent' | 'heldOut' | 'trajectory' | 'instruments'> {
    const { curve, spent, trajectory, objectives, accuracies, read } = this;
    const heldOut = {
      objective: objectives,
      ...(accuracies.length > 0 && { accuracy: accuracies }),
    };
    return {
      curve,
      spent,
      ...(objectives.length > 0 && { heldOut }),
      ...(trajectory && { trajectory }),
      ...(read.at.length > 0 && { instruments: read }),
    };
  }
}

/** Nine digits are all there is in a float32, and enough to draw a float64. */
const shorten = (value: number) => Number(value.toPrecision(9));

/** JSON has neither NaN nor Infinity. */
const jsonNumber = (value: number) => (Number.isFinite(value) ? shorten(value) : null);
