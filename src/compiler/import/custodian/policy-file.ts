import type { Cel } from './cel.js'

/** What a converted policy file says. */
export interface PolicyFile {
  readonly name: string
  readonly source: string
  readonly resource: string
  readonly description?: string
  readonly conditions: readonly Cel[]
  /** What was left out or differs, a sentence each. */
  readonly notes: readonly string[]
}

const titleLimit = 90

/** The YAML text of a policy. */
export function renderPolicyFile(file: PolicyFile): string {
  const { name, source, description } = file
  return [
    `# Converted from the Cloud Custodian policy \`${name}\` of ${source}.`,
    ...file.notes.map((note) => `# ${note}`),
    `title: ${JSON.stringify(titleOf(file))}`,
    ...(description ? [`description: ${JSON.stringify(description)}`] : []),
    `resource: ${file.resource}`,
    'severity: medium',
    'pillar: operations',
    `rationale: ${JSON.stringify(`Taken over from Cloud Custodian, where the policy \`${name}\` looked for these resources.`)}`,
    'violates: |',
    ...conditionLines(file.conditions).map((line) => `  ${line}`),
    '',
  ].join('\n')
}

/** The first sentence of the description, or the name in words. */
function titleOf({ name, description }: PolicyFile): string {
  const sentence = description
    ?.split(/(?<=[.!?])\s|\n/)[0]
    ?.trim()
    .replace(/[.]$/, '')
  if (sentence && sentence.length <= titleLimit) return sentence
  const words = name.replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** One line for each condition; a policy without filters is violated by every resource. */
function conditionLines(conditions: readonly Cel[]): string[] {
  if (conditions.length === 0) return ['true']
  const lines = conditions.map(({ text, level }) => (level === 'or' || level === 'conditional' ? `(${text})` : text))
  if (lines.length === 1) return conditions.map(({ text }) => text)
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} &&` : line))
}
