import type { InstrumentName } from '../run/instrument-names.js';
import { plural } from './format.js';
import { type Html, html } from './html.js';

/** What stands at the axis of an instrument. */
export const instrumentLabels: Readonly<Record<InstrumentName, string>> = {
  sharpness: 'largest eigenvalue',
  gradientOverlap: 'share of the gradient',
  updateNorm: 'length of the update',
  effectiveStep: 'effective step',
};

/** What stands above; `rank` is of how many eigenvectors the share of the gradient is told. */
export const instrumentCaptions = (rank: number): Readonly<Record<InstrumentName, Html>> => ({
  sharpness: html`<strong>Sharpness</strong>, the largest eigenvalue of the Hessian.`,
  gradientOverlap: html`<strong>Gradient overlap</strong>: share of the gradient in the span of the Hessian's top ${plural(rank, 'eigenvector')}.`,
  updateNorm: html`<strong>Length of the update</strong>, ‖θₜ − θₜ₋₁‖.`,
  effectiveStep: html`<strong>Effective step</strong>: length of the update over that of the gradient of what the step sees; of plain gradient descent the step size.`,
});
