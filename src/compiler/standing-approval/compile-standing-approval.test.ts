import { expect, it } from 'vitest'
import { compileTexts, playbookText } from '../compile.fixture.js'

const managers = ['maria', 'mona', 'max'].map((id, index) => {
  const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'BCD'.charAt(index).repeat(43)}`
  return `  ${id}: { name: ${id}, roles: [manager], signers: ['${key}'] }\n`
})
const config = `people:\n${managers.join('')}`

async function approvalWith(lines: Readonly<Record<string, string>>, configuration = config) {
  const playbook = { 'playbooks/mend.yaml': playbookText(), 'escher.config.yaml': configuration }
  const digest = (await compileTexts(playbook)).value.playbooks[0]?.digest ?? ''
  const all = {
    playbook: 'mend',
    digest,
    grantedBy: 'maria',
    reason: 'routine',
    environments: '[development]',
    targets: '5',
    uses: '10',
    expires: '"2026-10-01"',
    ...lines,
  }
  const text = Object.entries(all)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')
  const { value, diagnostics } = await compileTexts({ ...playbook, 'alerts/approvals/team/mend.yaml': text })
  return { approvals: value.standingApprovals, codes: diagnostics.map(({ code }) => code), diagnostics }
}

it('compiles, with its rate in seconds', async () => {
  const { approvals, codes } = await approvalWith({ rate: '{ uses: 3, per: 24h }' })
  expect(codes).toEqual([])
  expect(approvals).toMatchObject([
    { id: 'team/mend', maximumTargets: 5, uses: 10, rate: { uses: 3, seconds: 86400 }, expires: '2026-10-01' },
  ])
})

it('is void once its playbook has moved on, and says from what to what', async () => {
  const old = 'a'.repeat(64)
  const { approvals, codes, diagnostics } = await approvalWith({ digest: old })
  expect(codes).toEqual(['standing-approval-void'])
  expect(diagnostics[0]?.message).toMatch(/it was aaaaaaaaaaaa…, it is [0-9a-f]{12}…/)
  expect(approvals[0]?.digest).toBe(old)
})

it.each([
  [{ expires: '"2026-10-30"' }, []],
  [{ expires: '"2026-10-31"' }, ['standing-approval-too-long']],
  [{ expires: '"2026-08-01"' }, ['standing-approval-ended']],
  [{ grantedBy: 'mary' }, ['unknown-person']],
  [{ playbook: 'mended' }, ['unknown-playbook']],
  [{ targets: '6' }, ['standing-approval-beyond-limits']],
  [{ environments: '[development, production]' }, ['standing-approval-beyond-limits']],
])('with %o gives %o', async (lines, codes) => {
  expect((await approvalWith(lines as Readonly<Record<string, string>>)).codes).toEqual(codes)
})

it('may hold longer where the configuration says so', async () => {
  const { codes } = await approvalWith({ expires: '"2027-07-01"' }, `${config}standingApprovalDays: 366\n`)
  expect(codes).toEqual([])
})
