/** What only the report has: what many optimizers or problems need, and what pointing at one does, without a script. */
const base = `
.line{display:flex;flex-wrap:nowrap;padding-bottom:4px}
.behind{stroke-opacity:.35}.pointed{opacity:0}
.interval{white-space:nowrap;font-weight:400;display:inline-block}
#each>h2{margin-bottom:.2em}.task{border-top:1px solid var(--line);scroll-margin-top:150px;padding:4px 0}.task[open]{padding-bottom:28px}.task :is(th,td){padding-left:8px;padding-right:8px}.task th:first-child{padding-left:0}
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
.gone{display:none}
.controls{display:flex;flex-wrap:wrap;align-items:center;gap:4px 18px;margin:8px 0 0;font-size:.85rem;color:var(--soft)}
.controls :is(select,input){font:inherit;color:var(--ink);accent-color:var(--accent)}.controls select{background:var(--panel);border:1px solid var(--line);border-radius:5px;padding:1px 4px;max-width:11em}
[hidden].chosen{display:none}.chosen{margin:6px 0 0;font-size:.82rem;color:var(--soft)}
.chooser{position:relative;margin:0}.chooser summary{padding:0}.chooser>div{position:absolute;z-index:3;right:0;display:grid;gap:2px;max-height:50vh;overflow:auto;padding:10px 14px;background:var(--panel);border:1px solid var(--line);border-radius:8px;white-space:nowrap;color:var(--ink)}
:is(.legend,thead,.tools,.scrub,.chosen) button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
.chosen button{color:var(--accent)!important}
.legend button[aria-pressed=false]{opacity:.6;text-decoration:line-through}
thead button:hover,.tools button:hover{color:var(--accent)}[aria-sort]{color:var(--ink)!important}[aria-sort=ascending] button::after{content:" ↑"}[aria-sort=descending] button::after{content:" ↓"}
figure{position:relative}.tools [hidden]{display:none}.tools{display:flex;gap:14px;justify-content:flex-end;font-size:.75rem;color:var(--soft);margin-top:4px}
.live [data-figure]>svg{cursor:crosshair;touch-action:pan-y;user-select:none}
.readout{position:absolute;z-index:3;pointer-events:none;background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:6px 10px;font-size:.75rem;line-height:1.4;box-shadow:0 2px 10px var(--shade);max-width:60%}
.readout ul{list-style:none;margin:2px 0 0;padding:0}.readout li{margin:0;overflow-wrap:anywhere}.readout i{display:inline-block;width:9px;height:9px;border-radius:50%;margin-right:6px}.readout b{font-variant-numeric:tabular-nums}
.readout-rule{stroke:none}.readout-rule.on{stroke:currentColor;stroke-opacity:.35}.readout-span{fill:var(--accent);fill-opacity:.14}
.voice{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.scrub{display:flex;gap:14px;align-items:center;max-width:600px;margin:0 auto 8px;font-size:.85rem;color:var(--accent)}.scrub button{min-width:3.4em}.scrub input{flex:1;accent-color:var(--accent)}
.ways details{font-size:.9rem}.ways details .planes{margin-top:10px}
@page sideways{size:landscape;margin:14mm}
@media (max-width:600px){.chooser>div{position:static;border:0;padding:6px 0}}
@media print{.controls,.tools,.scrub,.readout{display:none}.line{flex-wrap:wrap}.sideways{page:sideways}#ranking :is(.map,.map thead th){font-size:5pt}#ranking .map :is(th,td){padding:1px}.map td.rank{min-width:0}.map .swatch{height:12px}}
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
