/** Styles a text for a terminal, or leaves it alone. */
export type Paint = (text: string) => string

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const satisfies Record<string, readonly [number, number]>

export type Palette = Readonly<Record<keyof typeof codes, Paint>>

/** The styles of a terminal: SGR sequences when it shows colour, otherwise nothing. */
export function palette(colour: boolean): Palette {
  const paint = ([open, close]: readonly [number, number]): Paint =>
    colour ? (text) => (text === '' ? '' : `\u001b[${open}m${text}\u001b[${close}m`) : (text) => text
  return Object.fromEntries(Object.entries(codes).map(([name, pair]) => [name, paint(pair)])) as Palette
}
