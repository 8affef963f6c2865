import { findingChanges } from '../../../core/finding.js'
import { severities } from '../../../core/severity.js'

const statuses = ['open', 'unknown', 'exempted', 'baseline', 'resolved']

const columns: readonly (readonly [field: string, label: string])[] = [
  ['severity', 'Severity'],
  ['title', 'Finding'],
  ['name', 'Resource'],
  ['account', 'Account'],
  ['region', 'Region'],
  ['status', 'Status'],
  ['change', 'Change'],
]

/** The filters and the empty table that the page's script fills. */
export const findingsSection = `<section id="all-findings"><h2>Findings</h2>
<noscript><p class="notice">The list of findings needs scripts; the figures above and below do not.</p></noscript>
<form id="filters" class="toolbar" role="search">
<label class="search">Search<input id="search" type="search" autocomplete="off"></label>
${filter('status', 'Status', statuses, 'open')}
${filter('severity', 'Severity', severities)}
${filter('change', 'Change', findingChanges)}
${filter('pillar', 'Pillar', [])}
${filter('account', 'Account', [])}
${filter('environment', 'Environment', [])}
</form>
<p class="quiet" role="status" aria-live="polite"><span id="shown"></span> findings</p>
<div class="scroll"><table id="findings"><caption hidden>Findings</caption><thead><tr>${columns.map(heading).join('')}</tr></thead><tbody></tbody></table></div>
<div class="pages"><button type="button" id="previous">Previous</button><span id="page" class="quiet"></span><button type="button" id="next">Next</button></div>
</section>`

function filter(field: string, label: string, values: readonly string[], chosen = ''): string {
  const options = values.map((value) => `<option${value === chosen ? ' selected' : ''}>${value}</option>`)
  return `<label>${label}<select id="filter-${field}"><option value="">any</option>${options.join('')}</select></label>`
}

function heading([field, label]: readonly [field: string, label: string]): string {
  return `<th scope="col"><button type="button" data-field="${field}">${label}</button></th>`
}
