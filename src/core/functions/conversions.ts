import { functionTopic } from './definition.js'

/** From one type to another, and asking what a value is. */
export const conversionFunctions = functionTopic({
  type: {
    signatures: ['(value: A): type'],
    doc: 'The type of a value.',
    example: "type('a') == string",
    form: 'function',
    standard: true,
  },
  dyn: {
    signatures: ['(value: A): dyn'],
    doc: 'The value itself, with its type left to the time of evaluation.',
    example: 'dyn(resource.Size) == 1.0',
    form: 'function',
    standard: true,
  },
  bool: {
    signatures: ['(value: bool): bool', '(text: string): bool'],
    doc: 'A boolean from a text such as `true`, `False` or `1`.',
    example: "bool(tags['public'])",
    form: 'function',
    standard: true,
  },
  int: {
    signatures: [
      '(value: int): int',
      '(value: uint): int',
      '(value: double): int',
      '(text: string): int',
      '(instant: timestamp): int',
    ],
    doc: 'A whole number: of a text, of a fraction cut off towards zero, of an instant in seconds since 1970.',
    example: "int('42') == 42",
    form: 'function',
    standard: true,
  },
  uint: {
    signatures: ['(value: uint): uint', '(value: int): uint', '(value: double): uint', '(text: string): uint'],
    doc: 'A whole number that is not negative.',
    example: 'uint(42) == 42u',
    form: 'function',
    standard: true,
  },
  double: {
    signatures: ['(value: double): double', '(value: int): double', '(value: uint): double', '(text: string): double'],
    doc: 'A number with fractions.',
    example: "double('1.5') == 1.5",
    form: 'function',
    standard: true,
  },
  string: {
    signatures: [
      '(text: string): string',
      '(value: bool): string',
      '(value: int): string',
      '(value: uint): string',
      '(value: double): string',
      '(data: bytes): string',
      '(instant: timestamp): string',
      '(span: duration): string',
    ],
    doc: 'The text of a value.',
    example: "string(42) == '42'",
    form: 'function',
    standard: true,
  },
  bytes: {
    signatures: ['(data: bytes): bytes', '(text: string): bytes'],
    doc: 'The UTF-8 bytes of a text.',
    example: "bytes('é').size() == 2",
    form: 'function',
    standard: true,
  },
  text: {
    signatures: ['(value: A): string'],
    doc: 'The text of any value for people to read: null is empty, lists and maps are JSON.',
    example: "text(null) == ''",
  },
  typeName: {
    signatures: ['(value: A): string'],
    doc: 'What a value is: `null`, `bool`, `number`, `string`, `list`, `map`, `bytes`, `timestamp`, `duration` or `type`.',
    example: "typeName([1]) == 'list'",
  },
  toNumberOrNull: {
    signatures: ['(value: A): dyn'],
    doc: 'The number that a value or its text stands for; null when it stands for none.',
    example: "orElse(toNumberOrNull(tags['replicas']), 0) > 2",
  },
  parseTimestampOrNull: {
    signatures: ['(value: A): dyn'],
    doc: 'The instant of an ISO 8601 text, of a date such as `2024-01-31` or `2024/01/31 1400 UTC`, or of seconds or milliseconds since 1970; null for anything else.',
    example: "parseTimestampOrNull(tags['expires']) != null",
  },
  orElse: {
    signatures: ['(value: A, fallback: A): A'],
    doc: 'The value, or the fallback where it is null. What could not be read stays unknown.',
    example: 'orElse(resource.BackupRetentionPeriod, 0) < 7',
  },
  isEmpty: {
    signatures: ['(value: A): bool'],
    doc: 'True of null and of an empty text, list or map.',
    example: 'isEmpty(resource.KmsKeyId)',
  },
  isTruthy: {
    signatures: ['(value: A): bool'],
    doc: 'False of null, false, zero and an empty text, list or map; true of everything else.',
    example: 'isTruthy(resource.Encrypted)',
  },
})
