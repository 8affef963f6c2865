/** Gives the results of `work` in the order of the items, with at most `width` pieces under way or waiting. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = []
  for (const item of items) {
    underWay.push(work(item))
    if (underWay.length >= width) yield* first(underWay)
  }
  while (underWay.length > 0) yield* first(underWay)
}

async function* first<Result>(underWay: Promise<Result>[]): AsyncGenerator<Result> {
  const oldest = underWay.shift()
  if (oldest) yield await oldest
}
