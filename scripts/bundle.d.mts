/** Bundles the command line, the package's entry points and the workers into a folder, given as an absolute path. */
export function bundle(outdir: string): Promise<void>
