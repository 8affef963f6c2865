import { describe, expect, it } from 'vitest'
import { expression, playbook, step } from '../../../test/support/fake-plan.js'
import { parameterText } from './parameter-text.js'
import { stepLines } from './step-lines.js'

const { range } = playbook('p', [])

describe('the steps of a playbook', () => {
  it('are told in order, those of a forEach one deeper, with what leaves them out and what cannot be undone', () => {
    const lines = stepLines([
      { kind: 'query', name: 'others', type: 'x.disk', where: expression("resource.Machine == 'm'"), range },
      {
        kind: 'forEach',
        name: 'waves',
        ramp: [1, 0.5],
        errorBudget: 1,
        range,
        steps: [
          step('set-size', { params: { to: expression('params.size', { size: '' }) }, undo: 'irreversible' }),
          step('set-state', { on: 'others', when: expression("resource.State == 'running'") }),
          { kind: 'verify', name: 'v', within: 300, range },
        ],
      },
      { kind: 'wait', name: 'w', until: expression("resource.State == 'on'"), timeout: 5400, range },
    ])
    expect(lines).toEqual([
      { depth: 0, text: "find x.disk where resource.Machine == 'm', as others" },
      { depth: 0, text: 'in waves of 1, 50 %, the rest; error budget 1' },
      { depth: 1, text: 'x.machine.set-size { to: {{ params.size }} }', irreversible: true },
      { depth: 1, text: 'x.machine.set-state on others', when: "resource.State == 'running'" },
      { depth: 1, text: 'verify the policies that sent us here within 5 min' },
      { depth: 0, text: "wait until resource.State == 'on', at most 90 min" },
    ])
  })
})

describe('a parameter of a playbook', () => {
  it.each([
    [{ extend: { kind: 'range', minimum: 1, maximum: 30 }, default: 7 }, 'Days; from 1 to 30, 7 when left out'],
    [{ extend: { kind: 'choice', values: [7, 14] }, required: true }, 'Days; one of 7, 14, required'],
    [{ default: 7 }, 'Days; fixed at 7'],
  ] as const)('says its bound and what it is when left out', (more, text) => {
    expect(parameterText({ type: 'integer', title: 'Days', ...more })).toBe(text)
  })
})
