import { escapeXml } from '../../escape/xml.js'
import { figure } from '../../terminal/phrases.js'
import { truncate } from '../../terminal/width.js'

/** One bar: what it is, how many, and the class that colours it. */
export interface Bar {
  readonly label: string
  readonly value: number
  readonly fill: string
}

const rowHeight = 30
const chartWidth = 560

/** Horizontal bars as an inline SVG that a screen reader reads as one sentence. */
export function barChart(title: string, bars: readonly Bar[], labelWidth: number): string {
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  const track = chartWidth - labelWidth - 70
  const rows = bars.map((bar, index) => barRow(bar, { y: index * rowHeight, labelWidth, track, most }))
  const spoken = `${title}: ${bars.map((bar) => `${bar.label} ${bar.value}`).join(', ')}`
  return `<svg viewBox="0 0 ${chartWidth} ${Math.max(1, bars.length) * rowHeight}" role="img" aria-label="${escapeXml(spoken)}">${rows.join('')}</svg>`
}

interface RowPlace {
  readonly y: number
  readonly labelWidth: number
  readonly track: number
  readonly most: number
}

function barRow({ label, value, fill }: Bar, { y, labelWidth, track, most }: RowPlace): string {
  const width = value === 0 ? 0 : Math.max(3, Math.round((value / most) * track))
  const baseline = y + 20
  const shown = truncate(label, Math.floor(labelWidth / 7))
  return [
    `<text x="0" y="${baseline}">${escapeXml(shown)}</text>`,
    `<rect class="track" x="${labelWidth}" y="${y + 8}" width="${track}" height="16" rx="4"/>`,
    `<rect class="fill-${fill}" x="${labelWidth}" y="${y + 8}" width="${width}" height="16" rx="4"/>`,
    `<text class="value" x="${labelWidth + track + 12}" y="${baseline}">${figure(value)}</text>`,
  ].join('')
}
