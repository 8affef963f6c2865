import { typeName } from '../../../src/cli/commands/types/view.js'
import { meterName, priceForm } from '../../../src/core/billing.js'
import type { ResourceType } from '../../../src/core/resource-type.js'
import type { SchemaDocument } from '../../../src/core/schema.js'
import { catalog } from '../../../src/providers/catalog.js'
import { escapeMarkdown, markdownCode, markdownTable } from '../../../src/report/index.js'
import { operationTable } from './operations.js'
import { pageLink, type ReferencePage, referencePage } from './page.js'
import { section } from './section.js'

/** A page for each resource type, and one for all of them. */
export async function typePages(): Promise<ReferencePage[]> {
  const types = [...catalog.types.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  const pages = await Promise.all(types.map(page))
  return [index(types), ...pages]
}

function index(types: readonly ResourceType[]): ReferencePage {
  const path = 'types.md'
  const rows = types.map(({ name, title, scope }) => [
    pageLink(`\`${name}\``, path, `types/${name}.md`),
    escapeMarkdown(title),
    scope,
  ])
  return referencePage(path, ['# Resource types', markdownTable(['type', 'title', 'scope'], rows)])
}

async function page(type: ResourceType): Promise<ReferencePage> {
  const path = `types/${type.name}.md`
  const schema = await type.schema()
  return referencePage(path, [
    `# ${type.name}`,
    `${escapeMarkdown(type.title)}. [Vendor's page](${type.documentation}). Listing needs ${codes(type.permissions)}.`,
    '## Properties',
    `\`escher types ${type.name} --depth 5\` shows all levels. Made from ${escapeMarkdown(schema.source)}.`,
    propertyTable(schema),
    aspects(type),
    links(type),
    metrics(type),
    await operationTable(type, path),
    meters(type),
  ])
}

function propertyTable(schema: SchemaDocument): string {
  const rows = Object.entries(schema.root.properties).map(([name, property]) => [
    markdownCode(`resource.${name}`),
    escapeMarkdown(typeName(property, schema)),
    escapeMarkdown(property.doc ?? ''),
  ])
  return markdownTable(['property', 'type', 'meaning'], rows)
}

function aspects({ aspects }: ResourceType): string {
  const rows = Object.entries(aspects).map(([name, { title, properties, permissions }]) => [
    markdownCode(name),
    escapeMarkdown(title),
    codes(properties),
    codes(permissions),
  ])
  return section('Aspects', ['aspect', 'title', 'fills', 'needs'], rows)
}

function links({ links }: ResourceType): string {
  const rows = Object.entries(links).map(([name, { title, type }]) => [
    markdownCode(`links.${name}`),
    escapeMarkdown(title),
    markdownCode(type),
  ])
  return section('Links', ['link', 'title', 'type'], rows)
}

function metrics({ metrics }: ResourceType): string {
  const rows = Object.entries(metrics).map(([name, { title, unit, permissions }]) => [
    markdownCode(`metrics.${name}`),
    escapeMarkdown(title),
    escapeMarkdown(unit),
    codes(permissions),
  ])
  return section('Metrics', ['metric', 'title', 'unit', 'needs'], rows)
}

function meters({ name, billing }: ResourceType): string {
  if (!billing) return ''
  const rows = Object.entries(billing.meters).map(([key, meter]) => [
    markdownCode(priceForm(meterName(name, key), meter)),
    escapeMarkdown(meter.title),
    escapeMarkdown(`${meter.unit} and ${meter.per}`),
    meter.parts.flatMap(({ values = [] }) => values.map(markdownCode)).join(', '),
  ])
  const sources = billing.documentation.map((page, index) => `[${index + 1}](${page})`).join(', ')
  const table = section('Billed by', ['price for', 'what', 'of one', 'values of its parts'], rows)
  return table === '' ? '' : `${table}\n\nBy the vendor's pages ${sources}.`
}

function codes(texts: readonly string[]): string {
  return texts.map(markdownCode).join(', ')
}
