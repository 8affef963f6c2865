const valuesHeld = 4

/** Holds the values that were asked for last. One that could not be had is tried again. */
export class RecentValues<T> {
  private readonly held = new Map<string, Promise<T>>()

  /** The value of a name, made by `make` when it is not held. */
  get(name: string, make: () => Promise<T>): Promise<T> {
    const value = this.held.get(name) ?? make()
    this.held.delete(name)
    this.held.set(name, value)
    value.catch(() => this.held.delete(name))
    const [oldest] = this.held.keys()
    if (this.held.size > valuesHeld && oldest !== undefined) this.held.delete(oldest)
    return value
  }
}
