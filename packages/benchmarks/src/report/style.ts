/** The look of the report: one column of reading width, wide charts, light and dark, screen and paper. */
export const style = `
:root{color-scheme:light dark;--page:#fdfcfa;--ink:#1d2126;--soft:#626b76;--line:#e3dfd8;--panel:#ffffff;--accent:#0b63b0;--shade:rgb(0 0 0/.2)}
@media screen and (prefers-color-scheme:dark){:root{--page:#15181c;--ink:#e6e8ea;--soft:#98a2ae;--line:#2c3238;--panel:#1b1f24;--accent:#5fb0f5;--shade:rgb(255 255 255/.2)}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.page{max-width:1160px;margin:0 auto;padding:0 20px 80px}
h1,h2,h3{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,serif;font-weight:600;line-height:1.15;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:clamp(2rem,5vw,3.2rem);margin:.1em 0 .35em;max-width:22em}
h2{font-size:1.7rem;margin:0 0 .4em}
h3{font-size:1.25rem;margin:1.2em 0 0}h4{font-size:1.02rem;margin:0;display:inline}
details{margin:0 0 4px}summary{cursor:pointer;padding:6px 0}summary :is(h3,h4){display:inline;margin:0}summary .note{margin-left:.5em}summary:hover :is(h3,h4){color:var(--accent)}
:is(summary,a,button,select,input,svg,.table):focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
header{padding:56px 0 8px}
.mark{margin:0;letter-spacing:.14em;text-transform:uppercase;font-size:.78rem;color:var(--soft)}
.lead{font-size:1.1rem;max-width:46em;margin:0 0 1.4em}
.note{color:var(--soft);font-size:.9rem;max-width:52em;margin:.3em 0 1em}
.formula{margin:0;overflow-x:auto}
.tiles{display:flex;flex-wrap:wrap;gap:0 48px;margin:0}
.tiles div{display:flex;flex-direction:column-reverse}
.tiles dt{color:var(--soft);font-size:.85rem}
.tiles dd{margin:0;font-size:2rem;line-height:1.1;font-variant-numeric:tabular-nums}
.bar{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--line);padding:10px 0 8px;margin:24px 0 0}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:.9rem}
nav a{max-width:16em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;margin:6px 0 0;padding:0;font-size:.85rem}
.legend li{cursor:default;white-space:nowrap;margin:0}
.swatch{display:inline-block;width:28px;height:3px;background:var(--color);margin-right:7px;vertical-align:.28em;print-color-adjust:exact;-webkit-print-color-adjust:exact}
section{padding:44px 0 0;scroll-margin-top:90px}h3[id]{scroll-margin-top:130px}
.table,.line{overflow-x:auto;scrollbar-width:thin;background:linear-gradient(90deg,var(--page) 50%,transparent) 0 0/40px 100% no-repeat local,linear-gradient(270deg,var(--page) 50%,transparent) 100% 0/40px 100% no-repeat local,linear-gradient(90deg,var(--shade),transparent) 0 0/16px 100% no-repeat,linear-gradient(270deg,var(--shade),transparent) 100% 0/16px 100% no-repeat}
.table{margin:.6em 0 1em}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
tbody th{max-width:22em;overflow:hidden;text-overflow:ellipsis}
th:first-child{position:sticky;left:0;z-index:1;background:var(--page)}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:7px 12px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
th:first-child{text-align:left;padding-left:0}
thead th{color:var(--soft);font-weight:500;font-size:.82rem;vertical-align:bottom;white-space:normal;max-width:15em;overflow-wrap:break-word}
tbody th{font-weight:600}
.strong{font-weight:650}
td.times{line-height:1.35}td.times br+small,td.times{color:var(--soft)}td.times b{color:var(--ink);font-weight:600}td.setting{white-space:normal;min-width:12em;text-align:left;color:var(--soft);font-size:.82rem;line-height:1.35}
small{color:var(--soft);font-size:.82em;font-weight:400}
td.rank{background:color-mix(in srgb,var(--accent) calc(var(--strength)*.24),transparent)}
td.rank small{display:inline-block;min-width:4.6em}
abbr{text-decoration:none;cursor:help;color:var(--accent)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:20px;margin-bottom:20px}
figure{margin:0 0 20px;padding:14px 16px 10px;background:var(--panel);border:1px solid var(--line);border-radius:10px;min-width:0}
.charts figure{margin:0}
figcaption{font-size:.86rem;color:var(--soft);margin-bottom:8px}
figcaption strong{color:var(--ink)}
figure svg{display:block;font-size:13px;overflow:visible;width:100%;height:auto;max-width:600px;margin:0 auto}
.planes{display:grid;grid-template-columns:repeat(auto-fill,minmax(max(150px,18%),1fr));gap:14px}
.planes figure{border:0;padding:0;margin:0;background:none}
.planes figcaption{color:var(--ink);font-weight:600;margin-bottom:2px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
svg{--plot-background:var(--panel)}
.optimizer{transition:opacity .15s}
dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:10px 24px;margin:0 0 1em}
dl.facts dt{color:var(--soft);font-size:.82rem}dl.facts dd{margin:0;overflow-wrap:anywhere}
pre{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:12px 14px;white-space:pre-wrap;overflow-wrap:anywhere}
code{font:.9em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
li{margin:.3em 0}
@media (max-width:600px){
.page{padding:0 14px 60px}header{padding-top:32px}.bar{position:static}.tiles{gap:0 28px}
th,td{padding:6px 9px}tbody th{min-width:6em;max-width:11em;font-size:.82rem;white-space:normal;overflow-wrap:break-word}
.swatch{width:18px;margin-right:5px}tbody th:has(.swatch){min-width:11em;overflow-wrap:anywhere;padding-left:23px}tbody th .swatch{position:absolute;left:0;top:1.15em}
.legend li{white-space:normal;overflow-wrap:anywhere}figure{padding:10px 8px 6px}svg[data-wide],.planes svg{font-size:18px}
}
@page{margin:14mm}
@media print{
:root{color-scheme:light;--page:#fff;font-size:10pt}
body{font-size:1rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.page{max-width:none;padding:0 2px}
header{padding-top:0}h1{font-size:24pt}h2{font-size:16pt}section{padding-top:20px}
.bar{position:static}nav{display:none}
.table,.formula,.line{overflow:visible}.table,.line{background:none}th:first-child{position:static}.formula code{white-space:pre-wrap}
table{font-size:8pt}th,td{padding:3px 6px}thead{display:table-header-group}
#ranking table{font-size:7pt}#ranking :is(th,td):not(:first-child){padding:3px 4px}td.rank small{min-width:0}
.table,.note,figure,tr,pre,li,dl.facts div{break-inside:avoid}
h1,h2,h3,.formula,.formula+.note,#repeat p{break-after:avoid}
details::details-content{content-visibility:visible;display:block;height:auto}summary{list-style:none}
.charts{grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:12px}
.planes{grid-template-columns:repeat(5,1fr)}
svg[data-wide],.planes svg{font-size:17px}
}
`;
/** What Plot brings with every chart. */
export const plotStyle =
  ':where(.plot-d6a7b5){display:block;height:auto;max-width:100%}:where(.plot-d6a7b5 text,.plot-d6a7b5 tspan){white-space:pre}';
