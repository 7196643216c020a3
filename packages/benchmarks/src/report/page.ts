import { createHash } from 'node:crypto';
import { Html, html } from './html.js';
import { paletteStyle } from './palette.js';
import { plotStyle, style } from './style.js';
import { strengthStyle } from './tables.js';

/** What a page of ours is known by: only such a one may be overwritten. */
export const generator = '<meta name="generator" content="optimizer-zoo">';

/** What a page may do with a script, beside being read. */
export interface Behaviour {
  readonly script: string;
  /** What the script is about, as JSON, if it needs any. */
  readonly data?: unknown;
}

/** A self-contained page in the style of the reports. Nothing runs on it, and nothing styles it, but what is put in here. */
export function page(title: string, body: Html, moreStyle = '', behaviour?: Behaviour): string {
  const styles = [style, plotStyle, paletteStyle.markup, strengthStyle, moreStyle].join('');
  const scripts =
    behaviour &&
    html`${
      behaviour.data !== undefined &&
      html`<script type="application/json" id="data">${jsonOf(behaviour.data)}</script>
`
    }<script>${new Html(behaviour.script)}</script>`;
  const { markup } = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${new Html(generator)}
<meta http-equiv="Content-Security-Policy" content="${policy(styles, behaviour?.script)}">
<title>${title}</title>
<style>${new Html(styles)}</style></head>
<body><div class="page">${body}
</div>${scripts}</body></html>
`;
  return renumberClips(markup);
}

/** Only this style and this script; images only as the script makes them, to be saved. */
const policy = (styles: string, script?: string) =>
  [
    "default-src 'none'",
    `style-src ${hashOf(styles)}`,
    `script-src ${script === undefined ? "'none'" : hashOf(script)}`,
    ...(script === undefined ? [] : ['img-src blob: data:']),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** JSON in which nothing ends a script element. */
const jsonOf = (data: unknown) => new Html(JSON.stringify(data).replaceAll('<', '\\u003c'));

/**
 * Plot numbers its clip paths through all the charts that a process draws; a pure function starts from one, with a name that
 * no chart takes that is drawn on the page.
 */
function renumberClips(markup: string): string {
  const numbers = new Map<string, number>();
  return markup.replace(/plot-clip-(\d+)(?=[")])/g, (_, id) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `clip-${numbers.get(id)}`;
  });
}
