export { createSandboxProvider, type SandboxOptions } from './provider.js'
