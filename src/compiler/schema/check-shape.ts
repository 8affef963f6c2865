import { globalRegistry } from 'zod/mini'
import type * as z from 'zod/v4/core'
import type { Diagnostic, Outcome, SourceRange } from '../../core/diagnostics.js'
import type { FileKind } from '../load/project-layout.js'
import {
  entryOf,
  type LocatedMapping,
  type LocatedValue,
  nearestValueAt,
  plainValue,
  rangeOf,
  valueAt,
} from '../source/located-value.js'
import { replacement } from '../source/replacement.js'
import { closestName } from '../suggestion.js'
import { describeType, describeValue } from './describe-value.js'
import { schemaDiagnostics } from './diagnostics.js'
import { descriptionAt, keysAt } from './schema-keys.js'
import { type FileSource, schemas } from './schemas.js'

/** Checks that a file of a kind has the keys and values that it should; the value is undefined when it has not. */
export function checkShape<Kind extends FileKind>(
  kind: Kind,
  located: LocatedValue,
): Outcome<FileSource<Kind> | undefined> {
  const schema: z.$ZodType = schemas[kind]
  const result = schemas[kind].safeParse(plainValue(located))
  if (result.success) return { value: result.data as FileSource<Kind>, diagnostics: [] }
  return { value: undefined, diagnostics: result.error.issues.flatMap((issue) => explainIssue(issue, schema, located)) }
}

function explainIssue(issue: z.$ZodIssue, schema: z.$ZodType, root: LocatedValue): readonly Diagnostic[] {
  const value = valueAt(root, issue.path)
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, schema, root)
  if (value?.kind === 'unreadable') return []
  if (!value) return [missingKey(issue.path, schema, root)]
  const place = { range: rangeOf(value) }
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(value, [issue.expected])]
    case 'invalid_value':
      return [wrongValue(value, issue.values.map(String))]
    case 'invalid_union':
      return explainUnion(issue, schema, root, value)
    case 'invalid_key': {
      const problem = issue.issues[0]?.message ?? 'expected another key'
      const found = `\`${String(issue.path.at(-1))}\``
      return [schemaDiagnostics.report('wrong-format', { problem, found }, { range: keyRange(root, issue.path) })]
    }
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') {
        return [schemaDiagnostics.report('empty-value', undefined, place)]
      }
      return [outOfRange(value, `expected at least ${issue.minimum}`)]
    case 'too_big':
      return [outOfRange(value, `expected at most ${issue.maximum}`)]
    default:
      return [customProblem(issue.message, value)]
  }
}

/** Explains the member of a union that the value comes nearest to. */
function explainUnion(
  issue: z.$ZodIssueInvalidUnion,
  schema: z.$ZodType,
  root: LocatedValue,
  value: LocatedValue,
): readonly Diagnostic[] {
  const near = issue.errors
    .filter((issues) => !issues.some((one) => isMismatch(one)))
    .sort((left, right) => left.length - right.length)
  const nearest = near[0]
  if (nearest) {
    return nearest.flatMap((one) => explainIssue({ ...one, path: [...issue.path, ...one.path] }, schema, root))
  }
  const problems = issue.errors.flatMap((issues) => issues.filter(isMismatch))
  const custom = problems.find((one) => one.code === 'custom')
  if (custom && value.kind === 'scalar') return [customProblem(custom.message, value)]
  const allowed = problems.flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : []))
  if (allowed.length > 0 && value.kind === 'scalar') return [wrongValue(value, allowed)]
  return [
    wrongType(
      value,
      problems.flatMap((one) => (one.code === 'invalid_type' ? [one.expected] : [])),
    ),
  ]
}

/** True for an issue that says: this value is not of this kind at all. */
function isMismatch(issue: z.$ZodIssue): boolean {
  return issue.path.length === 0 && ['invalid_type', 'invalid_value', 'custom'].includes(issue.code)
}

/** More unknown keys than this in one mapping are of no help to anyone. */
const unknownKeyLimit = 20

function unknownKeys(
  { keys, path }: z.$ZodIssueUnrecognizedKeys,
  schema: z.$ZodType,
  root: LocatedValue,
): readonly Diagnostic[] {
  const holder = valueAt(root, path)
  const known = [...new Set(keysAt(schema, path))].filter((candidate) => !entryOf(holder, candidate))
  return keys.slice(0, unknownKeyLimit).map((key) => {
    const suggestion = closestName(key, known)
    const entry = entryOf(holder, key)
    const range = entry && rangeOf(entry.keySpan)
    const fix = entry && replacement(entry.keySpan, suggestion, 'key')
    return schemaDiagnostics.report('unknown-key', { key, known, suggestion }, { range, fix })
  })
}

function missingKey(path: PropertyKey[], schema: z.$ZodType, root: LocatedValue): Diagnostic {
  const key = String(path.at(-1) ?? '')
  const description = descriptionAt(schema, path, (one) => globalRegistry.get(one)?.description)
  const expected = description?.replace(/\.$/, '') ?? 'it is needed here'
  return schemaDiagnostics.report('missing-key', { key, expected }, { range: headRange(nearestValueAt(root, path)) })
}

function wrongType(value: LocatedValue, expected: readonly string[]): Diagnostic {
  const names = [...new Set(expected.map(describeType))]
  const parameters = { expected: names.join(' or ') || 'another value', found: describeValue(value) }
  return schemaDiagnostics.report('wrong-type', parameters, { range: rangeOf(value) })
}

function wrongValue(value: LocatedValue, allowed: readonly string[]): Diagnostic {
  const written = value.kind === 'scalar' ? String(value.value) : ''
  const suggestion = closestName(written, allowed)
  const range = rangeOf(value)
  const fix = replacement(value, suggestion)
  return schemaDiagnostics.report('wrong-value', { found: describeValue(value), allowed, suggestion }, { range, fix })
}

function outOfRange(value: LocatedValue, problem: string): Diagnostic {
  return schemaDiagnostics.report('wrong-format', { problem, found: describeValue(value) }, { range: rangeOf(value) })
}

function customProblem(message: string, value: LocatedValue): Diagnostic {
  if (value.kind === 'scalar' && typeof value.value === 'string' && value.value.trim() === '') {
    return schemaDiagnostics.report('empty-value', undefined, { range: rangeOf(value) })
  }
  if (value.kind === 'scalar' && typeof value.value === 'string') return outOfRange(value, message)
  const parameters = { expected: message.replace(/^expected /, ''), found: describeValue(value) }
  return schemaDiagnostics.report('wrong-type', parameters, { range: rangeOf(value) })
}

/** The range of the key that a path ends in. */
function keyRange(root: LocatedValue, path: PropertyKey[]): SourceRange {
  const entry = entryOf(valueAt(root, path.slice(0, -1)), String(path.at(-1)))
  return rangeOf(entry?.keySpan ?? nearestValueAt(root, path))
}

/** The first key of a mapping, where a frame that shows a missing key is short and to the point. */
function headRange(value: LocatedValue): SourceRange {
  const first = (value as LocatedMapping).entries?.[0]
  return first ? rangeOf(first.keySpan) : rangeOf(value)
}
