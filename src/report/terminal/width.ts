const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u

/** How many columns a text without terminal sequences takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** The text cut to so many columns, with an ellipsis where something was cut off. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const character of text) {
    width += characterWidth(character)
    if (width > columns - 1) break
    kept += character
  }
  return `${kept}…`
}

/** The text followed by as many spaces as fill the columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)))
}

/** The words of a text on lines of at most so many columns; a longer word has its own line. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > columns) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return line === '' ? lines : [...lines, line]
}

/**
 * A text on lines of at most so many columns, with nothing cut off but spaces: a line ends at a space, behind a comma, or
 * within a word that is longer than a line.
 */
export function fold(text: string, columns: number): string[] {
  const lines: string[] = []
  let rest = text
  for (let end = endOfLine(rest, columns); end < rest.length; end = endOfLine(rest, columns)) {
    const place = Math.max(rest.lastIndexOf(' ', end), rest.lastIndexOf(',', end - 1) + 1)
    const cut = place > 0 ? place : end
    lines.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).replace(/^ /, '')
  }
  return [...lines, rest]
}

/** How much of a text fits into so many columns, at least one character. */
function endOfLine(text: string, columns: number): number {
  let end = 0
  let width = 0
  for (const character of text) {
    width += characterWidth(character)
    if (width > columns && end > 0) return end
    end += character.length
  }
  return end
}

function characterWidth(character: string): number {
  if (character < '\u007f') return 1
  if (zeroWidth.test(character)) return 0
  return wide.test(character) ? 2 : 1
}
