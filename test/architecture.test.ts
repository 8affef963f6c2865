import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** The right-hand column of the table of parts in docs/architecture.md. */
const allowed: Record<string, readonly string[]> = {
  core: [],
  sdk: ['core'],
  compiler: ['core', 'sdk'],
  engine: ['core'],
  store: ['core'],
  report: ['core', 'engine'],
  testing: ['core', 'sdk', 'engine'],
  runner: ['core', 'engine', 'store'],
  'providers/reading': ['core', 'sdk'],
  'providers/operating': ['core', 'sdk', 'providers/reading'],
  'providers/aws': ['core', 'sdk', 'providers/reading', 'providers/operating'],
  'providers/azure': ['core', 'sdk', 'providers/reading', 'providers/operating'],
  'providers/gcp': ['core', 'sdk', 'providers/reading', 'providers/operating'],
  'providers/sandbox': ['core', 'sdk', 'providers/reading', 'providers/operating'],
  providers: ['core', 'sdk', 'providers/aws', 'providers/azure', 'providers/gcp', 'providers/sandbox'],
  cli: ['core', 'sdk', 'compiler', 'engine', 'store', 'report', 'testing', 'runner', 'providers'],
}

const heavy = /^(yaml|zod|oxc-parser|@aws-sdk\/|@smithy\/|@azure\/|google-auth-library|@dbos-inc\/|pg$)/

interface Import {
  readonly file: string
  readonly specifier: string
  readonly dynamic: boolean
  readonly typeOnly: boolean
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'))
  const exported = module.staticExports.flatMap(({ entries }) => entries)
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      file,
      specifier: moduleRequest.value,
      dynamic: false,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...exported.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ file, specifier: moduleRequest.value, dynamic: false, typeOnly: isType }] : [],
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      file,
      specifier: textBetween(file, moduleRequest).replace(/^['"]|['"]$/g, ''),
      dynamic: true,
      typeOnly: false,
    })),
  ]
}

function textBetween(file: string, { start, end }: { start: number; end: number }): string {
  return readFileSync(join(root, file), 'utf8').slice(start, end)
}

/** The part that a path below `src` belongs to: `providers/aws`, `core`, … */
function partOf(file: string): string {
  const [first = '', second = ''] = relative('src', file).split('/')
  return `${first}/${second}` in allowed ? `${first}/${second}` : first
}

function targetOf({ file, specifier }: Import): string | undefined {
  return specifier.startsWith('.') ? partOf(relative(root, resolve(root, dirname(file), specifier))) : undefined
}

const sources = filesBelow('src')
const imports = sources.flatMap(importsOf)
const production = imports.filter(({ file }) => !file.endsWith('.test.ts'))

describe('architecture', () => {
  it('knows every folder below src', () => {
    expect([...new Set(sources.map(partOf))].filter((part) => !(part in allowed))).toEqual([])
  })

  it('lets imports go only where the table of parts allows', () => {
    const offences = production.filter((one) => {
      const from = partOf(one.file)
      const to = targetOf(one)
      return to !== undefined && to !== from && !(allowed[from] ?? []).includes(to)
    })
    expect(offences.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  it('has no import cycles', () => {
    const edges = new Map<string, string[]>()
    for (const { file, specifier, dynamic, typeOnly } of production) {
      if (!specifier.startsWith('.') || dynamic || typeOnly) continue
      const target = relative(root, resolve(root, dirname(file), specifier)).replace(/\.js$/, '.ts')
      edges.set(file, [...(edges.get(file) ?? []), target])
    }
    expect(cyclesIn(edges)).toEqual([])
  })

  it('keeps definitions and registries of resource types free of cloud SDKs', () => {
    const offences = production.filter(
      ({ file, specifier, typeOnly }) =>
        /^src\/providers\/.*(definition|types|catalog)\.ts$/.test(file) && !typeOnly && heavy.test(specifier),
    )
    expect(offences).toEqual([])
  })

  it('loads cloud SDKs lazily outside the files that are themselves loaded lazily', () => {
    const roots = production.filter(
      ({ file, specifier, dynamic, typeOnly }) =>
        /^src\/(core|cli|engine|runner|store|report|sdk|testing)\//.test(file) &&
        !dynamic &&
        !typeOnly &&
        heavy.test(specifier),
    )
    expect(roots.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  it('lets only the engine of workers know what it is made of', () => {
    const offences = production.filter(
      ({ file, specifier }) => /^(@dbos-inc\/|pg$)/.test(specifier) && !file.startsWith('src/runner/worker/dbos/'),
    )
    expect(offences.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  it('lets first-party content import only the public package', () => {
    const content = ['policies', 'frameworks', 'playbooks'].flatMap((folder) => {
      try {
        return filesBelow(folder)
      } catch {
        return []
      }
    })
    const offences = content
      .flatMap(importsOf)
      .filter(({ specifier }) => specifier !== 'escher' && !specifier.startsWith('.'))
    expect(offences).toEqual([])
  })

  it('names no cloud or resource type outside src/providers', () => {
    const branching = /(===|!==|case)\s*'(aws|azure|gcp)(\.[a-z0-9.-]+)?'/
    const offences = sources
      .filter((file) => !file.startsWith('src/providers/') && !file.endsWith('.test.ts'))
      .filter((file) => branching.test(readFileSync(join(root, file), 'utf8')))
    expect(offences).toEqual([])
  })
})

function cyclesIn(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    state.set(file, 'done')
  }
  for (const file of edges.keys()) visit(file, [])
  return cycles
}
