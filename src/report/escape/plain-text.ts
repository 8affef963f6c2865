const ansiSequence =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[@-Z\\-_])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
const controlCharacter = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
const textDirection = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * A text from a cloud, a file or a model that may be shown anywhere: without terminal sequences, control characters
 * and changes of the writing direction. Line ends become `\n`; tabs stay.
 */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ansiSequence, '')
    .replace(controlCharacter, '')
    .replace(textDirection, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Like `plainText`, on one line: every run of white space is one space. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim()
}
