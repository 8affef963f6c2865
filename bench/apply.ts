import { rm } from 'node:fs/promises'
import { runState } from '../src/engine/run/index.js'
import { readRun } from '../src/store/run-log/index.js'
import { ApplyWorld, ranTo } from '../test/support/apply-world.js'
import { fakeResource } from '../test/support/fake-estate.js'
import { machineType, settingOperation } from '../test/support/fake-operations.js'
import { plannedRun } from '../test/support/planned-run.js'

/** What applying costs beside the cloud's own time: its calls answer at once. */
export interface ApplyMeasure {
  readonly steps: number
  readonly records: number
  /** Milliseconds a step: leases, START, DONE, verification, all synced to disk. */
  readonly perStep: number
  /** Milliseconds to read the run back and compute its state. */
  readonly readBack: number
}

/** Applies a plan of one operation and its verification on so many targets, in a folder store. */
export async function measureApply(targets: number, concurrency: number): Promise<ApplyMeasure> {
  const paint = settingOperation('paint', 'Colour')
  const resources = Array.from({ length: targets }, (_, index) =>
    fakeResource(machineType, `m-${index}`, { Colour: 'grey', Size: index }),
  )
  const world = await ApplyWorld.open(resources, [paint])
  const plan = plannedRun({
    resources,
    steps: [[paint, 'red'], { kind: 'verify', step: '2-verify', policies: [], within: 60 }],
  })
  const begun = performance.now()
  const { id, phase } = ranTo(await world.apply(plan, { concurrency }))
  const took = performance.now() - begun
  if (phase !== 'succeeded') throw new Error(`the run ${phase}`)
  const reading = performance.now()
  const records = (await readRun(world.store, id))?.records ?? []
  runState(records)
  const readBack = performance.now() - reading
  await rm(world.store.location.replace(/^folder /, ''), { recursive: true, force: true })
  return { steps: targets, records: records.length, perStep: took / targets, readBack }
}
