import { diagnosticTable } from '../../core/diagnostics.js'

/** What can be wrong with a file as YAML, before anyone asks what it says. */
export const yamlDiagnostics = diagnosticTable({
  'yaml-syntax': {
    severity: 'error',
    title: 'The file is not valid YAML',
    message: (p: { problem: string }) => p.problem,
    why: 'A file that cannot be read says nothing, so none of its rules would hold.',
    help: () => 'correct the syntax; a text with `: `, `#`, quotes or brackets in it is safest in quotes',
    example: { wrong: 'title: "Volumes are encrypted\n', right: 'title: "Volumes are encrypted"\n' },
  },
  'yaml-several-documents': {
    severity: 'error',
    title: 'The file holds several YAML documents',
    message: () => 'a second YAML document starts here',
    why: 'The id of a policy is the path of its file, so a file can hold one only.',
    help: () => 'move every document into a file of its own',
    example: { wrong: 'title: One\n---\ntitle: Two\n', right: 'title: One\n' },
  },
  'yaml-key': {
    severity: 'error',
    title: 'A key is not a plain text',
    message: () => 'a list or mapping stands where a key should',
    why: 'Keys name things, so they are texts.',
    help: () => 'write a text as the key; a text that starts with `{` or `[` needs quotes',
    example: { wrong: '{ a: 1 }: title\n', right: '"{ a: 1 }": title\n' },
  },
  'yaml-alias': {
    severity: 'error',
    title: 'An alias does not lead anywhere',
    message: (p: { name: string }) => `the alias \`*${p.name}\` names no anchor that ends before it`,
    why: 'An alias repeats what an anchor above it holds; it cannot contain itself.',
    help: (p: { name: string }) => `set \`&${p.name}\` on an earlier value, or put the text in quotes`,
    example: { wrong: 'title: *name\n', right: 'description: &name Buckets\ntitle: *name\n' },
  },
  'yaml-alias-bomb': {
    severity: 'error',
    title: 'Aliases make the file far larger than it looks',
    message: (p: { limit: number }) => `aliases repeat more than ${p.limit} values`,
    why: 'A small file whose aliases nest can unfold into billions of values and bring down whoever reads it.',
    help: () => 'write the values out, or repeat smaller ones',
    example: {
      wrong: [
        'a: &a [x, x, x, x, x, x, x, x, x, x]',
        ...['b', 'c', 'd', 'e', 'f'].map((key, index) => {
          const alias = `*${'abcde'[index]}`
          return `${key}: &${key} [${Array.from({ length: 10 }, () => alias).join(', ')}]`
        }),
        '',
      ].join('\n'),
      right: 'a: &a [x, x]\nb: *a\n',
    },
  },
})
