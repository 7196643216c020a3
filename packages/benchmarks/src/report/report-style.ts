/** What only the report has: what many optimizers or problems need, and what pointing at one does, without a script. */
const base = `
.line{display:flex;flex-wrap:nowrap;padding-bottom:4px}
.behind{stroke-opacity:.35}.pointed{opacity:0}
.interval{white-space:nowrap;font-weight:400;display:inline-block}
#each>h2{margin-bottom:.2em}.task{border-top:1px solid var(--line);scroll-margin-top:84px;padding:4px 0}.task[open]{padding-bottom:28px}
.pairs td{font-variant-numeric:tabular-nums;line-height:1.25}.pairs .strong{color:var(--accent)}
.wide{margin-top:14px}
.map{width:auto;font-size:.75rem}
.map :is(th,td){padding:2px 4px;text-align:center}
.map thead :is(th,td){border:0;vertical-align:bottom;max-width:none}
.map thead th{position:static}
.map thead span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}
.map .swatch{width:3px;height:22px;margin:7px 0 0;vertical-align:0}
.map tbody th{font-size:inherit;text-align:left;font-weight:400;padding-right:12px;white-space:nowrap}
.map td.rank{min-width:2.3em;border-color:transparent}
.many .task{content-visibility:auto;contain-intrinsic-size:auto 48px}
@page sideways{size:landscape;margin:14mm}
@media print{.line{flex-wrap:wrap}.sideways{page:sideways}#ranking :is(.map,.map thead th){font-size:5pt}#ranking .map :is(th,td){padding:1px}.map td.rank{min-width:0}.map .swatch{height:12px}}
`;

/** The others fade. */
const fade = (pointed: string, index: number): string =>
  `${pointed} .optimizer:not(.optimizer-${index}){opacity:.1}${pointed} .pointed.optimizer-${index}{opacity:1}${pointed} .behind.optimizer-${index}{stroke-opacity:1;stroke-width:2.5}`;

/** While an optimizer's row is pointed at, the others fade in its section. */
const rowStyle = (index: number): string => fade(`section:has(tr[data-optimizer="${index}"]:hover)`, index);

/** While its name in the legend is, they fade everywhere: what takes a browser seconds on a very large page. */
const legendStyle = (index: number): string =>
  fade(`.page:has(.legend [data-optimizer="${index}"]:is(:hover,:focus))`, index);

export const reportStyle = (optimizers: number, isLarge: boolean): string =>
  [
    base,
    ...Array.from({ length: optimizers }, (_, index) => rowStyle(index)),
    ...Array.from({ length: isLarge ? 0 : optimizers }, (_, index) => legendStyle(index)),
  ].join('\n');
