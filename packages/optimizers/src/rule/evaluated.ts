/** What may be evaluated beside the gradient as a tensor for each variable. */
export const evaluatedTensors = ['hessianDiagonal', 'probe', 'hessianVectorProduct'] as const;
export type EvaluatedTensor = (typeof evaluatedTensors)[number];

/** What a gradient source may give at a step. */
export type Evaluated = 'grad' | 'loss' | EvaluatedTensor;
