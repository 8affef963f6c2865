import type { Operation } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { key } from './definition.js'

const settings: AwsSettings = {
  rotation: {
    path: 'KeyRotationEnabled',
    parameter: { type: 'boolean', title: 'New key material every year' },
    whenAbsent: false,
    calls: ['EnableKeyRotation', 'DisableKeyRotation'],
    send: (value, { id }) => [[value === true ? 'EnableKeyRotation' : 'DisableKeyRotation', { KeyId: id }]],
  },
}

/** What can be done to KMS keys. */
export const keyOperations: readonly Operation[] = [
  ...awsSettingOperations(key, { settings, settlesWithin: 60 }, [
    {
      verb: 'enable-key-rotation',
      title: 'Give it new key material every year; what was encrypted before stays readable',
      risk: 'low',
      moves: ['rotation'],
      wanted: () => ({ rotation: true }),
      looksAt: ['KeyManager', 'KeySpec', 'Origin', 'KeyState'],
      refusal,
    },
  ]),
  ...awsTagOperations(key),
]

/** Which keys rotate: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
function refusal({ properties: { KeyManager, KeySpec, Origin, KeyState } }: Resource): string | undefined {
  if (KeyManager === 'AWS') return 'AWS manages it'
  if (KeySpec !== 'SYMMETRIC_DEFAULT' || Origin !== 'AWS_KMS') return 'only symmetric keys made by KMS rotate'
  return KeyState === 'Enabled' ? undefined : `it is ${KeyState}`
}
