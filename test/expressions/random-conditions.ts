import fc from 'fast-check'

/** Random conditions over the made-up server type, as CEL texts that the checker accepts. */
export const conditions: fc.Arbitrary<string> = fc.letrec<Record<'bool' | 'int' | 'number' | 'text', string>>((tie) => {
  const { bool, int, number, text } = { bool: tie('bool'), int: tie('int'), number: tie('number'), text: tie('text') }
  const comparison = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
  const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => `(${texts.join(' ')})`)
  const is = (value: string) => fc.constant(value)
  const disk = fc.constantFrom('disk.Size > 5', "disk.Name == 'a'", 'disk.Encrypted', 'disk.Parent.Size == 3')
  const macro = fc.constantFrom('exists', 'all', 'exists_one')
  return {
    bool: fc
      .oneof(
        { maxDepth: 4, depthIdentifier: 'condition' },
        fc.constantFrom('resource.Public', 'has(resource.Size)', 'has(resource.State.Name)', "'a' in resource.Names"),
        fc.constantFrom("'a' in tags", "tags.a == 'b'", 'resource.State == null', "resource.State.Name == 'running'"),
        fc.constantFrom('aclAllowsPublic(resource.Policy)', 'isEmpty(resource.Names)', 'resource.Policy == null'),
        fc.constantFrom('ageDays(resource.LaunchTime) > params.days', "resource.LaunchTime < timestamp('2024-01-01')"),
        fc.tuple(macro, disk).map(([name, body]) => `resource.Disks.${name}(disk, ${body})`),
        fc.tuple(macro, bool).map(([name, body]) => `resource.Disks.${name}(disk, disk.Encrypted || ${body})`),
        join(bool, fc.constantFrom('&&', '||'), bool),
        join(bool, fc.constantFrom('&&', '||', '==', '!='), bool),
        bool.map((inner) => `!(${inner})`),
        join(bool, is('?'), bool, is(':'), bool),
        join(int, comparison, int),
        join(number, comparison, int),
        join(text, comparison, text),
        fc.tuple(text, fc.constantFrom('a', 'run', '^a.*$')).map(([value, part]) => `${value}.matches('${part}')`),
        text.map((value) => `${value}.startsWith('a')`),
      )
      .map((condition) => `(${condition})`),
    int: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'condition' },
      fc.constantFrom('resource.Size', 'size(resource.Names)', 'resource.Disks[0].Size', '0', '1', '7', '-3'),
      fc.constantFrom('orElse(resource.Size, 0)', 'resource.Disks.filter(disk, disk.Encrypted).size()', 'size(tags)'),
      join(int, fc.constantFrom('+', '-', '*', '/', '%'), int),
      join(bool, is('?'), int, is(':'), int),
      int.map((inner) => `(-${inner})`),
    ),
    number: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'condition' },
      fc.constantFrom('resource.Ratio', '0.5', "metrics.cpu.max('7d')", 'params.days', 'cost'),
      join(number, fc.constantFrom('+', '*', '/'), number),
    ),
    text: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'condition' },
      fc.constantFrom(
        'resource.Name',
        "'a'",
        "'abc'",
        'name',
        'environment',
        'resource.Names[1]',
        "resource.Labels['x']",
      ),
      fc.constantFrom('resource.State.Name', 'lower(resource.Name)', "orElse(resource.Name, 'x')", "tag(tags, 'a')"),
      join(text, is('+'), text),
    ),
  }
}).bool

const disk = fc.record(
  {
    Size: fc.integer({ min: -10, max: 10 }),
    Name: fc.constantFrom('a', 'b'),
    Encrypted: fc.boolean(),
    Parent: fc.constant({ Size: 3 }),
  },
  { requiredKeys: [] },
)

/** Random documents: any property may be absent, null, or of a type that its schema does not have. */
export const documents: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  {
    Name: fc.constantFrom<unknown>('a', 'abc', '', null, 5),
    State: fc.constantFrom<unknown>({ Name: 'running' }, { Name: null }, {}, null, 'running', [1]),
    Size: fc.constantFrom<unknown>(0, 1, 7, -3, 1e15, null, '7', 0.5),
    Ratio: fc.constantFrom<unknown>(0, 0.5, -1.5, null),
    Public: fc.constantFrom<unknown>(true, false, null, 'true'),
    LaunchTime: fc.constantFrom<unknown>('2020-01-01T00:00:00Z', '2026-11-23', 'yesterday', null),
    Disks: fc.oneof(fc.array(disk, { maxLength: 3 }), fc.constantFrom<unknown>(null, 'x', {})),
    Labels: fc.constantFrom<unknown>({ x: 'a' }, {}, null, { ['__proto__']: 'a' }),
    Names: fc.constantFrom<unknown>(['a', 'b'], [], null, ['b', null]),
    Policy: fc.constantFrom<unknown>(null, {}, { Grants: [] }, 'x'),
  },
  { requiredKeys: [] },
)

/** Which top-level properties could not be read. */
export const unreadParts = fc.subarray(['Name', 'State', 'Size', 'Public', 'Disks', 'Names', 'Policy', 'LaunchTime'])
