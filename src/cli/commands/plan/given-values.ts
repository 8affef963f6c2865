import type { CompiledPlaybook } from '../../../core/playbook.js'
import type { ParameterValue } from '../../../core/policy.js'
import { usageFailure } from '../../command-failure.js'

/** The parameters that `--with name=value` gives, read as what the playbook says that they are. */
export function givenValues(
  words: readonly string[],
  playbook: CompiledPlaybook | undefined,
): Readonly<Record<string, ParameterValue>> {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, text] = /^([^=]+)=(.*)$/s.exec(word) ?? []
      if (name === undefined || text === undefined) {
        throw usageFailure(`\`--with ${word}\` does not say a value. Write \`--with name=value\`.`)
      }
      return [name, parsedValue(text, playbook?.params[name]?.type)]
    }),
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
