import type { Operation, OperationParameters } from '../../src/core/operation.js'
import type { Resource } from '../../src/core/resource.js'

export const machineType = 'test.machine'

/** Sets a property of a machine; its inverse sets back what was there. `step` makes several of them possible. */
export function settingOperation(verb: string, property: string, more: Partial<Operation> = {}): Operation {
  const wanted = (params: OperationParameters): unknown => params['value'] ?? null
  return {
    name: `${machineType}.${verb}`,
    verb,
    type: machineType,
    title: verb,
    documentation: 'https://example.com',
    params: { value: { type: 'string', title: 'Value', required: true } },
    risk: 'low',
    destructive: false,
    permissions: [`test:${verb}`],
    reads: [],
    dependsOn: [property],
    precondition: ({ properties }, params) => {
      if (properties['Locked'] === true) return { kind: 'refused', reason: 'the machine is locked' }
      if (properties[property] === wanted(params)) return { kind: 'already', reason: `${property} is as wanted` }
      return undefined
    },
    effect: (target, params) => ({ target: withProperty(target, property, wanted(params)) }),
    inverse: ({ properties }) => ({
      operation: `${machineType}.${verb}`,
      params: { value: (properties[property] ?? null) as string | null },
    }),
    idempotency: 'natural',
    requests: ({ id }, params, token) => [
      { service: 'test', action: verb, input: { id, property, value: wanted(params), token } },
    ],
    settlesWithin: 10,
    ...more,
  }
}

function withProperty(target: Resource, property: string, value: unknown): Resource {
  return { ...target, properties: { ...target.properties, [property]: value } }
}
