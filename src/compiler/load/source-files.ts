/** Where source files come from: a folder, a commit, a test. Paths are relative to the root, with forward slashes. */
export interface SourceFiles {
  readonly list: () => Promise<string[]>
  readonly read: (path: string) => Promise<Uint8Array>
}

/** Source files held in memory, by path. */
export function memoryFiles(texts: Readonly<Record<string, string | Uint8Array>>): SourceFiles {
  return {
    list: async () => Object.keys(texts),
    read: async (path) => {
      const content = Object.hasOwn(texts, path) ? texts[path] : undefined
      if (content === undefined) throw new Error('no such file')
      return typeof content === 'string' ? new TextEncoder().encode(content) : content
    },
  }
}
