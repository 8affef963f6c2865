import { diagnosticTable } from '../../core/diagnostics.js'

interface Named {
  readonly name: string
  readonly suggestion?: string | undefined
}

function meant(parameters: Named, otherwise: string): string {
  return parameters.suggestion ? `did you mean \`${parameters.suggestion}\`?` : otherwise
}

/** What can be wrong with a condition, whichever language it is written in. */
export const expressionDiagnostics = diagnosticTable({
  'expression-syntax': {
    severity: 'error',
    title: 'A condition cannot be read',
    why: 'The text is not an expression of the condition language (CEL).',
    message: (p: { problem: string; instead?: string | undefined }) => p.problem,
    help: (p: { problem: string; instead?: string | undefined }) =>
      p.instead ?? 'see docs/reference/conditions.md for the grammar',
    example: { wrong: "resource.Name = 'a'", right: "resource.Name == 'a'" },
  },
  'expression-too-deep': {
    severity: 'error',
    title: 'A condition nests too deeply',
    why: 'Nobody can review it, and no machine need be able to evaluate it.',
    message: (p: { limit: number }) => `the expression nests more than ${p.limit} levels deep`,
    help: () => 'split it into several policies, or use a list and `in`',
  },
  'unsupported-typescript': {
    severity: 'error',
    title: 'A condition uses TypeScript that is not read',
    why: 'TypeScript files are read and never run, so a condition may only use what has an equal in the condition language.',
    message: (p: { what: string; instead: string }) => `${p.what} cannot be used in a condition`,
    help: (p: { what: string; instead: string }) => p.instead,
    example: { wrong: '({ resource }) => fetch(resource.Url)', right: "({ resource }) => resource.Name === 'a'" },
  },
  'unknown-property': {
    severity: 'error',
    title: 'A property does not exist',
    why: 'The schema of the resource type, made from the vendor’s own description, has no such property, so it would never have a value.',
    message: (p: Named & { owner: string }) => `\`${p.owner}\` has no property \`${p.name}\``,
    help: (p: Named & { owner: string }) => meant(p, 'see the reference of the resource type for its properties'),
    example: { wrong: "resource.Stat.Name == 'running'", right: "resource.State.Name == 'running'" },
  },
  'unknown-variable': {
    severity: 'error',
    title: 'A name does not exist',
    why: 'A condition sees only the names of its scope.',
    message: (p: Named & { known: readonly string[] }) => `there is no \`${p.name}\``,
    help: (p: Named & { known: readonly string[] }) => meant(p, `these exist: ${p.known.join(', ')}`),
    example: { wrong: "resources.Name == 'a'", right: "resource.Name == 'a'" },
  },
  'unknown-function': {
    severity: 'error',
    title: 'A function does not exist',
    why: 'Only the functions of the reference can be called.',
    message: (p: Named) => `there is no function \`${p.name}\``,
    help: (p: Named) => meant(p, 'see docs/reference/functions.md for all of them'),
    example: { wrong: 'resource.Name.beginsWith("a")', right: 'resource.Name.startsWith("a")' },
  },
  'unknown-parameter': {
    severity: 'error',
    title: 'A parameter does not exist',
    why: 'A file can only use the parameters that it declares under `params`.',
    message: (p: Named) => `there is no parameter \`${p.name}\``,
    help: (p: Named) => meant(p, 'declare it under `params`'),
    example: { wrong: 'ageDays(resource.CreateDate) > params.days', right: 'params: { days: 90 }' },
  },
  'unknown-link': {
    severity: 'error',
    title: 'A link does not exist',
    why: 'The resource type has no such link to another type.',
    message: (p: Named & { owner: string }) => `\`${p.owner}\` has no link \`${p.name}\``,
    help: (p: Named & { owner: string }) => meant(p, 'see the reference of the resource type for its links'),
  },
  'unknown-metric': {
    severity: 'error',
    title: 'A metric does not exist',
    why: 'The resource type has no such metric.',
    message: (p: Named & { owner: string }) => `\`${p.owner}\` has no metric \`${p.name}\``,
    help: (p: Named & { owner: string }) => meant(p, 'see the reference of the resource type for its metrics'),
  },
  'unknown-statistic': {
    severity: 'error',
    title: 'A metric is not asked for by one of its statistics',
    why: 'A metric is a series; a condition needs one figure of it.',
    message: (p: Named) => `there is no statistic \`${p.name}\``,
    help: (p: Named) => meant(p, "write `metrics.<name>.max('7d')`, or min, average, sum"),
    example: { wrong: 'metrics.cpu < 5.0', right: "metrics.cpu.max('7d') < 5.0" },
  },
  'window-not-constant': {
    severity: 'error',
    title: 'The window of a metric is not fixed',
    why: 'Metrics are fetched before conditions are evaluated, so their windows must be known beforehand.',
    message: (p: { metric: string }) => `the window of \`${p.metric}\` is neither a text nor a parameter`,
    help: () => "write a text such as '7d', or a parameter",
    example: { wrong: 'metrics.cpu.max(resource.Window)', right: 'metrics.cpu.max(params.window)' },
  },
  'type-mismatch': {
    severity: 'error',
    title: 'Two values do not go together',
    why: 'Values of these types can never be equal, be ordered or be computed with, so the condition would never hold.',
    message: (p: { operator: string; left: string; right: string; instead?: string | undefined }) =>
      `\`${p.operator}\` cannot be used with ${p.left} and ${p.right}`,
    help: (p: { operator: string; left: string; right: string; instead?: string | undefined }) =>
      p.instead ?? 'compare values of the same type, or convert one of them',
    example: { wrong: "resource.Size > '100'", right: 'resource.Size > 100' },
  },
  'wrong-operand': {
    severity: 'error',
    title: 'A value has the wrong type for its place',
    why: 'An operator, a macro or an access needs a value of another type there.',
    message: (p: { place: string; expected: string; got: string; instead?: string | undefined }) =>
      `${p.place} needs ${p.expected} and not ${p.got}`,
    help: (p: { place: string; expected: string; got: string; instead?: string | undefined }) =>
      p.instead ?? `give it ${p.expected}`,
    example: { wrong: '!resource.Name', right: 'resource.Name == null' },
  },
  'wrong-arguments': {
    severity: 'error',
    title: 'A function is called with the wrong arguments',
    why: 'The function takes other types or another number of arguments.',
    message: (p: { name: string; got: string; signatures: readonly string[]; instead?: string | undefined }) =>
      `\`${p.name}\` cannot be called with ${p.got}`,
    help: (p: { name: string; got: string; signatures: readonly string[]; instead?: string | undefined }) =>
      p.instead ?? `it takes ${p.signatures.map((signature) => `\`${p.name}${signature}\``).join(' or ')}`,
    example: { wrong: 'ageDays(5)', right: 'ageDays(resource.CreateDate)' },
  },
  'condition-not-boolean': {
    severity: 'error',
    title: 'A condition is not true or false',
    why: 'A condition decides, so it must be a boolean.',
    message: (p: { got: string }) => `the condition is ${p.got} and not a boolean`,
    help: () => 'compare it with something, for example `!= null`',
    example: { wrong: 'violates: resource.Name', right: 'violates: resource.Name == null' },
  },
  'unlisted-value': {
    severity: 'warning',
    title: 'A text is not among the values that a property can have',
    why: 'The vendor’s description lists the values of this property, so the comparison would never hold (or always).',
    message: (p: Named & { values: readonly string[] }) => `\`${p.name}\` is not a value of this property`,
    help: (p: Named & { values: readonly string[] }) =>
      meant(p, `it can be ${p.values.slice(0, 12).join(', ')}${p.values.length > 12 ? ', …' : ''}`),
    example: { wrong: "resource.State.Name == 'Running'", right: "resource.State.Name == 'running'" },
  },
  'invalid-pattern': {
    severity: 'error',
    title: 'A regular expression is wrong',
    why: 'Patterns are RE2, which takes linear time and therefore has no look-around and no back-references.',
    message: (p: { problem: string }) => `the pattern is not RE2: ${p.problem}`,
    help: () => 'see https://github.com/google/re2/wiki/Syntax',
    example: { wrong: "name.matches('(?=a)')", right: "name.matches('^a')" },
  },
  'invalid-literal': {
    severity: 'error',
    title: 'A text does not have the form that its function reads',
    why: 'The function could never give a value for it.',
    message: (p: { what: 'duration' | 'timestamp' | 'network' | 'address'; text: string }) =>
      `\`${p.text}\` is not a ${p.what}`,
    help: (p: { what: 'duration' | 'timestamp' | 'network' | 'address'; text: string }) =>
      ({
        duration: "write something like '7d', '12h' or '1h30m'",
        timestamp: "write something like '2024-12-31' or '2024-12-31T18:00:00Z'",
        network: "write something like '10.0.0.0/8'",
        address: "write something like '10.0.0.1' or '10.0.0.0/8'",
      })[p.what],
    example: { wrong: "duration('7 days')", right: "duration('7d')" },
  },
  'number-out-of-range': {
    severity: 'error',
    title: 'A whole number is too large',
    why: 'Documents are JSON, whose whole numbers are exact up to 2⁵³.',
    message: (p: { number: string }) => `\`${p.number}\` cannot be represented exactly`,
    help: () => 'write it with a decimal point, or compare texts',
  },
  'constant-condition': {
    severity: 'warning',
    title: 'A condition is always the same',
    why: 'Whatever the resource, it decides nothing.',
    message: (p: { value: boolean }) => `this is always ${p.value}`,
    help: () => 'remove it, or compare with what was meant',
    example: {
      wrong: "resource.State.Name == 'a' && resource.State.Name == 'b'",
      right: "resource.State.Name in ['a', 'b']",
    },
  },
})

/** Makes a diagnostic about a condition. */
export const report = expressionDiagnostics.report
