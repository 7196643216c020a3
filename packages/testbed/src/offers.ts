/**
 * What a problem gives an optimizer to look at.
 *
 * - `loss`: a loss of the variables, and so its gradient.
 * - `float64`: the loss of each step as a function of plain numbers, with its gradient and start.
 * - `outputs`: the outputs of a model, sample by sample, and a loss that is convex in them.
 * - `residuals`: outputs whose loss is a sum of squares.
 * - `labels`: outputs whose targets can be drawn from what the model predicts.
 * - `finiteSum`: a loss of each step that is the mean over some of a finite number of samples.
 * - `constraints`: bounds, kept by `project`.
 * - `heldOut`: an objective, and where it is a classifier an accuracy, on data that no step sees.
 * - `players`: no loss, but a value that one player makes small and the other large.
 */
export type Offer =
  | 'loss'
  | 'float64'
  | 'outputs'
  | 'residuals'
  | 'labels'
  | 'finiteSum'
  | 'constraints'
  | 'heldOut'
  | 'players';

/** A loss, and what else there is; residuals are outputs too. */
export function offering(has: Partial<Record<Exclude<Offer, 'loss' | 'players'>, unknown>>): readonly Offer[] {
  const all = { loss: true, ...has, outputs: has.outputs || has.residuals };
  return (Object.keys(all) as (keyof typeof all)[]).filter((offer) => all[offer]);
}
