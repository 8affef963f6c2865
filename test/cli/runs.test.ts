import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Drill, logGroup } from './support/drill.js'
import { BuiltCommandLine } from './support/escher.js'

// Each command compiles the whole library, which takes seconds where all cores are busy.
vi.setConfig({ testTimeout: 120_000 })

let escher: BuiltCommandLine
const drills: Drill[] = []

function drill(more: Readonly<Record<string, string>> = {}): Drill {
  const opened = new Drill(escher, more)
  drills.push(opened)
  return opened
}

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
}, 60_000)

afterAll(() => {
  escher.remove()
  for (const { folder } of drills) rmSync(folder, { recursive: true, force: true })
})

describe('escher undo', () => {
  it('takes back what an aspect of the resource shows', async () => {
    const repository = drill()
    const id = await repository.apply('tag')
    const { code, out } = await repository.run('undo', id, '--yes', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ phase: 'succeeded', undoes: id })
  })
})

describe('a run that waits', () => {
  it('is left to wait by resuming, let go of by cancelling, and stands in nobody’s way then', async () => {
    const repository = drill()
    const id = await repository.apply('wait')
    const before = repository.records(id)
    const resumed = await repository.run('resume', id, '--json')
    expect([resumed.code, JSON.parse(resumed.out).phase]).toEqual([0, 'waiting'])
    expect(repository.records(id)).toEqual(before)
    const foreseen = await repository.run('cancel', id, '--dry-run')
    expect(foreseen.out).toContain('would wait no longer')
    expect(foreseen.out).not.toContain('Go on with')
    const cancelled = await repository.run('cancel', id, '--json')
    expect([cancelled.code, JSON.parse(cancelled.out)]).toMatchObject([
      0,
      { phase: 'cancelled', targets: { released: 1 } },
    ])
    expect((await repository.run('runs')).out).toContain('1 target released')
    const next = await repository.run('apply', '--playbook', 'drill/tag', '--yes', '--json')
    expect(JSON.parse(next.out)).toMatchObject({ phase: 'succeeded' })
  })
})

describe('records that somebody tampered with', () => {
  it('are shown as not sound, exported with what is wrong, and missed by heads that were kept', async () => {
    const repository = drill()
    const [first, second] = [await repository.apply('tag'), await repository.apply('ready')]
    expect(await repository.run('audit', 'export', '--heads', 'heads.json')).toMatchObject({ code: 0, out: '' })
    const verified = await repository.run('audit', 'verify', '--json')
    writeFileSync(join(repository.folder, 'verified.json'), verified.out)

    const plan = repository.record(first, 1)
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"requester":"tom"', '"requester":"eve"'))
    for (const folder of [`runs/${second}`, `audit/heads/${second}`]) {
      rmSync(join(repository.folder, '.escher', folder), { recursive: true })
    }
    const [runs, json, exported, heads, same] = await Promise.all([
      repository.run('runs'),
      repository.run('runs', '--json'),
      repository.run('audit', 'export'),
      repository.run('audit', 'verify', '--heads', 'heads.json'),
      repository.run('audit', 'verify', '--heads', 'verified.json'),
    ])
    expect([runs, json, exported, heads, same].map(({ code }) => code)).toEqual([6, 6, 6, 6, 6])
    expect(runs.out).toContain(`${first}  not sound`)
    expect(runs.out).toContain('run-record-edited')
    expect(runs.out).toContain(`${second}  not sound`)
    expect(runs.out).toContain('run-without-records')
    expect(JSON.parse(json.out)).toMatchObject([
      {
        id: first,
        sound: false,
        problems: [{ code: 'run-record-edited' }, { code: 'run-chain-broken' }, { code: 'run-tail-missing' }],
      },
      { id: second, sound: false, problems: [{ code: 'run-without-records' }] },
    ])
    const lines = exported.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter(({ fault }) => fault === 'untrusted')).toHaveLength(6)
    expect(lines).toContainEqual(expect.objectContaining({ run: first, fault: 'run-record-edited' }))
    expect(exported.error).toContain('run-record-edited')
    expect(heads.out).toContain(`run \`${second}\` once had a record`)
    expect(same.out).toContain(`run \`${second}\` once had a record`)
  })

  it('are not made up for a run that nobody knows', async () => {
    const repository = drill()
    const [unknown, file] = await Promise.all([
      repository.run('audit', 'export', 'nobody'),
      repository.run('audit', 'verify', '--heads', 'escher.config.yaml'),
    ])
    expect([unknown.code, unknown.out]).toEqual([2, ''])
    expect(unknown.error).toContain('There is no run `nobody`')
    expect([file.code, file.out]).toEqual([2, ''])
  })
})

describe('what is refused or only tried', () => {
  it('is said as JSON where that is asked for', async () => {
    const repository = drill()
    const id = await repository.apply('tag')
    const commands = [
      ['apply', '--playbook', 'drill/tag', '--yes'],
      ['resume', id],
      ['cancel', id],
      ['run', 'show', 'nobody'],
    ]
    const refusals = await Promise.all(commands.map((words) => repository.run(...words, '--json')))
    expect(refusals.map(({ code }) => code)).toEqual([0, 6, 6, 6])
    expect(refusals.map(({ out }) => JSON.parse(out).refused.map(({ code }: { code: string }) => code))).toEqual([
      ['nothing-to-do'],
      ['run-finished'],
      ['run-finished'],
      ['unknown-run'],
    ])
    const { code, out } = await repository.run('undo', id, '--dry-run', '--json')
    expect([code, JSON.parse(out).targets.length]).toEqual([0, 1])
    expect(repository.runs).toEqual([id])
  })
})

describe('a run whose process was killed', () => {
  it('says what resuming and cancelling would do, and goes on where it was', async () => {
    const repository = drill()
    const id = await repository.killedAt('wait', 'done')
    const before = repository.records(id)
    const [resuming, cancelling] = await Promise.all([
      repository.run('resume', id, '--dry-run'),
      repository.run('cancel', id, '--dry-run', '--json'),
    ])
    expect([resuming.code, cancelling.code]).toEqual([0, 0])
    expect(resuming.out).toContain(`${logGroup}  would go on with 2-verify`)
    expect(JSON.parse(cancelling.out).foreseen).toEqual([{ target: logGroup, does: 'keep', steps: ['1-tag'] }])
    expect(repository.records(id)).toEqual(before)

    const resumed = await repository.run('resume', id, '--json')
    expect([resumed.code, JSON.parse(resumed.out).phase]).toEqual([0, 'waiting'])
    const waiting = await repository.run('resume', id, '--dry-run')
    expect(waiting.out).toContain('would be left to wait at 3-wait')
    const { out } = await repository.run('run', 'show', id, '--json')
    const kinds = (JSON.parse(out).timeline as { kind: string }[]).map(({ kind }) => kind)
    expect(kinds).toEqual(['planned', 'approved', 'done', 'resumed', 'verified', 'waiting'])
  })

  it('is looked at first when it died in the middle of a step', async () => {
    const repository = drill()
    const id = await repository.killedAt('tag', 'started')
    const foreseen = await repository.run('resume', id, '--dry-run')
    expect(foreseen.out).toContain('would be looked at: nobody knows how 1-tag ended')
    const resumed = await repository.run('resume', id, '--json')
    expect([resumed.code, JSON.parse(resumed.out).phase]).toEqual([0, 'succeeded'])
    expect(await repository.run('audit', 'verify', id)).toMatchObject({ code: 0 })
  })

  it('is cancelled though its last write was cut off', async () => {
    const repository = drill()
    const id = await repository.killedAt('wait', 'done')
    writeFileSync(repository.record(id, repository.records(id).length + 1), '{"at"')
    const { code, out } = await repository.run('cancel', id, '--json')
    expect([code, JSON.parse(out).phase]).toEqual([0, 'cancelled'])
    expect(await repository.run('audit', 'verify', id)).toMatchObject({ code: 0 })
  })
})

describe('escher cancel', () => {
  it('is heard by a process that verifies, and what was done stays done', async () => {
    const repository = drill()
    const running = repository.run('apply', '--playbook', 'drill/never', '--yes', '--json')
    const id = await repository.recorded('done')
    const asked = await repository.run('cancel', id, '--json')
    expect([asked.code, JSON.parse(asked.out).id]).toEqual([0, id])
    expect(JSON.parse((await running).out)).toMatchObject({ phase: 'cancelled', targets: { kept: 1 } })
    const { out } = await repository.run('run', 'show', id, '--json')
    expect((JSON.parse(out).timeline as { kind: string }[]).map(({ kind }) => kind)).not.toContain('undo-done')
  })
})
