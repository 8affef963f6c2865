import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { silenceSdkWarnings } from './sdk-warnings.js'

const variable = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'

/** What making a client of S3 says in a process of its own whose Node calls itself version 18. */
function warningsWith(environment: NodeJS.ProcessEnv): string {
  const script = `Object.defineProperty(process, 'version', { value: 'v18.0.0' })
process.on('warning', ({ message }) => console.log(message))
const { S3Client } = await import('@aws-sdk/client-s3')
const { config } = new S3Client({ region: 'eu-west-1' })
await config.region()
setTimeout(() => undefined, 10)`
  return execFileSync(process.execPath, ['--input-type=module', '--no-warnings', '--eval', script], {
    encoding: 'utf8',
    env: environment,
  })
}

it('keeps the SDK from warning of the version of Node', () => {
  const { [variable]: _, ...plain } = process.env
  expect(warningsWith(plain)).toContain('NodeVersionSupportWarning')
  const silenced = { ...plain }
  silenceSdkWarnings(silenced)
  expect(warningsWith(silenced)).toBe('')
})

it('leaves what the user has set', () => {
  const environment = { [variable]: 'false' }
  silenceSdkWarnings(environment)
  expect(environment).toEqual({ [variable]: 'false' })
})
