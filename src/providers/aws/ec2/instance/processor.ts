/** What an operating system was built for, as far as instance types tell. */
export type Processor = 'arm64' | 'x86_64'

/**
 * The processor of an instance type, told by its name: after the generation stands `g` for AWS Graviton, and `a1` is
 * older than that rule. Undefined for names that do not say (`mac2.metal`, `u-6tb1.metal`, `p6e-gb200.36xlarge`).
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function processorOf(instanceType: string): Processor | undefined {
  const [, series, generation, options] = /^([a-z]+)(\d+)([a-z]*)(?:-flex)?\.[a-z0-9-]+$/.exec(instanceType) ?? []
  if (series === undefined || series === 'mac') return undefined
  return options?.startsWith('g') || `${series}${generation}` === 'a1' ? 'arm64' : 'x86_64'
}

/** What an instance's `Architecture` must run on; undefined where it says nothing that instance types differ in. */
export function processorFor(architecture: unknown): Processor | undefined {
  if (architecture === 'arm64') return 'arm64'
  return architecture === 'x86_64' || architecture === 'i386' ? 'x86_64' : undefined
}
