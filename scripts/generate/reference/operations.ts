import type { Operation } from '../../../src/core/operation.js'
import type { ResourceType } from '../../../src/core/resource-type.js'
import { durationText } from '../../../src/core/temporal.js'
import { catalog } from '../../../src/providers/catalog.js'
import { acceptedText, escapeMarkdown, markdownCode, markdownTable } from '../../../src/report/index.js'
import { pageLink, type ReferencePage, referencePage } from './page.js'
import { section } from './section.js'

/** A page for each operation, and one for all of them. */
export async function operationPages(): Promise<ReferencePage[]> {
  const operations = [...((await catalog.operations?.())?.values() ?? [])]
  const sorted = operations.sort((left, right) => (left.name < right.name ? -1 : 1))
  return [index(sorted), ...sorted.map(page)]
}

/** The operations of a type, as the type's page lists them. */
export async function operationTable({ name }: ResourceType, from: string): Promise<string> {
  const all = [...((await catalog.operations?.())?.values() ?? [])]
  const rows = all.filter(({ type }) => type === name).map((operation) => rowOf(operation, from, operation.verb))
  return section('Operations', ['verb', 'does', 'risk', 'undone by'], rows)
}

function index(operations: readonly Operation[]): ReferencePage {
  const path = 'operations.md'
  return referencePage(path, [
    '# Operations',
    `What playbooks can do, ${operations.length} in all. There are no others: a playbook has no shell step.`,
    markdownTable(
      ['operation', 'does', 'risk', 'undone by'],
      operations.map((operation) => rowOf(operation, path, operation.name)),
    ),
  ])
}

function rowOf(operation: Operation, from: string, label: string): readonly string[] {
  return [
    pageLink(`\`${label}\``, from, pathOf(operation)),
    escapeMarkdown(operation.title),
    riskText(operation),
    operation.reversible === false ? 'nothing' : 'its inverse',
  ]
}

function page(operation: Operation): ReferencePage {
  const { name, type, title, documentation, params, permissions, dependsOn, reads, settlesWithin } = operation
  const path = pathOf(operation)
  const parameters = Object.entries(params).map(([parameter, accepted]) => [
    markdownCode(parameter),
    escapeMarkdown(accepted.title),
    escapeMarkdown(acceptedText(accepted)),
    accepted.default === undefined
      ? accepted.required
        ? 'required'
        : ''
      : markdownCode(JSON.stringify(accepted.default)),
  ])
  const facts = [
    ['Risk', riskText(operation)],
    ['Permissions', codes(permissions)],
    ['Rests on', codes(dependsOn) || 'nothing'],
    ['Reads besides the listing', codes(reads) || 'nothing'],
    [
      'Undo',
      operation.reversible === false ? 'none: playbooks have to say `irreversible`' : 'computed from the state before',
    ],
    ['Sent again after a lost answer', idempotencyText[operation.idempotency]],
    ['Its effect shows within', durationText(settlesWithin)],
  ]
  return referencePage(path, [
    `# ${name}`,
    `${escapeMarkdown(title)}. On ${pageLink(`\`${type}\``, path, `types/${type}.md`)}. [Vendor's page](${documentation}).`,
    section('Parameters', ['name', 'title', 'takes', 'when left out'], parameters),
    markdownTable(['', ''], facts),
  ])
}

const idempotencyText: Readonly<Record<Operation['idempotency'], string>> = {
  natural: 'does no harm: twice is as good as once',
  token: 'carries the same token, which the cloud takes as the same request',
  'check-first': 'only after looking whether it happened',
}

function riskText({ risk, destructive }: Operation): string {
  return destructive ? `${risk}, destructive` : risk
}

function codes(texts: readonly string[]): string {
  return texts.map(markdownCode).join(', ')
}

function pathOf({ name }: Operation): string {
  return `operations/${name}.md`
}
