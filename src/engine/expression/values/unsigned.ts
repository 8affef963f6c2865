/** A `uint` of standard CEL. Documents have none: their numbers are JavaScript's. */
export class Unsigned {
  constructor(readonly value: bigint) {}
}
