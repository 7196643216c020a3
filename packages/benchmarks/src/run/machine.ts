/** What steps have cost so far. */
export interface Cost {
  /** Runs of the loss, those within gradients included. */
  readonly losses: number;
  readonly gradients: number;
  readonly products: number;
}

/** A value, and how good it is on data that no step sees. */
export interface Judgement {
  readonly objective: number;
  readonly accuracy?: number;
}

/** Why no further step can be made: where it stays, or as it led nowhere finite. */
export interface Ended {
  readonly hasDiverged: boolean;
  readonly reason: string;
}

/** An optimizer at work on one start of a problem. */
export interface Machine {
  /** Makes the step of that number, from 1; why none could be made, else. */
  step(step: number): Ended | undefined;
  /** Of all steps until now. */
  cost(): Cost;
  /** Over all data, at the parameters to evaluate with. */
  objective(): number | Promise<number>;
  /** The same on held-out data, where there are some. */
  heldOut?(): Promise<Judgement>;
  /** The parameters. */
  point(): ArrayLike<number> | Promise<ArrayLike<number>>;
  dispose(): void;
}

/** What a gradient budget counts: gradients and products, and of what takes neither the runs of the loss. */
export const gradientCost = ({ losses, gradients, products }: Cost): number => gradients + products || losses;
