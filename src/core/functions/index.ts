import type { ObjectSchema } from '../schema.js'
import { collectionFunctions } from './collections.js'
import { conversionFunctions } from './conversions.js'
import type { FunctionDefinition } from './definition.js'
import { networkFunctions } from './network.js'
import { policyFunctions } from './policies.js'
import { textFunctions } from './text.js'
import { timeFunctions } from './time.js'

export type { FunctionDefinition } from './definition.js'
export { parseSignature, type Signature, type SignatureType } from './signature.js'

/** The functions by topic, in the order in which the reference shows them. */
export const functionTopics = {
  conversions: conversionFunctions,
  text: textFunctions,
  collections: collectionFunctions,
  time: timeFunctions,
  network: networkFunctions,
  policies: policyFunctions,
} as const

const table = {
  ...conversionFunctions,
  ...textFunctions,
  ...collectionFunctions,
  ...timeFunctions,
  ...networkFunctions,
  ...policyFunctions,
}

/** The name of a function that conditions may call. */
export type FunctionName = keyof typeof table

/** Every function that conditions may call: checked by the compiler, implemented by the engine. */
export const functionTable: Readonly<Record<FunctionName, FunctionDefinition>> = table

/** The definition of a function, or undefined when there is none of that name. */
export function functionNamed(name: string): FunctionDefinition | undefined {
  return Object.hasOwn(functionTable, name) ? functionTable[name as FunctionName] : undefined
}

const texts = { type: 'list', items: { type: 'string' } } as const

/** Shapes that functions give and signatures name. */
export const functionSchemas: Readonly<Record<string, ObjectSchema>> = {
  PolicyStatement: {
    type: 'object',
    doc: 'A statement of an IAM policy; every list that the policy leaves out is empty.',
    properties: {
      Sid: { type: 'string' },
      Effect: { type: 'string', values: ['Allow', 'Deny'] },
      Principal: { ...texts, doc: 'Principals of every kind: `*`, ARNs, account ids, services.' },
      NotPrincipal: texts,
      Action: texts,
      NotAction: texts,
      Resource: texts,
      NotResource: texts,
      Condition: {
        type: 'list',
        items: {
          type: 'object',
          properties: {
            operator: { type: 'string', doc: 'Such as `StringEquals`.' },
            key: { type: 'string', doc: 'In lower case, such as `aws:sourceip`.' },
            values: texts,
          },
        },
      },
    },
  },
}
