/** A type as a value: what `type(x)` gives. */
export class TypeValue {
  constructor(readonly name: string) {}
}
