/** What `@aws-sdk/core` looks at before it warns, once a process, of a version of Node that it will not support some day. */
const awsVariable = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'

/**
 * Keeps SDKs from warning about the version of Node, which is Escher's to say (`engines` of the package). Must be called
 * before the first client is made. What the user has set stays.
 */
export function silenceSdkWarnings(environment: NodeJS.ProcessEnv): void {
  environment[awsVariable] ??= 'true'
}
