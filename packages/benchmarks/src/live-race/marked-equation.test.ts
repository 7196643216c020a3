import { adam, lion, momentum } from '@optimizer-zoo/optimizers';
import { card } from '@optimizer-zoo/optimizers/card';
import { marked, markedEquation } from './marked-equation.js';

const letters = ['x', 'g', 'm', 'v'];

test.each([
  ['m &\\leftarrow \\beta_1 \\, m + (1 - \\beta_1) \\, g', 'm &\\leftarrow \\beta_1 \\, m + (1 - \\beta_1) \\, g', 3],
  ['\\frac{\\hat{m}}{\\sqrt{\\hat{v}}}', '\\frac{\\hat{m}}{\\sqrt{\\hat{v}}}', 2],
  ['\\max(x, m_{-})', '\\max(x, m_{-})', 2],
  [
    'v_2 + \\beta_v + \\eta_{m} + \\mathrm{momentum} + \\text{if } t',
    'v_2 + \\beta_v + \\eta_{m} + \\mathrm{momentum} + \\text{if } t',
    0,
  ],
])('%s: %i letters are marked, and nothing else is changed', (latex, plain, count) => {
  const text = marked(latex, letters);
  expect(text.match(/\\textcolor/g)?.length ?? 0).toBe(count);
  expect(text.replace(/\\textcolor\{racemark.\}\{([^}]*)\}/g, '$1')).toBe(plain);
});

test.each([adam, lion, momentum])('what stands in an equation has the colour of its name', ({ rule }) => {
  const one = card(rule);
  const { html, symbols } = markedEquation(one)!;
  for (const [place, { name }] of one.tensors.entries()) {
    const color = `color:var(--race-mark-${place})`;
    expect([name, symbols[name]!.html.includes(color), html.includes(color)]).toEqual([name, true, true]);
  }
  expect(html.includes('racemark')).toBe(false);
});
