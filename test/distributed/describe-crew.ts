import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { bundleDriver } from '../crash/killing.js'
import { Crew } from './crew.js'
import { startPostgres } from './postgres.js'
import { parkWorker } from './worker-processes.js'

const server = await startPostgres()
const absent = 'reason' in server ? server.reason : undefined

/**
 * Describes workers that share a database, which is reported as skipped where PostgreSQL is absent. What is described gets
 * a crew of its own by calling what it is given; it is dismissed after each test.
 */
export function describeCrew(title: string, body: (open: () => Promise<Crew>) => void): void {
  describe.skipIf(absent)(`${title}${absent ? ` (skipped: ${absent})` : ''}`, () => {
    let script = ''
    let crew: Crew | undefined

    beforeAll(async () => {
      script = await bundleDriver(parkWorker)
    })
    afterAll(() => {
      if (!('reason' in server)) server.stop()
    })
    afterEach(async () => crew?.close())

    body(async () => {
      if ('reason' in server) throw new Error(server.reason)
      crew = await Crew.open(script, server)
      return crew
    })
  })
}
