import { InputError } from '../cli/input-error.js';

/** What a run may spend: exactly one of these, the same for all runs of a study. */
export interface Budget {
  readonly steps?: number;
  /** Gradient evaluations, as `spent.gradients` and `spent.products` of a record count them. */
  readonly gradients?: number;
  /** Seconds in steps: evaluation of the objective is off the clock. */
  readonly seconds?: number;
}

/** What a budget counts. */
export type Unit = keyof Budget;

/** What stands behind the number where it is written. */
export const signs = { steps: '', gradients: 'g', seconds: 's' } as const;

export const units = Object.keys(signs) as Unit[];

/** The one field that a budget has. */
export const unitOf = (budget: Budget): Unit => units.find((unit) => budget[unit] !== undefined)!;

/** A budget alone, of what has further fields. */
export function budgetOf(from: Budget): Budget {
  const unit = unitOf(from);
  return { [unit]: from[unit] };
}

/** As `--budget` takes it: 500, 1000g, 20s. */
export const budgetText = (budget: Budget): string => `${budget[unitOf(budget)]}${signs[unitOf(budget)]}`;

/** Budgets of one unit by size, those of another after them. */
export const compareBudgets = (a: Budget, b: Budget): number => {
  const [first, second] = [unitOf(a), unitOf(b)];
  return units.indexOf(first) - units.indexOf(second) || a[first]! - b[second]!;
};

/** Reads what `budgetText` writes; `owner` begins the error. */
export function parseBudget(owner: string, text: string): Budget {
  const [, amount, sign] = /^(\d+(?:\.\d+)?)([a-z]?)$/.exec(text) ?? [];
  const unit = units.find((one) => signs[one] === sign);
  const value = Number(amount);
  if (unit && value > 0 && (unit === 'seconds' ? value <= 86_400 : Number.isInteger(value) && value <= 10_000_000)) {
    return { [unit]: value };
  }
  throw new InputError(
    `${owner} is '${text}', but must be a number of steps (500), gradient evaluations (1000g) or seconds (20s).`,
  );
}
