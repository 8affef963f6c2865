import type { Access } from '../../core/access.js'
import type { Diagnostic, SourceRange } from '../../core/diagnostics.js'
import { ownershipDiagnostics } from './diagnostics.js'
import { editorNamed, editorsOf, mayEdit } from './may-edit.js'

/** Changed files, by whom, and the roles that decide: those of the commit that the changes start from. */
export interface ChangesOfPerson {
  readonly paths: readonly string[]
  /** The id of a person, or `github:` and a login. */
  readonly editor: string
  readonly access: Access
  /** The commit that the roles are of, as the user named it. */
  readonly since: string
}

/** Reports the files that the person may not change, each with who may. Where nobody is named, everybody may. */
export function judgeChanges({ paths, editor, access, since }: ChangesOfPerson): readonly Diagnostic[] {
  if (access.people.length === 0) return []
  const person = editorNamed(access, editor)
  const refused = paths.filter((path) => !person || !mayEdit(access, person, path))
  const unknown =
    person || refused.length === 0 ? [] : [ownershipDiagnostics.report('editor-unknown', { editor, since })]
  return [
    ...unknown,
    ...refused.map((path) => {
      const editors = editorsOf(access, path).map(({ id }) => id)
      return ownershipDiagnostics.report('edit-not-allowed', { editor, path, editors }, { range: beginningOf(path) })
    }),
  ]
}

function beginningOf(file: string): SourceRange {
  const start = { line: 1, column: 1, offset: 0 }
  return { file, start, end: start }
}
