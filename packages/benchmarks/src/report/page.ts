import { Html, html } from './html.js';
import { paletteStyle } from './palette.js';
import { style } from './style.js';

/** What a page of ours is known by: only such a one may be overwritten. */
export const generator = '<meta name="generator" content="optimizer-zoo">';

/** A self-contained page in the style of the reports. */
export function page(title: string, body: Html, moreStyle = ''): string {
  const { markup } = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${new Html(generator)}
<title>${title}</title>
<style>${new Html(style)}${paletteStyle}${new Html(moreStyle)}</style></head>
<body><div class="page">${body}
</div></body></html>
`;
  return renumberClips(markup);
}

/** Plot numbers its clip paths through all the charts that a process draws; a pure function starts from one. */
function renumberClips(markup: string): string {
  const numbers = new Map<string, number>();
  return markup.replace(/plot-clip-(\d+)/g, (_, id) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `plot-clip-${numbers.get(id)}`;
  });
}
