import { type Html, html } from './html.js';
import type { Interval } from './statistics/bootstrap.js';

/** A figure and its interval, in small: 2.7 (2.3 to 3.1). */
export const withInterval = (value: number, interval: Interval | undefined, format: (value: number) => string): Html =>
  html`${format(value)}${intervalText(interval, format, format(value))}`;

function intervalText(interval: Interval | undefined, format: (value: number) => string, value: string): Html | false {
  if (!interval || interval.some(Number.isNaN)) return false;
  const [low, high] = interval.map((end) => (Number.isFinite(end) ? format(end) : '∞'));
  if (low === value && high === value) return false;
  return html` <small class="interval">${low} to ${high}</small>`;
}
