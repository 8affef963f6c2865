import { diagnosticTable } from '../../core/diagnostics.js'

/** What can be wrong with any source file, whatever its language. */
export const sourceDiagnostics = diagnosticTable({
  'file-too-large': {
    severity: 'error',
    title: 'The file is too large',
    message: (p: { bytes: number; limit: number }) =>
      `the file has ${p.bytes} bytes; at most ${p.limit} are read of one file`,
    why: 'Files that people write and review are small. A limit keeps a stranger’s pull request from stalling the check.',
    help: () => 'split the file, or move what is not a rule out of the folder',
  },
  'file-unreadable': {
    severity: 'error',
    title: 'The file cannot be read',
    message: (p: { problem: string }) => `the file cannot be read: ${p.problem}`,
    why: 'A rule in an unreadable file would silently not hold.',
    help: () => 'check that the file exists and that you may read it',
  },
  'not-utf-8': {
    severity: 'error',
    title: 'The file is not UTF-8',
    message: () => 'the file is not UTF-8 text',
    why: 'Any other encoding would be guesswork, and a guess can change what a rule says.',
    help: () => 'save the file as UTF-8',
  },
  'unread-file': {
    severity: 'warning',
    title: 'A file in a folder of rules is not read',
    message: (p: { extension: string }) => `\`${p.extension}\` files are not read here`,
    why: 'It looks like a rule and does nothing.',
    help: () => 'write the file as `.yaml` or `.ts`, or move it to another folder',
  },
  'empty-file': {
    severity: 'error',
    title: 'The file is empty',
    message: () => 'the file says nothing',
    why: 'Each file in these folders defines something.',
    help: () => 'write the definition (`escher new` makes one to start from), or delete the file',
    example: { wrong: '# nothing yet\n', right: 'title: Buckets keep the public out\n' },
  },
  'too-deep': {
    severity: 'error',
    title: 'The file nests too deeply',
    message: (p: { limit: number }) => `values nest more than ${p.limit} levels deep`,
    why: 'Nobody can read such a file, and it is a known way of crashing programs that try.',
    help: () => 'flatten the value',
    example: { wrong: `title: ${'['.repeat(101)}${']'.repeat(101)}\n`, right: 'title: [[a]]\n' },
  },
  'duplicate-key': {
    severity: 'error',
    title: 'A mapping has the same key twice',
    message: (p: { key: string }) => `the key \`${p.key}\` stands here a second time`,
    why: 'One of the two values would be dropped without a word.',
    help: () => 'keep one of them',
    example: { wrong: 'title: One\ntitle: Two\n', right: 'title: One\n' },
  },
  'forbidden-key': {
    severity: 'error',
    title: 'A key is reserved by JavaScript',
    message: (p: { key: string }) => `the key \`${p.key}\` is not allowed`,
    why: 'This name reaches into the insides of JavaScript objects and is used in attacks.',
    help: () => 'choose another name',
    example: { wrong: 'params:\n  __proto__: { admin: true }\n', right: 'params:\n  admin: true\n' },
  },
})

/** Bytes of one file that are read at most. */
export const fileSizeLimit = 1024 * 1024

/** Levels of values within values. */
export const depthLimit = 100
