import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { PlannedAction } from '../../src/core/plan.js'
import { type Crew, until } from './crew.js'
import { describeCrew } from './describe-crew.js'
import { planFor } from './shared-world.js'

const steps = 10
const wait: PlannedAction = { kind: 'wait', step: '3-wait', seconds: 4, timeout: 60 }
const approve: PlannedAction = { kind: 'approve', step: '3-approve', roles: ['manager'], count: 1, expires: 86_400 }

describeCrew('a run of workers that waits', (open) => {
  let crew: Crew

  beforeEach(async () => {
    crew = await open()
  })

  it('goes on when its time has come, though all workers ended meanwhile', async () => {
    const first = await crew.start()
    const plans = ['m0', 'm1'].map((machine) => planFor([machine], { to: steps, between: [wait] }))
    const runs = await crew.begin(first, plans)
    await untilDelayed(runs)
    await first.ask('leave')
    expect(await first.exit).toBe(0)
    await crew.start()
    await crew.untilAre(runs, 'succeeded')
    await crew.expectEverythingOnce(runs, steps)
  })

  it('goes on soon after its approval is there', async () => {
    const [first] = [await crew.start(), await crew.start()]
    const runs = await crew.begin(first, [planFor(['m0'], { to: steps, between: [approve] })])
    await untilDelayed(runs)
    expect(crew.park.calls).toHaveLength(2)
    await approveAll()
    const approved = Date.now()
    await crew.untilAre(runs, 'succeeded')
    expect(Date.now() - approved).toBeLessThan(14_000)
    await crew.expectEverythingOnce(runs, steps)
  })

  it('goes on at once when a worker starts, if its approval came while none ran', async () => {
    const first = await crew.start()
    const runs = await crew.begin(first, [planFor(['m0'], { to: steps, between: [approve] })])
    await untilDelayed(runs)
    await crew.query(
      "update dbos.workflow_status set delay_until_epoch_ms = delay_until_epoch_ms + 3600000 where status = 'DELAYED'",
    )
    await first.ask('leave')
    await first.exit
    await approveAll()
    await crew.start()
    await crew.untilAre(runs, 'succeeded')
    await crew.expectEverythingOnce(runs, steps)
  })

  /** Resolves when nobody holds anything for the runs any more. */
  async function untilDelayed(runs: readonly string[]): Promise<void> {
    await crew.untilAre(runs, 'waiting')
    await until(async () => {
      const rows = await crew.query("select 1 from dbos.workflow_status where name = 'run' and status = 'DELAYED'")
      const open = await crew.query("select 1 from dbos.workflow_status where name = 'run' and status = 'PENDING'")
      return rows.length === runs.length && open.length === 0
    })
  }

  async function approveAll(): Promise<void> {
    await writeFile(join(crew.folder, 'approved'), '')
    await crew.store.put('approvals/plan/ada.json', Buffer.from('{}'))
  }
})
