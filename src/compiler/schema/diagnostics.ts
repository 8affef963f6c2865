import { diagnosticTable } from '../../core/diagnostics.js'
import { suggestionText } from '../suggestion.js'

/** What can be wrong with the shape of a file: its keys and the kinds of its values. */
export const schemaDiagnostics = diagnosticTable({
  'unknown-key': {
    severity: 'error',
    title: 'A key is not known here',
    message: (p: { key: string; known: readonly string[]; suggestion: string | undefined }) =>
      `the key \`${p.key}\` is not known here`,
    why: 'A misspelt key would be ignored, and with it what it was meant to say.',
    help: (p: { known: readonly string[]; suggestion: string | undefined }) =>
      suggestionText(p.suggestion, `known here: ${p.known.map((key) => `\`${key}\``).join(', ')}`),
    example: {
      wrong: 'title: Buckets keep the public out\nseverty: high\n',
      right: 'title: Buckets keep the public out\nseverity: high\n',
    },
  },
  'missing-key': {
    severity: 'error',
    title: 'A key is missing',
    message: (p: { key: string; expected: string }) => `the key \`${p.key}\` is missing`,
    why: 'Without it, the definition cannot be used.',
    help: (p: { key: string; expected: string }) => `add \`${p.key}\`: ${p.expected}`,
    example: { wrong: 'severity: high\n', right: 'title: Buckets keep the public out\nseverity: high\n' },
  },
  'wrong-type': {
    severity: 'error',
    title: 'A value has the wrong type',
    message: (p: { expected: string; found: string }) => `expected ${p.expected}, found ${p.found}`,
    why: 'A value of another type would mean something else than it seems to.',
    help: (p: { expected: string }) => `write ${p.expected}; a text that looks like something else needs quotes`,
    example: { wrong: 'title: [Buckets]\n', right: 'title: Buckets keep the public out\n' },
  },
  'wrong-value': {
    severity: 'error',
    title: 'A value is not one of those allowed',
    message: (p: { found: string; allowed: readonly string[]; suggestion: string | undefined }) =>
      `${p.found} is not one of ${p.allowed.map((value) => `\`${value}\``).join(', ')}`,
    why: 'Only these values have a meaning here.',
    help: (p: { allowed: readonly string[]; suggestion: string | undefined }) =>
      suggestionText(p.suggestion, 'choose one of them'),
    example: { wrong: 'severity: hihg\n', right: 'severity: high\n' },
  },
  'wrong-format': {
    severity: 'error',
    title: 'A value has the wrong form',
    message: (p: { problem: string; found: string }) => `${p.problem}, found ${p.found}`,
    why: 'It has the right type, but it cannot be read as what it should be.',
    help: () => 'write it in the form that is expected',
    example: { wrong: 'params: { max-age: 5 }\n', right: 'params: { maxAge: 5 }\n' },
  },
  'empty-value': {
    severity: 'error',
    title: 'A value is empty',
    message: () => 'the value is empty',
    why: 'This key is there to say something.',
    help: () => 'fill it in, or leave the key out where it may be',
    example: { wrong: "title: ''\n", right: 'title: Buckets keep the public out\n' },
  },
})
