import { foldInFloat64, folds } from '../kernels/folds.js';
import { untraced } from '../kernels/untraced.js';
import { type PartOperations, ValueOfParts } from '../kernels/value-of-parts.js';
import { type AnyRule, tensorsNeeded } from '../rule/any-rule.js';
import { settingsAt } from '../rule/hyperparameters.js';
import { mapValues } from '../rule/map-values.js';
import { type Inputs, inFloat64, type Scalars } from '../rule/scalars.js';
import { sizeFromShape } from '../words/tensor.js';
import { carriedOutBy } from '../words/words.js';
import type { Layout } from './parameters.js';
import { isAside, type LayOut, type RunningProgram, rulesOf } from './rule-programs.js';
import type { StepProgress } from './scalar-table.js';
import type { Segment } from './segments.js';
import { type ArrayTensor, arrayTensor } from './words/array-tensor.js';
import * as elementwise from './words/elementwise.js';
import { float64Words } from './words/float64-words.js';

/** Where a tensor of a segment lies in an array. */
interface Place {
  readonly start: number;
  readonly shape: readonly number[];
}

type Places = Readonly<Record<string, Place>>;
type Part = ArrayTensor | number;

const operations: PartOperations<ArrayTensor> = {
  elementwise: elementwise as never,
  reduced: (reduction, { data }) => foldInFloat64(folds[reduction], data),
};

/** Shapes by the names of variables; of those that are not there it is that of a vector. */
type Shapes = Readonly<Record<string, readonly number[]>>;

/** A run's arrays for a rule on tensors, each with the tensors of all variables one after the other, and its programs. */
export const layOutTensors =
  (shapesOf: (layout: Layout) => Shapes): LayOut =>
  (rule, segments, names, layout) => {
    const shapes = shapesOf(layout);
    const lengths = new Map(names.map((name) => [name, rule.slots.includes(name) ? 0 : layout.size]));
    const total = segments.reduce((sum, { size }) => sum + size, 0);
    const places = segments.map(({ name, start, size, set }): Places => {
      const shape = shapes[name] ?? [size];
      const own = rule.slotShapes!(shape, settingsAt(rule.name, rule.hyper, set.options, 1), total);
      const placed = names.map((array): [string, Place] => {
        if (!rule.slots.includes(array)) return [array, { start, shape }];
        const { [array]: slotShape = shape } = own;
        const at = lengths.get(array)!;
        lengths.set(array, at + sizeFromShape(slotShape));
        return [array, { start: at, shape: slotShape }];
      });
      return Object.fromEntries(placed);
    });
    const arrays = Object.fromEntries(names.map((name) => [name, new Float64Array(lengths.get(name)!)]));
    const programs = mapValues(rulesOf(rule), (one, kind) =>
      one ? [new TensorProgram(one, segments, places, arrays, isAside(kind) ? 'point' : 'param')] : [],
    );
    return { programs, arrays: Object.values(arrays) };
  };

/** A rule on tensors on its segments, as it stands. */
class TensorProgram implements RunningProgram {
  readonly program;
  readonly count;
  private inputs: readonly Inputs[] = [];
  private readonly tensors: readonly string[];
  private readonly written: readonly string[];

  constructor(
    private readonly rule: AnyRule,
    private readonly segments: readonly Segment[],
    private readonly places: readonly Places[],
    private readonly arrays: Readonly<Record<string, Float64Array>>,
    /** Where the parameters go: aside, if it is no step. */
    private readonly target: 'param' | 'point',
  ) {
    this.program = untraced(rule);
    this.count = segments.length;
    this.written = target === 'param' ? ['param', ...rule.slots] : ['param'];
    this.tensors = ['param', 'grad', ...tensorsNeeded(rule), ...rule.slots];
  }

  run(progress: StepProgress): Scalars {
    const { segments, program } = this;
    this.inputs = segments.map((segment) => this.inputsAt(segment, progress));
    const all = [...segments.keys()];
    const groups = program.global ? [all] : all.map((index) => [index]);
    return carriedOutBy(float64Words, () => groups.map((group) => this.step(group)).at(-1)!);
  }

  inputsOf(index: number): Readonly<Record<string, number>> {
    return this.inputs[index] as Readonly<Record<string, number>>;
  }

  /** Settings, host scalars, state and what was evaluated. */
  private inputsAt({ set, scalars }: Segment, { step, globalState, before, evaluated }: StepProgress): Inputs {
    const { rule } = this;
    const clock = rule.clock ? rule.clock(step, globalState ?? {}) : step;
    const settings = settingsAt(rule.name, rule.hyper, set.options, clock);
    const computed = rule.hostScalars?.(settings, step, { ...globalState, ...scalars });
    return Object.assign(settings, computed, before, evaluated, scalars); // spreading takes longer
  }

  /** A step of the segments of these numbers; gives the global state. */
  private step(group: readonly number[]): Scalars {
    const { rule, inputs, segments, target } = this;
    const value = (parts: readonly Part[]) => new ValueOfParts(parts, operations);
    const [first] = group;
    const given: Record<string, ValueOfParts<ArrayTensor> | boolean | string> = {};
    for (const name of Object.keys(inputs[first])) {
      const { [name]: input } = inputs[first];
      given[name] = typeof input === 'number' ? value(group.map((index) => inputs[index][name] as number)) : input;
    }
    for (const name of this.tensors) given[name] = value(group.map((index) => this.read(name, index)));
    const results = rule.update(given) as Readonly<Record<string, ValueOfParts<ArrayTensor>>>;
    group.forEach((index, place) => {
      for (const name of this.written) this.write(name, index, results[name].parts[place]);
      if (rule.variableState && target === 'param') segments[index].scalars = kept(rule.variableState, results, place);
    });
    return kept(rule.globalState, results, 0);
  }

  /** A copy, which stays as it is when results are written. */
  private read(name: string, index: number): ArrayTensor {
    const { start, shape } = this.places[index][name];
    return arrayTensor(this.arrays[name].slice(start, start + sizeFromShape(shape)), shape);
  }

  private write(name: string, index: number, part: Part): void {
    const { start, shape } = this.places[index][name];
    const array = this.arrays[name === 'param' ? this.target : name];
    if (typeof part === 'number') array.fill(part, start, start + sizeFromShape(shape));
    else array.set(part.data, start);
  }
}

/** Scalars of a segment, or of all, as results have them. */
const kept = (
  names: object = {},
  results: Readonly<Record<string, ValueOfParts<ArrayTensor>>>,
  place: number,
): Scalars => mapValues(names as Record<string, unknown>, (_, name) => inFloat64(results[name].parts[place] as number));
