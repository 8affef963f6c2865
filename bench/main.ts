import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { measureApply } from './apply.js'
import { benchExpressions } from './expressions.js'
import { generateSnapshot, snapshotId } from './generate.js'
import type { PlanMeasure } from './measure-plan.js'
import type { ScanMeasure } from './measure-scan.js'
import { writeProject } from './project-files.js'

const root = resolve(import.meta.dirname, '..')
const runs = 3

/** One printed figure; `target` is what DESIGN.md asks for on two cores. */
interface Row {
  readonly name: string
  readonly figures: Readonly<Record<string, number | string>>
  readonly target?: string
}

interface Scanning {
  readonly folder: string
  readonly script: string
  readonly worker: string
}

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } })
const folder = await mkdtemp(join(tmpdir(), 'escher-bench-'))
try {
  const resources = options.quick ? 100_000 : 1_000_000
  print([
    ...(await commandRows(folder)),
    ...(await expressionRows()),
    ...(await planRows()),
    ...(await applyRows()),
    ...(await scanRows(folder, resources)),
  ])
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** `escher --help` and `escher check` as a user starts them: new processes of the built command line. */
async function commandRows(parent: string): Promise<Row[]> {
  const cli = join(root, 'dist/cli.js')
  const project = join(parent, 'project')
  const files = await writeProject(project)
  const [bare, help, check] = [
    startSeconds(['-e', '0'], parent),
    startSeconds([cli, '--help'], parent),
    startSeconds([cli, 'check'], project),
  ]
  return [
    { name: 'bare node', figures: { 'wall s': bare } },
    { name: 'escher --help', figures: { 'wall s': help }, target: '0.12 s' },
    { name: `escher check, ${files} files`, figures: { 'wall s': check }, target: '1 s' },
  ]
}

/** Evaluations a second of one core, beside two CEL libraries on the same expressions and documents. */
async function expressionRows(): Promise<Row[]> {
  return (await benchExpressions()).map(({ name, escher, marcbachmann, bufbuild, agree }) => ({
    name: `evaluations/s: ${name}`,
    figures: {
      escher: Math.round(escher),
      'cel-js': Math.round(marcbachmann),
      'bufbuild/cel': Math.round(bufbuild),
      ...(agree ? {} : { note: 'the engines disagree' }),
    },
  }))
}

/** What applying adds to each operation, records and leases on disk included. */
async function applyRows(): Promise<Row[]> {
  const targets = 500
  const rows: Row[] = []
  for (const concurrency of [1, 4]) {
    const { perStep, records, readBack } = await measureApply(targets, concurrency)
    rows.push({
      name: `apply, ${targets} steps, ${concurrency} at once`,
      figures: { 'ms a step': perStep, records, 'read back ms': Math.round(readBack) },
    })
  }
  return rows
}

/** A plan for ten thousand targets, simulated, predicted and hashed. */
async function planRows(): Promise<Row[]> {
  const { plan } = await bundleMeasure()
  const targets = 10_000
  const measures = Array.from({ length: runs }, () => runMeasure<PlanMeasure>([plan, String(targets)]))
  const figures = {
    'wall s': middle(measures.map(({ wallSeconds }) => wallSeconds)),
    'peak MB': Math.round(Math.max(...measures.map(({ peakMegabytes }) => peakMegabytes))),
    steps: measures[0]?.steps ?? 0,
    'plan MB': Math.round(measures[0]?.megabytes ?? 0),
  }
  return [{ name: `a plan for ${targets.toLocaleString('en')} targets`, figures }]
}

/** A stored estate judged in full, again without a change, and with one resource in a hundred changed. */
async function scanRows(parent: string, resources: number): Promise<Row[]> {
  const { script, worker } = await bundleMeasure()
  const rows: Row[] = []
  for (const size of [resources / 10, resources]) {
    const scanning = { folder: join(parent, `estate-${size}`), script, worker }
    await generateSnapshot(scanning.folder, size, 0)
    await generateSnapshot(scanning.folder, size, 1)
    const million = size === 1_000_000
    const label = `${size.toLocaleString('en')} resources × 200 policies`
    rows.push({ name: `${label}: full`, ...(million ? { target: '6 s, 200 MB' } : {}), ...(await full(scanning)) })
    rows.push({ name: `${label}: 1 % changed`, ...(million ? { target: '0.3 s' } : {}), ...(await changed(scanning)) })
    await rm(scanning.folder, { recursive: true, force: true })
  }
  return rows
}

async function full(scanning: Scanning): Promise<Pick<Row, 'figures'>> {
  const measures: ScanMeasure[] = []
  for (let run = 0; run < runs; run++) {
    await forget(scanning.folder, 'memory')
    await forget(scanning.folder, 'scans')
    measures.push(measureScan(scanning, snapshotId(0)))
  }
  return { figures: figuresOf(measures, { stored: await megabytesOf(scanning.folder) }) }
}

async function changed(scanning: Scanning): Promise<Pick<Row, 'figures'>> {
  const measures: ScanMeasure[] = []
  for (let run = 0; run < runs; run++) {
    await forget(scanning.folder, 'memory')
    await forget(scanning.folder, 'scans')
    measureScan(scanning, snapshotId(0))
    measures.push(measureScan(scanning, snapshotId(1)))
  }
  return { figures: figuresOf(measures, {}) }
}

function measureScan({ folder: store, script, worker }: Scanning, snapshot: string): ScanMeasure {
  return runMeasure<ScanMeasure>([script, store, snapshot, worker])
}

/** Runs a script in a process of its own that prints what it measured. */
function runMeasure<Measure>(words: readonly string[]): Measure {
  const { stdout, status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Measure
}

function figuresOf(measures: readonly ScanMeasure[], { stored }: { readonly stored?: number }): Row['figures'] {
  const median = (of: (measure: ScanMeasure) => number): number => middle(measures.map(of))
  return {
    'wall s': median(({ wallSeconds }) => wallSeconds),
    'CPU s': median(({ cpuSeconds }) => cpuSeconds),
    'peak MB': Math.round(Math.max(...measures.map(({ peakMegabytes }) => peakMegabytes))),
    verdicts: measures[0]?.evaluations ?? 0,
    findings: measures[0]?.findings ?? 0,
    ...(stored === undefined ? {} : { 'stored MB': Math.round(stored) }),
  }
}

function startSeconds(args: readonly string[], cwd: string): number {
  const samples = Array.from({ length: runs * 3 }, () => {
    const before = performance.now()
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`)
    return (performance.now() - before) / 1000
  })
  return middle(samples)
}

/** Bundles as `npm run build` does, so that plain Node runs what users run. Inside the repository, to find packages. */
async function bundleMeasure(): Promise<{ readonly script: string; readonly worker: string; readonly plan: string }> {
  const outdir = join(root, 'node_modules/.cache/escher-bench')
  await build({
    absWorkingDir: root,
    entryPoints: {
      measure: 'bench/measure-scan.ts',
      worker: 'src/runner/evaluate-worker.ts',
      plan: 'bench/measure-plan.ts',
    },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    conditions: ['source'],
    outExtension: { '.js': '.mjs' },
  })
  return { script: join(outdir, 'measure.mjs'), worker: join(outdir, 'worker.mjs'), plan: join(outdir, 'plan.mjs') }
}

async function forget(store: string, part: string): Promise<void> {
  await rm(join(store, part), { recursive: true, force: true })
}

async function megabytesOf(store: string): Promise<number> {
  const files = await readdir(join(store, 'snapshots', snapshotId(0)), { recursive: true, withFileTypes: true })
  const sizes = files.filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).size)
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6
}

function middle(samples: readonly number[]): number {
  return [...samples].sort((left, right) => left - right)[Math.floor(samples.length / 2)] ?? Number.NaN
}

function print(rows: readonly Row[]): void {
  if (options.json) {
    console.log(JSON.stringify({ node: process.version, cores: cpus().length, rows }, null, 2))
    return
  }
  console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}; medians\n`)
  for (const { name, figures, target } of rows) {
    const texts = Object.entries(figures).map(([unit, figure]) => `${unit} ${written(figure)}`)
    console.log(`${name.padEnd(52)} ${texts.join(', ')}${target === undefined ? '' : `  (target ${target})`}`)
  }
}

function written(figure: number | string): string {
  if (typeof figure === 'string') return figure
  return Number.isInteger(figure) ? figure.toLocaleString('en') : figure.toFixed(3)
}
