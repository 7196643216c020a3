import * as zoo from '@optimizer-zoo/schedulers';
import { draw, type Section } from './panel.js';

const [initialValue, decaySteps] = [1, 100];

export const decays: Section = {
  id: 'decays',
  title: 'Down',
  note: 'From an initial value to a last one, or on towards zero.',
  panels: [
    {
      name: 'constant',
      formula: 'value',
      source: 'no change',
      curves: [draw('value 0.5', zoo.constant({ value: 0.5 }))],
    },
    {
      name: 'linearDecay',
      formula: 'initial + (end − initial) · t / T',
      source: 'optax, torch',
      curves: [draw('to 0.1', zoo.linearDecay({ initialValue, decaySteps, endValue: 0.1 }))],
    },
    {
      name: 'polynomialDecay',
      formula: 'end + (initial − end) · (1 − t / T)^power',
      source: 'Keras, optax, torch',
      curves: [0.5, 2, 4].map((power) =>
        draw(`power ${power}`, zoo.polynomialDecay({ initialValue, decaySteps, endValue: 0, power })),
      ),
    },
    {
      name: 'cosineDecay',
      formula: 'initial · (α + (1 − α)(1 + cos(π t / T)) / 2)',
      source: 'Loshchilov and Hutter 2017',
      curves: [0, 0.2].map((alpha) => draw(`α ${alpha}`, zoo.cosineDecay({ initialValue, decaySteps, alpha }))),
    },
    {
      name: 'exponentialDecay',
      formula: 'initial · rate^(t / T)',
      source: 'Keras, optax, torch',
      curves: [false, true].map((staircase) =>
        draw(
          staircase ? 'staircase' : 'smooth',
          zoo.exponentialDecay({ initialValue, decaySteps: 20, decayRate: 0.6, staircase }),
        ),
      ),
    },
    {
      name: 'inverseTimeDecay',
      formula: 'initial / (1 + rate · t / T)',
      source: 'Robbins and Monro 1951',
      curves: [1, 5].map((decayRate) =>
        draw(`rate ${decayRate}`, zoo.inverseTimeDecay({ initialValue, decaySteps: 20, decayRate })),
      ),
    },
    {
      name: 'inverseSquareRootDecay',
      formula: 'initial · √(T / (T + t))',
      source: 'Nemirovski et al. 2009; Raffel et al. 2020',
      curves: [1, 20].map((steps) =>
        draw(`T ${steps}`, zoo.inverseSquareRootDecay({ initialValue, decaySteps: steps })),
      ),
    },
    {
      name: 'stronglyConvexDecay',
      formula: '1 / (μ step)',
      source: 'Nemirovski et al. 2009',
      curves: [draw('μ 1', zoo.stronglyConvexDecay({ mu: 1 }))],
    },
    {
      name: 'stepDecay',
      formula: 'initial · rate^⌊t / T⌋',
      source: 'torch',
      curves: [draw('rate 0.5', zoo.stepDecay({ initialValue, decaySteps: 30, decayRate: 0.5 }))],
    },
    {
      name: 'multiStepDecay',
      formula: 'initial · rate^(boundaries ≤ t)',
      source: 'torch, optax',
      curves: [draw('rate 0.4', zoo.multiStepDecay({ initialValue, boundaries: [50, 80, 95], decayRate: 0.4 }))],
    },
    {
      name: 'piecewiseConstantDecay',
      formula: 'values[boundaries < t]',
      source: 'Keras',
      curves: [
        draw('four values', zoo.piecewiseConstantDecay({ boundaries: [25, 60, 90], values: [0.4, 1, 0.6, 0.2] })),
      ],
    },
    {
      name: 'piecewiseInterpolate',
      formula: 'through (boundaries, values)',
      source: 'optax',
      curves: (['linear', 'cosine'] as const).map((interpolation) =>
        draw(
          interpolation,
          zoo.piecewiseInterpolate({ boundaries: [25, 60, 100], values: [0.2, 1, 0.5, 0.1], interpolation }),
        ),
      ),
    },
    {
      name: 'rex',
      formula: 'end + (initial − end) · (1 − p) / (1 − p / 2)',
      source: 'Chen, Wolfe and Kyrillidis 2022',
      curves: [draw('p = t / T', zoo.rex({ initialValue, decaySteps }))],
    },
    {
      name: 'tanhDecay',
      formula: 'initial · (1 − tanh(L + (U − L) t / T)) / 2',
      source: 'Hsueh, Li and Wu 2019',
      curves: [draw('−6 … 3', zoo.tanhDecay({ initialValue, decaySteps }))],
    },
  ],
};
