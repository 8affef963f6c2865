import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { bundle } from '../../../scripts/bundle.mjs'

const root = resolve(import.meta.dirname, '../../..')

/** How a run of the command line ended. */
export interface CommandResult {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** The command line, bundled as it is shipped, to be run as a child process. */
export class BuiltCommandLine {
  readonly #folder = join(
    root,
    'node_modules/.cache',
    `escher-cli-${process.pid}-${Math.random().toString(36).slice(2)}`,
  )

  /** Bundles the sources as they are now. */
  static async build(): Promise<BuiltCommandLine> {
    const built = new BuiltCommandLine()
    await bundle(built.#folder)
    return built
  }

  /** The file that Node starts. */
  get entry(): string {
    return join(this.#folder, 'cli.js')
  }

  /** Runs `escher` with the words, in a folder; without colour unless the environment says otherwise. */
  async run(words: readonly string[], folder: string, environment: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    const { FORCE_COLOR: _, ...inherited } = process.env
    const child = spawn(process.execPath, [this.entry, ...words], {
      cwd: folder,
      env: { ...inherited, NO_COLOR: '1', CI: 'true', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [out, error, code] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<number | null>((done) => child.on('close', done)),
    ])
    return { code, out, error }
  }

  /** Deletes the bundle. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

/** A new folder with these files, by path. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'escher-cli-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
