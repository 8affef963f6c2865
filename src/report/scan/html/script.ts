/**
 * What runs in the browser: filters, sorts and pages through the findings, which stand in the page as JSON. All texts
 * reach the page as text nodes.
 */
export const browserScript = `'use strict'
const findings = JSON.parse(document.getElementById('data').textContent)
const perPage = 100
const severityOrder = { critical: 0, high: 1, medium: 2, low: 3, info: 4 }
const table = document.getElementById('findings')
const body = table.tBodies[0]
const state = { page: 0, sort: 'severity', descending: false, open: new Set() }
const fields = ['status', 'severity', 'change', 'pillar', 'account', 'environment']
const controls = Object.fromEntries(fields.map((field) => [field, document.getElementById('filter-' + field)]))
const search = document.getElementById('search')
for (const finding of findings) {
  finding.text = [finding.title, finding.policy, finding.name, finding.resource, finding.type, finding.message, finding.account, finding.region]
    .join(' ').toLowerCase()
}
for (const field of ['pillar', 'account', 'environment']) {
  for (const value of [...new Set(findings.map((finding) => finding[field]))].filter(Boolean).sort()) {
    controls[field].append(new Option(value, value))
  }
}
function matching() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  return findings.filter((finding) =>
    fields.every((field) => !controls[field].value || finding[field] === controls[field].value) &&
    words.every((word) => finding.text.includes(word)))
}
function compare(left, right) {
  const bySeverity = severityOrder[left.severity] - severityOrder[right.severity]
  const direction = state.descending ? -1 : 1
  if (state.sort === 'severity') return direction * bySeverity
  const order = String(left[state.sort] ?? '').localeCompare(String(right[state.sort] ?? ''), undefined, { numeric: true })
  return direction * order || bySeverity
}
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children.filter((child) => child !== undefined && child !== ''))
  return made
}
function row(finding) {
  const open = state.open.has(finding.id)
  const toggle = element('button', { className: 'open-details', type: 'button', textContent: finding.message })
  toggle.setAttribute('aria-expanded', String(open))
  const line = element('tr', { className: 'finding' },
    element('td', { className: 'keep' }, element('span', { className: 'tag ' + finding.severity, textContent: finding.severity })),
    element('td', {}, toggle, element('small', { textContent: finding.title })),
    element('td', {}, finding.name, element('small', { textContent: finding.type })),
    element('td', {}, finding.account, element('small', { textContent: finding.environment })),
    element('td', { className: 'keep', textContent: finding.region }),
    element('td', { className: 'keep', textContent: finding.status }),
    element('td', { className: 'keep', textContent: finding.change }))
  line.addEventListener('click', () => {
    if (open) state.open.delete(finding.id)
    else state.open.add(finding.id)
    show(finding.id)
  })
  return open ? [line, details(finding)] : [line]
}
function details(finding) {
  const list = element('dl', {})
  for (const [term, value] of finding.details) {
    list.append(element('dt', { textContent: term }), element('dd', { textContent: value }))
  }
  const cell = element('td', { colSpan: 7 }, list)
  return element('tr', { className: 'details' }, cell)
}
function show(focus) {
  const shown = matching().sort(compare)
  const pages = Math.max(1, Math.ceil(shown.length / perPage))
  state.page = Math.min(state.page, pages - 1)
  const part = shown.slice(state.page * perPage, (state.page + 1) * perPage)
  body.replaceChildren(...part.flatMap(row))
  document.getElementById('shown').textContent = shown.length.toLocaleString('en-GB') + ' of ' + findings.length.toLocaleString('en-GB')
  document.getElementById('page').textContent = 'page ' + (state.page + 1) + ' of ' + pages
  document.getElementById('previous').disabled = state.page === 0
  document.getElementById('next').disabled = state.page === pages - 1
  for (const button of table.tHead.querySelectorAll('button')) {
    const header = button.closest('th')
    if (button.dataset.field !== state.sort) header.removeAttribute('aria-sort')
    else header.setAttribute('aria-sort', state.descending ? 'descending' : 'ascending')
  }
  const index = focus === undefined ? -1 : part.findIndex((finding) => finding.id === focus)
  if (index >= 0) body.querySelectorAll('tr.finding button')[index].focus()
}
function refilter() {
  state.page = 0
  show()
}
for (const field of fields) controls[field].addEventListener('change', refilter)
search.addEventListener('input', refilter)
for (const button of table.tHead.querySelectorAll('button')) {
  button.addEventListener('click', () => {
    state.descending = state.sort === button.dataset.field && !state.descending
    state.sort = button.dataset.field
    refilter()
  })
}
for (const [id, step] of [['previous', -1], ['next', 1]]) {
  document.getElementById(id).addEventListener('click', () => {
    state.page += step
    show()
    table.scrollIntoView({ block: 'start' })
  })
}
document.getElementById('filters').addEventListener('submit', (event) => event.preventDefault())
show()
`
