/** The look of the page that a call is saved as: the desk's colours, by day, by night and on paper. */
export const pageStyle = `
:root{color-scheme:light dark;--surface:#fff;--sunken:#f5f4f0;--hover:#f7f6f3;--line:#e9e6e0;--edge:#d9d5cc;--ink:#1c1b18;--ink2:#55514a;--ink3:#6d685f;--accent:#2d55d0;--selected:#eef3ff;--customer:#4a70e6;--customer-tint:#edf2ff;--robot:#9f8352;--robot-tint:#f8f3e9;--bad:#b93410}
@media (prefers-color-scheme:dark){:root{--surface:#17181b;--sunken:#111214;--hover:#1c1e21;--line:#26282c;--edge:#383b41;--ink:#eeeeec;--ink2:#b3b5b9;--ink3:#8f9298;--accent:#93afff;--selected:#1c2438;--customer:#7d9dff;--customer-tint:#1a2238;--robot:#b99f72;--robot-tint:#242119;--bad:#ff9670}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:760px;padding:24px;background:var(--surface);color:var(--ink);font:14px/20px -apple-system,'Segoe UI','Noto Sans','Liberation Sans',system-ui,'Noto Sans Thai','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{margin:0;font-size:20px;line-height:26px;font-weight:600}
h2{margin:28px 0 8px;font-size:14px;line-height:20px;font-weight:600}
h3{margin:16px 0 4px;font-size:13px;line-height:18px;font-weight:600}
p{margin:4px 0}
.meta,.note{color:var(--ink2)}
.note{font-size:12px;line-height:16px}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 16px;margin:0}
dt{color:var(--ink3)}
dd{margin:0;white-space:pre-wrap}
.digest{font-family:ui-monospace,'Cascadia Mono','DejaVu Sans Mono',monospace;font-size:12px}
.player{position:sticky;top:0;z-index:1;margin:16px -8px 0;padding:8px;background:var(--surface);border-bottom:1px solid var(--line)}
.lane{margin:0 0 8px}
.lane-name{margin:0 0 2px;font-size:11px;line-height:14px;color:var(--ink3)}
.lane-area{position:relative;height:56px;cursor:pointer;background:var(--sunken);border-radius:6px;overflow:hidden;direction:ltr}
.lane-area svg{position:absolute;inset:0;width:100%;height:100%}
.lane-area svg.wave{color:var(--robot)}
.lane[data-kind=customer] svg.wave{color:var(--customer)}
.wave.unplayed{opacity:.5}
.wave.played{clip-path:inset(0 calc(100% - var(--played,0%)) 0 0)}
.lane-area::after{content:'';position:absolute;inset-block:0;left:var(--played,0%);width:1px;background:var(--ink)}
.said{fill:var(--robot-tint);stroke:var(--robot);stroke-width:1;vector-effect:non-scaling-stroke}
.said.customer{fill:var(--customer-tint);stroke:var(--customer)}
.said.estimated{stroke-dasharray:3 2;fill-opacity:.6}
.controls{display:flex;flex-wrap:wrap;align-items:center;gap:8px}
.controls button{height:32px;min-width:32px;padding:0 8px;border:1px solid var(--edge);border-radius:6px;background:var(--surface);color:var(--ink);font:inherit;font-size:12px;cursor:pointer}
.controls button:hover{background:var(--hover)}
#play{width:36px;height:36px;padding:0;border:0;border-radius:50%;background:var(--ink);color:var(--surface)}
#play svg{width:16px;height:16px;display:block;margin:auto}
#play[data-state=playing] .is-paused,#play[data-state=paused] .is-playing{display:none}
#position{flex:1 1 120px;min-width:80px;accent-color:var(--accent)}
fieldset{display:flex;gap:12px;margin:0;padding:0;border:0}
legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
label{display:flex;gap:4px;align-items:center;font-size:12px}
ol{margin:0;padding:0;list-style:none}
.sentence{display:grid;grid-template-columns:64px 76px minmax(0,1fr);gap:0 8px;padding:4px 8px;border-radius:6px}
.sentence[data-start]{cursor:pointer}
.sentence[data-start]:hover{background:var(--hover)}
.sentence[aria-current]{background:var(--selected)}
.sentence button{justify-self:start;height:20px;padding:0;border:0;background:none;color:var(--accent);font:inherit;cursor:pointer}
.speaker{color:var(--ink2)}
.text{margin:0;white-space:pre-wrap;color:var(--ink2)}
.of-customer .text{color:var(--ink);font-weight:500}
.bad,[role=alert]{color:var(--bad)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (max-width:520px){body{padding:16px}.sentence{grid-template-columns:56px minmax(0,1fr)}.text{grid-column:1/-1}dl{grid-template-columns:minmax(0,1fr)}dd{margin-bottom:6px}}
@media (prefers-reduced-motion:reduce){*{scroll-behavior:auto!important}}
@media print{:root{color-scheme:light;--surface:#fff;--sunken:#f5f4f0;--line:#bbb;--edge:#bbb;--ink:#000;--ink2:#222;--ink3:#444;--accent:#000;--selected:#fff;--customer:#4a70e6;--customer-tint:#edf2ff;--robot:#9f8352;--robot-tint:#f8f3e9}
body{max-width:none;padding:0;font-size:11pt}.player{position:static;border:0}.controls,.lane-area::after,.keys,.check{display:none}.wave.unplayed{opacity:1}.sentence,dl,.lane{break-inside:avoid}.lane-area{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`.trim();
