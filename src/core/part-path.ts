/** The way to a part of a document: names of members from the outside in; null stands for every element of a list. */
export type PartPath = readonly (string | null)[]

/** True when what is kept of a document includes all that is wanted of it. */
export function includesParts(kept: readonly PartPath[], wanted: readonly PartPath[]): boolean {
  return wanted.every((path) => kept.some((outer) => isWithin(path, outer)))
}

/** The paths in a fixed order, each once, without those that lie within another. */
export function outermostParts(paths: Iterable<PartPath>): readonly PartPath[] {
  const byText = new Map([...paths].map((path) => [JSON.stringify(path), path]))
  const distinct = [...byText].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, path]) => path)
  return distinct.filter((path) => !distinct.some((outer) => outer !== path && isWithin(path, outer)))
}

function isWithin(path: PartPath, outer: PartPath): boolean {
  return outer.length <= path.length && outer.every((step, index) => step === path[index])
}
