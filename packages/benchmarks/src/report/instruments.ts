import type { InstrumentName } from '../landscape/instruments.js';
import { plural } from './format.js';
import { type Html, html } from './html.js';

/** How what an instrument tells is drawn: the label of its axis, and what stands above. */
export interface Instrument {
  readonly label: string;
  readonly caption: Html;
  /** Where its values can only lie. */
  readonly domain?: readonly [number, number];
}

/** How each instrument is drawn; `rank` is of how many eigenvectors the share of the gradient is told. */
export const instruments = (rank: number): Readonly<Record<InstrumentName, Instrument>> => ({
  sharpness: {
    label: 'largest eigenvalue',
    caption: html`<strong>Sharpness</strong>, the largest eigenvalue of the Hessian.`,
  },
  gradientOverlap: {
    label: 'share of the gradient',
    caption: html`<strong>Gradient overlap</strong>: share of the gradient in the span of the Hessian's top ${plural(rank, 'eigenvector')}.`,
    domain: [0, 1],
  },
  updateNorm: { label: 'length', caption: html`<strong>Length of the update</strong>, ‖θₜ − θₜ₋₁‖.` },
  effectiveStep: {
    label: 'effective step',
    caption: html`<strong>Effective step</strong>: length of the update over that of the gradient of what the step sees; of plain gradient descent the step size.`,
  },
});
