import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EC2Client, GetSnapshotBlockPublicAccessStateCommand } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Plan, PlannedStep } from '../../../src/core/plan.js'
import type { ProviderSession } from '../../../src/core/provider.js'
import type { Resource } from '../../../src/core/resource.js'
import { changesMissing } from '../../../src/engine/run/index.js'
import { createAwsProvider } from '../../../src/providers/aws/index.js'
import { catalog } from '../../../src/providers/catalog.js'
import type { ApplyOutcome } from '../../../src/runner/apply/index.js'
import { compileRepositoryFiles } from '../../scenarios/acme.js'
import { PlaybookRuns, verbOf } from '../../support/playbook-runs.js'
import { cloudAccount } from './crash/cloud-account.js'
import { comparable, touchedPaths } from './documents.js'
import { openSession, readAll, unansweredAspects, useEmulator } from './emulator.js'
import { createManageableEstate, type ManageableEstate } from './estate/manageable.js'
import { estateConfiguration } from './estate.js'
import { type PlaybookCase, playbookCases, undoneOtherwise } from './playbook-cases.js'

const endpoint = inject('awsEndpoint')
const restore = useEmulator(endpoint)
const { value: bundle } = await compileRepositoryFiles()
const shipped = bundle.playbooks.filter(({ id }) => id.startsWith('aws/'))

let session: ProviderSession
/** The estate as it was made; undefined once a playbook has left something of it changed. */
let untouched: ManageableEstate | undefined

beforeAll(async () => {
  session = await openSession()
})

afterAll(async () => {
  await session.close()
  restore()
})

async function takeEstate(): Promise<ManageableEstate> {
  const estate = untouched ?? (await createManageableEstate(endpoint))
  untouched = undefined
  return estate
}

async function runsOf({ environment = 'development', hoursLater = 0 }: PlaybookCase): Promise<PlaybookRuns> {
  const account = { ...cloudAccount, environment }
  return new PlaybookRuns({
    bundle: { ...bundle, configuration: { ...bundle.configuration, accounts: [account] } },
    provider: createAwsProvider(),
    clock: { now: () => new Date(Date.now() + hoursLater * 3_600_000) },
    root: await mkdtemp(join(tmpdir(), 'escher-moto-')),
  })
}

/** Resources by id, by type. */
type Listings = ReadonlyMap<string, ReadonlyMap<string, Resource>>

/** Everything of the types that a plan changes or makes. */
async function listConcerned({ targets }: Plan): Promise<Listings> {
  const created = targets.flatMap(({ steps }) => steps.flatMap(({ creates = [] }) => creates))
  const types = new Set([...targets, ...created].map(({ type }) => type).filter((type) => catalog.types.has(type)))
  const listings = new Map<string, ReadonlyMap<string, Resource>>()
  for (const type of types) listings.set(type, await readAll(session, type))
  return listings
}

/** Asserts that a run did every step of its plan, and that all was verified; gives its name. */
function expectSuccess(outcome: ApplyOutcome, runs: PlaybookRuns, plans: readonly Plan[]): string {
  expect(runs.troubles()).toEqual([])
  const steps = plans.flatMap(({ targets }) => targets.flatMap((target) => target.steps))
  expect(runs.recorded('done').map((event) => event.outcome)).toEqual(steps.map(() => 'changed'))
  expect(runs.recorded('verified')).not.toEqual([])
  expect(outcome).toMatchObject({ kind: 'ended', state: { phase: 'succeeded' } })
  return outcome.kind === 'ended' ? outcome.state.id : ''
}

/** The paths at which resources of before are no longer as they were, by id; new resources are left out. */
function changedIn(before: Listings, after: Listings): Readonly<Record<string, readonly string[]>> {
  const resources = [...before].flatMap(([type, listing]) =>
    [...listing.values()].map((was) => [was, after.get(type)?.get(was.id)] as const),
  )
  const changed = resources.map(([was, is]) => {
    const paths = touchedPaths(comparable(was.properties), comparable(is?.properties))
    return [was.id, paths.toSorted()] as const
  })
  return Object.fromEntries(changed.filter(([, paths]) => paths.length > 0))
}

function comparableStep(step: PlannedStep): PlannedStep {
  const changes = step.changes.map(({ path, ...ends }) => ({ path, ...(comparable(ends) as typeof ends) }))
  return { ...step, changes }
}

function comparableResource(resource: Resource): Resource {
  return { ...resource, properties: comparable(resource.properties) as Resource['properties'] }
}

/** Asserts that what the plan says is there, and that nothing beside it has changed. */
function expectAsPlanned({ targets }: Plan, before: Listings, after: Listings): void {
  for (const { type, id, steps } of targets) {
    const resource = after.get(type)?.get(id)
    const missing = resource ? changesMissing({ steps: steps.map(comparableStep) }, comparableResource(resource)) : []
    expect({ id, missing }).toEqual({ id, missing: [] })
    expect({ id, isGone: resource === undefined }).toEqual({
      id,
      isGone: steps.some(({ removes }) => removes === true),
    })
  }
  const others = Object.keys(changedIn(before, after)).filter((id) => !targets.some((target) => target.id === id))
  expect(others).toEqual([])
  expect(newIn(before, after)).toEqual(madeBy(targets))
}

/** How many resources came to be, by type; without the snapshots that RDS takes by itself of new databases. */
function newIn(before: Listings, after: Listings): Readonly<Record<string, number>> {
  const counts = [...after].map(([type, listing]) => {
    const created = [...listing.values()].filter(
      ({ id, properties }) => !before.get(type)?.has(id) && properties['SnapshotType'] !== 'automated',
    )
    return [type, created.length] as const
  })
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

function madeBy(targets: Plan['targets']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  const created = targets.flatMap(({ steps }) => steps.flatMap(({ creates = [] }) => creates))
  for (const { type } of created) if (catalog.types.has(type)) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

function verbsOf({ targets }: Plan): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(targets.map(({ id, steps }) => [id, steps.map(verbOf)]))
}

describe('shipped AWS playbooks in an emulated AWS', () => {
  let estate: ManageableEstate

  beforeEach(async () => {
    estate = await takeEstate()
  })

  it('are all tried here', () => {
    untouched = estate
    expect(Object.keys(playbookCases).sort()).toEqual(shipped.map(({ id }) => id).sort())
    expect(Object.keys(undoneOtherwise).filter((id) => !playbookCases[id])).toEqual([])
  })

  it('are read back with all aspects but the one that the emulator does not answer', async () => {
    untouched = estate
    const ec2 = new EC2Client({ ...estateConfiguration(endpoint), maxAttempts: 1 })
    const answer = ec2.send(new GetSnapshotBlockPublicAccessStateCommand({}))
    await expect(answer).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } })
    expect(unansweredAspects).toEqual({ 'aws.ec2.account-settings': ['snapshotPublicAccess'] })
  })

  it.each(Object.entries(playbookCases))(
    '%s changes what it should, to its verified end, and back',
    async (id, one) => {
      const { params, targets, changes, irreversible } = one
      const runs = await runsOf(one)
      const request = { params: params?.(estate) ?? {}, ...(targets ? { targets: targets(estate) } : {}) }
      const plan = await runs.plan(id, request)
      expect(verbsOf(plan)).toEqual(changes(estate))
      const before = await listConcerned(plan)
      const run = expectSuccess(await runs.apply(plan), runs, [plan])
      const after = await listConcerned(plan)
      expectAsPlanned(plan, before, after)
      const undo = await runs.planUndo(run)
      expect(undo === undefined).toBe(irreversible !== undefined)
      if (undo) await expectUndone({ id, plan, undo, runs, before, estate }, one)
      const audits = await runs.audit()
      expect(audits.map(({ problems }) => problems)).toEqual(undo ? [[], []] : [[]])
    },
  )
})

interface Undoing {
  readonly id: string
  readonly plan: Plan
  readonly undo: Plan
  readonly runs: PlaybookRuns
  readonly before: Listings
  readonly estate: ManageableEstate
}

/** Asserts that taking a run back leaves everything as it was, but for what the case says. */
async function expectUndone({ id, plan, undo, runs, before, estate }: Undoing, one: PlaybookCase): Promise<void> {
  const outcome = await runs.apply(undo)
  const otherwise = undoneOtherwise[id]
  if (otherwise) {
    const evidence = runs.troubles().map((event) => event.kind === 'verified' && event.evidence)
    expect(new Set(evidence)).toEqual(new Set([otherwise.evidence]))
    return
  }
  expectSuccess(outcome, runs, [plan, undo])
  const kept = one.keeps?.paths(estate) ?? {}
  const back = await listConcerned(plan)
  expect(changedIn(before, back)).toEqual(kept)
  if (Object.keys({ ...kept, ...newIn(before, back) }).length === 0) untouched = estate
}
