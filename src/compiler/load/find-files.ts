import type { Outcome } from '../../core/diagnostics.js'
import { sourceDiagnostics } from '../source/diagnostics.js'
import { sourceText } from '../source/source-text.js'
import { type ProjectPath, placeOf } from './project-layout.js'
import type { SourceFiles } from './source-files.js'

/** The files that define something, in the order of their paths. */
export async function findFiles(files: SourceFiles): Promise<Outcome<ProjectPath[]>> {
  const places = (await files.list()).sort().map((path) => ({ path, ...placeOf(path) }))
  return {
    value: places.flatMap((found) => (found.place === 'definition' ? [found.file] : [])),
    diagnostics: places.flatMap((found) => {
      if (found.place !== 'unread') return []
      const range = sourceText(found.path, '').range(0, 0)
      return [sourceDiagnostics.report('unread-file', { extension: found.extension }, { range })]
    }),
  }
}
