import { diagnosticTable } from '../../core/diagnostics.js'

/** Diagnostics about who may change which files. */
export const ownershipDiagnostics = diagnosticTable({
  'edit-not-allowed': {
    severity: 'error',
    title: 'A file was changed by somebody whose roles do not let them',
    why: 'Who may change which files stands under `roles.*.edit`. It is read from the commit that the changes start from, so that no change can allow itself.',
    message: (p: { editor: string; path: string; editors: readonly string[] }) =>
      `\`${p.editor}\` may not change \`${p.path}\``,
    help: (p: { editors: readonly string[] }) =>
      p.editors.length > 0
        ? `ask somebody who may: ${p.editors.join(', ')}`
        : 'nobody may change it yet; add a glob for it under `roles.*.edit` first, in a pull request of its own',
  },
  'editor-unknown': {
    severity: 'error',
    title: 'Whoever made the changes is not among the people',
    why: 'What somebody may change follows from their roles; who has none may change nothing.',
    message: (p: { editor: string; since: string }) =>
      `the configuration of \`${p.since}\` knows nobody called \`${p.editor}\``,
    help: () => 'add the person, with their GitHub login under `github`, in a pull request of somebody who may',
  },
  'code-owners-stale': {
    severity: 'error',
    title: 'CODEOWNERS does not say what the roles say',
    why: 'GitHub asks for reviews by CODEOWNERS, and Escher judges by `roles.*.edit`; the two must agree.',
    message: (p: { problem: string }) => p.problem,
    help: () => 'run `escher owners --write` and commit the file',
  },
  'people-without-handle': {
    severity: 'warning',
    title: 'People who may change files have no GitHub login',
    why: 'CODEOWNERS can name only those that GitHub knows, so nobody is asked to review on their behalf.',
    message: (p: { people: readonly string[] }) => `CODEOWNERS leaves out ${p.people.join(', ')}`,
    help: () => 'add `github: <login>` to them under `people`',
  },
})
