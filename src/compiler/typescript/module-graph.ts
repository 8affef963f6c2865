import type { Diagnostic } from '../../core/diagnostics.js'
import { readSource } from '../load/read-source.js'
import type { SourceFiles } from '../load/source-files.js'
import { rangeOf } from '../source/located-value.js'
import type { SourceText } from '../source/source-text.js'
import { typescriptDiagnostics } from './diagnostics.js'
import { type Module, parseModule } from './parse-module.js'

/** Where the files of a project come from, and how diagnostics name them. */
export interface ModuleFiles {
  readonly files: SourceFiles
  readonly shownAs: (path: string) => string
}

/** The TypeScript files of a project, each read once, with everything that they import. */
export class ModuleGraph {
  readonly #from: ModuleFiles
  readonly #reading = new Map<string, Promise<Module | undefined>>()
  readonly #modules = new Map<string, Module>()
  readonly #diagnostics: Diagnostic[] = []

  constructor(from: ModuleFiles) {
    this.#from = from
  }

  /** Reads what a file imports, and what that imports, and so on. */
  async load(source: SourceText, path: string): Promise<Module | undefined> {
    const module = await this.#once(path, async () => this.#parse(source, path))
    const visited = new Set([path])
    const waiting = importedPaths(module)
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (visited.has(next)) continue
      visited.add(next)
      const imported = next
      waiting.push(...importedPaths(await this.#once(imported, () => this.#read(imported))))
    }
    if (module) this.#checkCycles(module)
    return module
  }

  /** A module that was loaded, if it could be read. */
  at(path: string): Module | undefined {
    return this.#modules.get(path)
  }

  report(diagnostic: Diagnostic): void {
    this.#diagnostics.push(diagnostic)
  }

  /** What came up since the last time; whoever asks first gets it. */
  takeDiagnostics(): readonly Diagnostic[] {
    return this.#diagnostics.splice(0)
  }

  async #once(path: string, read: () => Promise<Module | undefined>): Promise<Module | undefined> {
    const reading = this.#reading.get(path) ?? read()
    this.#reading.set(path, reading)
    const module = await reading
    if (module) this.#modules.set(path, module)
    return module
  }

  /** A file that is missing is reported where a constant of it is imported. */
  async #read(path: string): Promise<Module | undefined> {
    const { value: source } = await readSource(this.#from.files, path, this.#from.shownAs(path))
    return source && this.#parse(source, path)
  }

  #parse(source: SourceText, path: string): Module | undefined {
    const { value, diagnostics } = parseModule(source, path)
    this.#diagnostics.push(...diagnostics)
    return value
  }

  #checkCycles(module: Module): void {
    for (const imported of module.imports.values()) {
      if (!this.#leadsTo(imported.path, module.path)) continue
      const place = { range: rangeOf(imported) }
      this.report(typescriptDiagnostics.report('import-cycle', { path: imported.path }, place))
      return
    }
  }

  #leadsTo(from: string, target: string): boolean {
    const visited = new Set<string>()
    const waiting = [from]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === target) return true
      if (visited.has(next)) continue
      visited.add(next)
      waiting.push(...importedPaths(this.#modules.get(next)))
    }
    return false
  }
}

function importedPaths(module: Module | undefined): string[] {
  return [...new Set([...(module?.imports.values() ?? [])].map(({ path }) => path))]
}
