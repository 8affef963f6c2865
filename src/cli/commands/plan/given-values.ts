import type { CompiledPlaybook } from '../../../core/playbook.js'
import type { ParameterValue } from '../../../core/policy.js'
import { usageFailure } from '../../command-failure.js'

/** The parameters that `--with name=value` gives, read as what the playbook says that they are; each only once. */
export function givenValues(
  words: readonly string[],
  playbook: CompiledPlaybook | undefined,
): Readonly<Record<string, ParameterValue>> {
  const given = new Map<string, string>()
  for (const word of words) {
    const [, name, text] = /^([^=]+)=(.*)$/s.exec(word) ?? []
    if (name === undefined || text === undefined) {
      throw usageFailure(`\`--with ${word}\` does not say a value. Write \`--with name=value\`.`)
    }
    const before = given.get(name)
    if (before !== undefined) {
      throw usageFailure(`\`${name}\` is given twice, as \`${before}\` and as \`${text}\`. Give it once.`)
    }
    given.set(name, text)
  }
  return Object.fromEntries(
    [...given].map(([name, text]) => [name, parsedValue(text, playbook?.params[name]?.type)] as const),
  )
}

/** What cannot be read as the type stays a text, which the parameter's bound then refuses. */
function parsedValue(text: string, type: string | undefined): ParameterValue {
  if (type === undefined || type === 'string' || type === 'duration') return text
  try {
    return JSON.parse(text) as ParameterValue
  } catch {
    return text
  }
}
