import { type FunctionDefinition, functionTopics } from '../../../src/core/functions/index.js'
import { escapeMarkdown, markdownBlock } from '../../../src/report/index.js'
import { type ReferencePage, referencePage } from './page.js'

const forms = {
  either: 'The first parameter may also stand in front, as the receiver.',
  function: 'Written as a function.',
  method: 'Written as a method of its first parameter.',
} as const

/** One page with the functions that conditions may call, by topic. */
export function functionPage(): ReferencePage {
  return referencePage('functions.md', [
    '# Functions in conditions',
    ...Object.entries(functionTopics).flatMap(([topic, functions]) => [
      `## ${topic}`,
      ...Object.entries(functions).map(([name, definition]) => functionBlock(name, definition)),
    ]),
  ])
}

function functionBlock(name: string, { signatures, doc, example, form, usesNow }: FunctionDefinition): string {
  const time = usesNow ? ' Its result depends on the time.' : ''
  return [
    `### ${name}`,
    markdownBlock('text', signatures.map((signature) => `${name}${signature}`).join('\n')),
    `${escapeMarkdown(doc)} ${forms[form ?? 'either']}${time}`,
    markdownBlock('cel', example),
  ].join('\n\n')
}
