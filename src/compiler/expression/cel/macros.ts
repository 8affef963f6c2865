import type { MacroName, Span, Syntax } from '../syntax.js'
import type { ReportProblem } from './tokens.js'

const macroSizes: Readonly<Record<string, { macro: MacroName; sizes: readonly number[] }>> = {
  all: { macro: 'all', sizes: [2] },
  exists: { macro: 'exists', sizes: [2] },
  exists_one: { macro: 'exists_one', sizes: [2] },
  existsOne: { macro: 'exists_one', sizes: [2] },
  filter: { macro: 'filter', sizes: [2] },
  map: { macro: 'map', sizes: [2, 3] },
}

interface Call extends Span {
  readonly name: string
  readonly nameSpan: Span
  readonly target?: Syntax
  readonly arguments: readonly Syntax[]
}

/** The expression that a call stands for: a macro is expanded, anything else stays a call. */
export function expandMacro(call: Call, problem: ReportProblem): Syntax {
  if (call.name === 'has' && !call.target && call.arguments.length === 1) return expandHas(call, problem)
  const known = Object.hasOwn(macroSizes, call.name) ? macroSizes[call.name] : undefined
  if (!known || !call.target || !known.sizes.includes(call.arguments.length)) return { kind: 'call', ...call }
  const [variable, ...rest] = call.arguments
  if (variable?.kind !== 'identifier' || variable.absolute) {
    problem(variable ?? call, `the first argument of \`${call.name}\` must be a name`, {
      instead: `write something like \`list.${call.name}(item, item == 'a')\``,
    })
    return { kind: 'unreadable', start: call.start, end: call.end }
  }
  const body = rest.at(-1) ?? variable
  const where = rest.length === 2 ? rest[0] : undefined
  return {
    kind: 'comprehension',
    macro: known.macro,
    operand: call.target,
    variable: variable.name,
    ...(where ? { where } : {}),
    body,
    start: call.start,
    end: call.end,
  }
}

function expandHas(call: Call, problem: ReportProblem): Syntax {
  const argument = call.arguments[0]
  if (argument?.kind === 'select') return { ...argument, kind: 'has', start: call.start, end: call.end }
  if (argument?.kind !== 'unreadable') {
    problem(argument ?? call, '`has` needs a property', { instead: 'write something like `has(resource.Name)`' })
  }
  return { kind: 'unreadable', start: call.start, end: call.end }
}
