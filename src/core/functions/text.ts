import { functionTopic } from './definition.js'

/** Texts and patterns. */
export const textFunctions = functionTopic({
  contains: {
    signatures: ['(text: string, part: string): bool'],
    doc: 'True when the text holds the part. False of null.',
    example: "resource.Name.contains('backup')",
    form: 'method',
    standard: true,
  },
  startsWith: {
    signatures: ['(text: string, prefix: string): bool'],
    doc: 'True when the text begins with the prefix. False of null.',
    example: "resource.Name.startsWith('tmp-')",
    form: 'method',
    standard: true,
  },
  endsWith: {
    signatures: ['(text: string, suffix: string): bool'],
    doc: 'True when the text ends with the suffix. False of null.',
    example: "resource.Name.endsWith('-logs')",
    form: 'method',
    standard: true,
  },
  matches: {
    signatures: ['(text: string, pattern: string): bool'],
    doc: 'True when the RE2 pattern is found in the text. False of null. Takes linear time whatever the pattern.',
    example: "resource.Name.matches('^prod-[0-9]+$')",
    standard: true,
  },
  capture: {
    signatures: ['(text: string, pattern: string): string'],
    doc: 'What the first group of an RE2 pattern captures where it is found, or all that it finds; null when not found, and of null.',
    example: "capture(resource.ImageUri, ':([^:]+)$') == 'latest'",
  },
  matchesIgnoreCase: {
    signatures: ['(text: string, pattern: string): bool'],
    doc: 'As `matches`, without regard to case.',
    example: "matchesIgnoreCase(name, '^PROD')",
  },
  equalsIgnoreCase: {
    signatures: ['(left: string, right: string): bool'],
    doc: 'True when two texts differ at most in case.',
    example: "equalsIgnoreCase(tags['Env'], 'production')",
  },
  glob: {
    signatures: ['(text: string, pattern: string): bool'],
    doc: 'True when the whole text fits a pattern in which `*` stands for any text and `?` for one character.',
    example: "glob(name, 'team-*-logs')",
  },
  lower: { signatures: ['(text: string): string'], doc: 'The text in lower case.', example: "lower('A') == 'a'" },
  upper: { signatures: ['(text: string): string'], doc: 'The text in upper case.', example: "upper('a') == 'A'" },
  trim: {
    signatures: ['(text: string): string'],
    doc: 'The text without white space at its ends.',
    example: "trim(' a ') == 'a'",
  },
  normalize: {
    signatures: ['(text: string): string'],
    doc: 'The text in lower case and without white space at its ends.',
    example: "normalize(' Prod ') == 'prod'",
  },
  replace: {
    signatures: ['(text: string, part: string, replacement: string): string'],
    doc: 'The text with every occurrence of the part replaced.',
    example: "replace('a.b', '.', '-') == 'a-b'",
  },
  split: {
    signatures: ['(text: string, separator: string): list<string>'],
    doc: 'The parts of a text between separators.',
    example: "split('a,b', ',') == ['a', 'b']",
  },
  join: {
    signatures: ['(texts: list<string>): string', '(texts: list<string>, separator: string): string'],
    doc: 'One text of many, with the separator between them.',
    example: "join(['a', 'b'], ', ') == 'a, b'",
  },
  parseJson: {
    signatures: ['(text: string): dyn'],
    doc: 'The value of a JSON text; unknown when the text is not JSON.',
    example: "parseJson(resource.Policy).Version == '2012-10-17'",
  },
  urlDecode: {
    signatures: ['(text: string): string'],
    doc: 'The text with `%XX` escapes resolved.',
    example: "urlDecode('a%20b') == 'a b'",
  },
  base64Decode: {
    signatures: ['(text: string): string'],
    doc: 'The UTF-8 text that a base64 text stands for.',
    example: "base64Decode('YQ==') == 'a'",
  },
})
