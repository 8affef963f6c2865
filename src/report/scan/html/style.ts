/** The report's style sheet: light and dark by the reader's own setting, and plain when printed. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --card: #fff; --text: #16202c; --quiet: #55616f; --line: #dfe4ea; --accent: #1d5fd1; --hover: #eef3fb;
  --critical: #b3123f; --high: #c2410c; --medium: #92700c; --low: #2563a8; --info: #52606d; --good: #18794e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e131a; --card: #171e28; --text: #e7ecf2; --quiet: #9aa7b5; --line: #2a3441; --accent: #7fb0ff; --hover: #1e2936;
    --critical: #ff6f91; --high: #ff9a5c; --medium: #f0c84b; --low: #79b8ff; --info: #a9b6c4; --good: #5fd39c;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
main, header { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 28px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 18px; margin: 0 0 12px; }
p { margin: 0 0 12px; }
.quiet { color: var(--quiet); }
.notice { border-left: 4px solid var(--medium); background: var(--card); padding: 10px 14px; margin: 16px 0; border-radius: 6px; }
.tiles { display: grid; grid-template-columns: repeat(8, minmax(0, 1fr)); gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
.tiles li, section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.tiles li { padding: 12px 14px; }
.tiles strong { display: block; font-size: 28px; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--quiet); font-size: 13px; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; margin-bottom: 16px; }
section { padding: 18px 20px; margin-bottom: 16px; min-width: 0; }
.pair section { margin: 0; }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--text); font: 13px system-ui, sans-serif; }
svg .value { font-weight: 600; }
svg .track { fill: var(--line); opacity: 0.55; }
.fill-critical { fill: var(--critical); } .fill-high { fill: var(--high); } .fill-medium { fill: var(--medium); }
.fill-low { fill: var(--low); } .fill-info { fill: var(--info); } .fill-good { fill: var(--good); } .fill-unknown { fill: var(--medium); }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); } .info { color: var(--info); }
.tag { display: inline-block; border: 1px solid currentColor; border-radius: 999px; padding: 0 9px; font-size: 12px; font-weight: 600; white-space: nowrap; }
.toolbar { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; margin-bottom: 12px; }
.toolbar label { display: grid; gap: 2px; font-size: 12px; color: var(--quiet); }
.toolbar .search { flex: 1 1 220px; }
.toolbar select { max-width: 168px; }
input, select, button { font: inherit; font-size: 14px; color: var(--text); background: var(--ground); border: 1px solid var(--line); border-radius: 7px; padding: 6px 10px; width: 100%; }
button { width: auto; cursor: pointer; }
button:disabled { opacity: 0.45; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 8px 10px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--quiet); font-size: 12px; font-weight: 600; white-space: nowrap; overflow-wrap: normal; }
th button { border: 0; background: none; padding: 0; font: inherit; color: inherit; }
th[aria-sort] button { color: var(--accent); }
th[aria-sort=ascending] button::after { content: " ↑"; } th[aria-sort=descending] button::after { content: " ↓"; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.keep { white-space: nowrap; overflow-wrap: normal; }
#findings th:nth-child(2) { min-width: 230px; } #findings th:nth-child(3) { min-width: 170px; }
tbody tr.finding { cursor: pointer; }
tbody tr.finding:hover { background: var(--hover); }
tr.details td { background: var(--ground); }
tr.details dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 4px 0; }
tr.details dt { color: var(--quiet); } tr.details dd { margin: 0; }
td small { display: block; color: var(--quiet); }
.open-details { border: 0; background: none; padding: 0; text-align: left; font-weight: 600; }
.pages { display: flex; gap: 10px; align-items: center; margin-top: 12px; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, monospace; }
details summary { cursor: pointer; color: var(--accent); margin-bottom: 8px; }
footer { max-width: 1240px; margin: 0 auto; padding: 8px 24px 32px; color: var(--quiet); font-size: 13px; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px; }
@media (max-width: 1100px) { .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); } }
@media (max-width: 800px) { .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); } .pair { grid-template-columns: minmax(0, 1fr); } main, header { padding: 0 14px; } header { padding-top: 18px; } }
@media print { .toolbar, .pages { display: none; } body { background: #fff; } section { break-inside: avoid-page; } }
`
