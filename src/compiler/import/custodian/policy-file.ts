import type { Cel } from './cel.js'

/** What a converted policy file says. */
export interface PolicyFile {
  readonly name: string
  readonly source: string
  readonly resource: string
  readonly description?: string
  /** The CEL of `violates`, on one line or several. */
  readonly condition: string
  /** What was left out or differs, a sentence each. */
  readonly notes: readonly string[]
}

const titleLimit = 90

/** The YAML text of a policy. */
export function renderPolicyFile(file: PolicyFile): string {
  const { name, source, description, resource, condition } = file
  const rationale = `Taken over from Cloud Custodian, where the policy \`${name}\` looked for these resources.`
  return [
    `# Converted from the Cloud Custodian policy ${oneLine(name)} of ${oneLine(source)}.`,
    ...file.notes.map((note) => `# ${oneLine(note)}`),
    `title: ${JSON.stringify(titleOf(file))}`,
    ...(description ? [`description: ${JSON.stringify(description)}`] : []),
    `resource: ${resource}`,
    'severity: medium',
    'pillar: operations',
    `rationale: ${JSON.stringify(rationale)}`,
    'violates: |',
    ...condition.split('\n').map((line) => `  ${line}`),
    '',
  ].join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
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

/** All of the conditions, a line each; a policy without filters is violated by every resource. */
export function conjunction(conditions: readonly Cel[]): string {
  const [only, ...others] = conditions
  if (only === undefined) return 'true'
  if (others.length === 0) return only.text
  return conditions
    .map(({ text, level }) => (level === 'or' || level === 'conditional' ? `(${text})` : text))
    .join(' &&\n')
}
