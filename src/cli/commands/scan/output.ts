import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ScanReport } from '../../../core/scan.js'
import { palette, renderScan, type ScanFormat, type ScanOptions, scanFileName } from '../../../report/index.js'
import { usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'

const resourcesPerPolicy = 10
const fileFormats: readonly ScanFormat[] = ['html', 'json']

/** Where a report goes, and in which formats. */
export interface OutputPlan {
  readonly printed: ScanFormat
  readonly files: readonly ScanFormat[]
  readonly folder: string | undefined
  readonly all: boolean
}

/** What the user's options mean: without a folder one format is printed; with one, files are written beside the table. */
export function outputPlan(options: {
  readonly format: readonly ScanFormat[]
  readonly json: boolean | undefined
  readonly out: string | undefined
  readonly all: boolean | undefined
}): OutputPlan {
  const formats: readonly ScanFormat[] = options.json ? [...options.format, 'json'] : options.format
  const all = options.all ?? false
  if (options.out !== undefined) {
    return { printed: 'terminal', files: formats.length > 0 ? formats : fileFormats, folder: options.out, all }
  }
  if (formats.length > 1) throw usageFailure('Only one format can be printed; `--out DIR` writes several as files.')
  return { printed: formats[0] ?? 'terminal', files: [], folder: undefined, all }
}

/** Prints a report and writes its files. */
export async function publish(report: ScanReport, plan: OutputPlan, context: CommandContext): Promise<void> {
  const { terminal, version } = context
  const options: ScanOptions = {
    colour: terminal.colour,
    width: terminal.width,
    toolVersion: version,
    resourcesPerPolicy: plan.all ? Number.POSITIVE_INFINITY : resourcesPerPolicy,
  }
  for (const piece of renderScan(plan.printed, report, options)) terminal.out(piece)
  if (plan.folder === undefined) return
  const folder = resolve(context.workingFolder, plan.folder)
  await mkdir(folder, { recursive: true })
  const style = palette(terminal.colour)
  for (const format of plan.files) {
    const path = join(folder, scanFileName(format))
    await writeFile(path, renderScan(format, report, { ...options, colour: false }))
    terminal.out(`${style.dim('Report:')} ${path}\n`)
  }
}
