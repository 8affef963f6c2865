import type { Outcome } from '../../../core/diagnostics.js'
import { workerDiagnostics } from '../diagnostics.js'

/** DBOS and PostgreSQL's client. They are optional dependencies, loaded when an engine is joined. */
export interface EnginePackages {
  readonly dbos: typeof import('@dbos-inc/dbos-sdk')['DBOS']
  /** What the open version keeps to itself: https://github.com/dbos-inc/dbos-transact-ts, 5.3.0, src/dbos.ts. */
  readonly getExecutor: typeof import('@dbos-inc/dbos-sdk/internal/dbos')['getExecutor']
  readonly pg: Pick<typeof import('pg'), 'Client' | 'Pool'>
}

/** Loads the packages, or says which one is missing. */
export async function loadPackages(): Promise<Outcome<EnginePackages | undefined>> {
  try {
    const [{ DBOS: dbos }, { getExecutor }, { default: pg }] = await Promise.all([
      import('@dbos-inc/dbos-sdk'),
      import('@dbos-inc/dbos-sdk/internal/dbos'),
      import('pg'),
    ])
    return { value: { dbos, getExecutor, pg }, diagnostics: [] }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
    if (!missing) throw error
    const name = /package '([^']+)'/.exec(error.message)?.[1] ?? '@dbos-inc/dbos-sdk'
    return { value: undefined, diagnostics: [workerDiagnostics.report('engine-not-installed', { name })] }
  }
}
