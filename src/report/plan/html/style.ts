import { styleSheet } from '../../scan/html/style.js'

/** The style sheet of scan reports, with what the differences of a plan need. */
export const planStyleSheet = `${styleSheet}
.change { font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; margin: 6px 0 10px; padding: 8px 12px; background: var(--ground); border-radius: 7px; overflow-wrap: anywhere; }
.change div { white-space: pre-wrap; }
.removed { color: var(--critical); } .added { color: var(--good); } .request { color: var(--quiet); }
.step { border-left: 3px solid var(--line); padding-left: 14px; margin: 10px 0 14px; }
.tiles { grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 6px 18px; margin: 0; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; }
`
