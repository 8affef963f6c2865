import { describe, expect, it } from 'vitest'
import { compilePredicate, explain } from '../../src/engine/expression/index.js'
import { checkFunction, checkText, compiled, serverScopeOf, withoutRanges } from './support.js'

const same: readonly (readonly [typescript: string, cel: string])[] = [
  ["({ resource }) => resource.State?.Name === 'running'", "resource.State.Name == 'running'"],
  ['({ resource, params }) => resource.Size > params.days', 'resource.Size > params.days'],
  ["({ tags }) => tags.keep !== 'true' && !('x' in tags)", "tags.keep != 'true' && !('x' in tags)"],
  ["({ tags: labels }) => labels['a b'] == null", "tags['a b'] == null"],
  ['({ resource }) => resource.Disks.some((disk) => !disk.Encrypted)', 'resource.Disks.exists(disk, !disk.Encrypted)'],
  ['({ resource }) => resource.Disks.every((d) => d.Size <= limit)', 'resource.Disks.all(d, d.Size <= 10)'],
  [
    '({ resource }) => resource.Disks.filter((d) => d.Encrypted).length > 1',
    'resource.Disks.filter(d, d.Encrypted).size() > 1',
  ],
  ["({ resource }) => resource.Names.includes('a')", "'a' in resource.Names"],
  ["({ resource }) => resource.Name.includes('a')", "resource.Name.contains('a')"],
  ["({ resource }) => resource.Name.startsWith('a') || false", "resource.Name.startsWith('a') || false"],
  ['({ resource }) => /^a\\/b/i.test(resource.Name)', "resource.Name.matches('(?i)^a/b')"],
  ["({ resource }) => (resource.Name ?? 'x') === 'x'", "orElse(resource.Name, 'x') == 'x'"],
  ['({ resource }) => resource.Name.toLowerCase() === resource.Name', 'resource.Name.lower() == resource.Name'],
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is TypeScript
    "({ resource }) => `${resource.Name}-${resource.Size}` === 'a-1'",
    "text(resource.Name) + '-' + text(resource.Size) == 'a-1'",
  ],
  ['({ resource }) => (resource.Public ? 1 : -2) < 0', '(resource.Public ? 1 : -2) < 0'],
  ['({ resource }) => resource.Size / 2 > 1.5', 'double(resource.Size) / double(2) > 1.5'],
  ['({ metrics, params }) => metrics.cpu.max(params.window) < 5', 'metrics.cpu.max(params.window) < 5'],
  ['({ links }) => links.networks.some((n) => n.Public)', 'links.networks.exists(n, n.Public)'],
  [
    '({ resource, params }) => ageDays(resource.LaunchTime) > params.days',
    'ageDays(resource.LaunchTime) > params.days',
  ],
  ["({ resource }) => resource.LaunchTime < new Date('2024-01-01')", "resource.LaunchTime < timestamp('2024-01-01')"],
  [
    '({ resource }) => { if (resource.Public) return true; return resource.Size > 3 }',
    'resource.Public ? true : resource.Size > 3',
  ],
]

/** `??` and `orElse` are two spellings of one thing; so is a fallback. */
function meaning(source: unknown): unknown {
  return JSON.parse(
    JSON.stringify(source, (_, node) => {
      if (node?.kind !== 'coalesce') return node
      const { value, fallback, ...rest } = node
      return { ...rest, kind: 'call', function: 'orElse', arguments: [value, fallback] }
    }),
  )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, part]) => [key, sorted(part)]),
  )
}

describe('a TypeScript condition', () => {
  it.each(same)('%s is the same as CEL', (typescript, cel) => {
    const fromTypescript = withoutRanges(compiled(checkFunction(typescript)).root)
    const fromCel = withoutRanges(compiled(checkText(cel)).root)
    expect(sorted(meaning(fromTypescript))).toEqual(sorted(meaning(fromCel)))
  })

  it('gives names to values with const', () => {
    const expression = compiled(
      checkFunction(
        '({ resource }) => { const big = resource.Disks.filter((d) => d.Size > 5); return big.length === 1 }',
      ),
    )
    const scope = serverScopeOf({ properties: { Disks: [{ Size: 3 }, { Size: 8 }] } })
    expect(compilePredicate(expression).certainlyTrue(scope)).toBe(true)
    expect(explain(expression, scope).outcome).toBe('true')
  })

  it.each([
    ['({ resource }) => fetch(resource.Name)', 'fetch()'],
    ['({ resource }) => { for (;;) {} }', 'this statement'],
    ['(scope) => scope.resource.Public', 'this parameter'],
    ['({ resource }) => tags.a === resource.Name', '`tags`'],
    ['({ resource }) => (resource.Public = true)', 'an assignment'],
    ["({ resource }) => typeof resource.Name === 'string'", '`typeof`'],
    ['async ({ resource }) => resource.Public', '`async`'],
    ['({ resource }) => resource.constructor.constructor("return process")()', ''],
  ])('%s is refused with advice', (source, what) => {
    const { value, diagnostics } = checkFunction(source)
    expect(value).toBeUndefined()
    expect(diagnostics.length).toBeGreaterThan(0)
    expect(diagnostics.every(({ help }) => help)).toBe(true)
    expect(diagnostics.some(({ message }) => message.includes(what))).toBe(true)
  })

  it('keeps the places of its file', () => {
    const source = "({ resource }) => resource.Stat.Name === 'running'"
    const [diagnostic] = checkFunction(source).diagnostics
    expect(diagnostic?.code).toBe('unknown-property')
    expect(source.slice(diagnostic?.range?.start.offset, diagnostic?.range?.end.offset)).toBe('Stat')
    expect(compiled(checkFunction('({ resource }) => resource.Public')).text).toBe('({ resource }) => resource.Public')
  })
})
