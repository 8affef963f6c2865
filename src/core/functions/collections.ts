import { functionTopic } from './definition.js'

/** Lists and maps. */
export const collectionFunctions = functionTopic({
  size: {
    signatures: ['(text: string): int', '(data: bytes): int', '(list: list<A>): int', '(map: map<A, B>): int'],
    doc: 'How many characters, bytes, elements or entries. 0 of null.',
    example: 'size(resource.Grants) > 0',
    standard: true,
  },
  sum: {
    signatures: ['(numbers: list<int>): int', '(numbers: list<double>): double'],
    doc: 'The sum of numbers; 0 of none.',
    example: 'sum(resource.Volumes.map(v, v.Size)) > 1000',
  },
  min: {
    signatures: ['(values: list<A>): A', '(left: A, right: A): A'],
    doc: 'The least of values; null of none.',
    example: 'min([3, 1, 2]) == 1',
  },
  max: {
    signatures: ['(values: list<A>): A', '(left: A, right: A): A'],
    doc: 'The greatest of values; null of none.',
    example: 'max([3, 1, 2]) == 3',
  },
  distinct: {
    signatures: ['(list: list<A>): list<A>'],
    doc: 'The elements without repetitions, in the order of their first occurrence.',
    example: 'distinct([1, 1, 2]) == [1, 2]',
  },
  flatten: {
    signatures: ['(lists: list<list<A>>): list<A>', '(lists: list<dyn>): list<dyn>'],
    doc: 'The elements of the lists in a list.',
    example: 'flatten([[1], [2]]) == [1, 2]',
  },
  intersects: {
    signatures: ['(left: list<A>, right: list<A>): bool'],
    doc: 'True when two lists share an element.',
    example: "intersects(resource.Protocols, ['TLSv1', 'TLSv1.1'])",
  },
  difference: {
    signatures: ['(list: list<A>, without: list<A>): list<A>'],
    doc: 'The elements of the first list that the second does not have.',
    example: "size(difference(['audit', 'slowquery'], resource.Exports)) > 0",
  },
  first: { signatures: ['(list: list<A>): A'], doc: 'The first element; null of none.', example: 'first([1, 2]) == 1' },
  last: { signatures: ['(list: list<A>): A'], doc: 'The last element; null of none.', example: 'last([1, 2]) == 2' },
  keys: {
    signatures: ['(map: map<A, B>): list<A>'],
    doc: 'The keys of a map.',
    example: "keys(tags).exists(key, key.startsWith('temp'))",
  },
  values: { signatures: ['(map: map<A, B>): list<B>'], doc: 'The values of a map.', example: "'yes' in values(tags)" },
})
