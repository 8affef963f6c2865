import { diagnosticTable } from '../../core/diagnostics.js'
import { suggestionText } from '../suggestion.js'

/** What can be wrong with a TypeScript file, which is read and never run. */
export const typescriptDiagnostics = diagnosticTable({
  'typescript-syntax': {
    severity: 'error',
    title: 'The file is not valid TypeScript',
    message: (p: { problem: string }) => p.problem,
    why: 'A file that cannot be read says nothing, so none of its rules would hold.',
    help: () => 'correct the syntax',
    example: { wrong: 'export default definePolicy({\n', right: exampleFile("title: 'Volumes are encrypted'") },
  },
  'typescript-too-complex': {
    severity: 'error',
    title: 'The file is too complex to be read',
    message: (p: { limit: number }) => `the file has more than ${p.limit} brackets, operators and keywords`,
    why: 'The parser is recursive; the limit keeps a hostile file from crashing it.',
    help: () => 'move constants into files of their own, or write the file as YAML',
  },
  'no-default-export': {
    severity: 'error',
    title: 'The file defines nothing',
    message: (p: { helper: string }) => `the file has no \`export default ${p.helper}({ … })\``,
    why: 'What a file defines is its default export.',
    help: (p: { helper: string }) => `write \`export default ${p.helper}({ … })\`, with \`${p.helper}\` from 'escher'`,
    example: { wrong: 'export const days = 7\n', right: exampleFile("title: 'Volumes are encrypted'") },
  },
  'unreadable-typescript': {
    severity: 'error',
    title: 'Something cannot be read without running it',
    message: (p: { what: string; instead: string }) => `${p.what} cannot be read without running it`,
    why: 'Files are read and never run, so that a stranger’s pull request can be checked safely.',
    help: (p: { instead: string }) => p.instead,
    example: {
      wrong: exampleFile("title: 'Volumes'.toUpperCase()"),
      right: exampleFile("title: 'VOLUMES'"),
    },
  },
  'unknown-constant': {
    severity: 'error',
    title: 'A name stands for no constant',
    message: (p: { name: string; suggestion: string | undefined }) => `\`${p.name}\` is no constant of this file`,
    why: 'Only `const` constants of this file and of files that it imports can be read.',
    help: (p: { suggestion: string | undefined }) =>
      suggestionText(p.suggestion, 'declare it with `const`, or import it from another file of the project'),
    example: { wrong: exampleFile('title: heading'), right: exampleFile("title: 'Volumes are encrypted'") },
  },
  'cyclic-constant': {
    severity: 'error',
    title: 'A constant is made of itself',
    message: (p: { name: string }) => `the constant \`${p.name}\` is made of itself`,
    why: 'It would never come to a value.',
    help: () => 'write out one of the values',
    example: {
      wrong: `const one = [two]\nconst two = [one]\n${exampleFile('tests: one')}`,
      right: exampleFile('tests: []'),
    },
  },
  'constants-too-large': {
    severity: 'error',
    title: 'Constants make the file far larger than it looks',
    message: (p: { limit: number }) => `constants repeat more than ${p.limit} values`,
    why: 'A small file whose constants nest can unfold into billions of values and bring down whoever reads it.',
    help: () => 'write the values out, or repeat smaller ones',
  },
  'import-cycle': {
    severity: 'error',
    title: 'Files import each other in a circle',
    message: (p: { path: string }) => `importing \`${p.path}\` leads back to this file`,
    why: 'What the constants are would depend on the order in which the files are read.',
    help: () => 'move what both need into a third file',
  },
  'import-outside-project': {
    severity: 'error',
    title: 'An import leads out of the project',
    message: (p: { path: string }) => `\`${p.path}\` is not a file of the project`,
    why: 'Files are read without installing or running anything, so only the project’s own files can be imported.',
    help: () => "import from 'escher' or from a TypeScript file of the project by a relative path",
    example: {
      wrong: `import { readFileSync } from 'node:fs'\n${exampleFile("title: 'Volumes are encrypted'")}`,
      right: exampleFile("title: 'Volumes are encrypted'"),
    },
  },
  'import-not-found': {
    severity: 'error',
    title: 'An imported file or constant does not exist',
    message: (p: { name: string; path: string }) => `\`${p.path}\` has no constant \`${p.name}\``,
    why: 'What is built of it has no value.',
    help: () => 'check the path and that the constant is exported with `export const`',
    example: {
      wrong: `import { heading } from './missing.js'\n${exampleFile('title: heading')}`,
      right: exampleFile("title: 'Volumes are encrypted'"),
    },
  },
})

function exampleFile(line: string): string {
  return `import { definePolicy } from 'escher'\n\nexport default definePolicy({ ${line} })\n`
}
