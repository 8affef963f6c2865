/** What every SDK client of the estate is made with. */
export interface EstateConfiguration {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** A value that an answer must have; an emulator that leaves it out fails the set-up. */
export function given<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the emulator gave no ${what}`)
  return value
}
