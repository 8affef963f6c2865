import { describe, expect, it } from 'vitest'
import { checkCel } from '../../src/compiler/expression/index.js'
import { functionTable } from '../../src/core/functions/index.js'
import { evaluate } from '../../src/engine/expression/index.js'
import { compiled, locateIn, serverScopeOf } from './support.js'

const scope = { linked: new Map(), params: {}, event: { type: 'any' } } as const

function evaluated(text: string, event: unknown = null, properties: Record<string, unknown> = {}): unknown {
  const expression = compiled(checkCel(text, { scope, expects: 'any', locate: locateIn('x') }))
  const result = evaluate(expression, serverScopeOf({ properties, tags: { Name: 'x' } }, { event }))
  return 'value' in result ? result.value : result.unknown.reason
}

function policyOf(statement: unknown): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statement })
}

describe('the table of functions', () => {
  it.each(Object.entries(functionTable))('%s has an example that compiles', (name, { example }) => {
    const withNames = example.replace(/\b(range|rule|v|s)\./g, 'resource.')
    expect(withNames).toContain(name)
    compiled(checkCel(withNames, { scope, expects: 'any', locate: locateIn('x') }))
  })

  it.each(
    Object.values(functionTable)
      .map(({ example }) => example)
      .filter((example) => !/\b(resource|tags|name|range|rule|now|dyn)\b/.test(example)),
  )('%s is true', (example) => {
    expect(evaluated(example)).toBe(true)
  })
})

describe('functions', () => {
  it.each([
    ["cidrContains('10.0.0.0/8', '10.1.2.3')", true],
    ["cidrContains('10.0.0.0/8', '11.0.0.0/16')", false],
    ["cidrContains('10.0.0.0/16', '10.0.0.0/8')", false],
    ["cidrContains('2001:db8::/32', '2001:db8:1::/48')", true],
    ["cidrContains('10.0.0.0/8', '::1')", false],
    ["cidrContains('10.0.0.0/8', lower('NOT AN ADDRESS'))", 'failed'],
    ["cidrOverlaps('10.0.0.0/8', '10.255.0.0/16')", true],
    ["isPublicCidr('0.0.0.0/0') && isPublicCidr('::/0') && isPublicCidr('8.8.8.0/24')", true],
    ["isPublicCidr('10.0.0.0/8') || isPublicCidr('fd00::/8') || isPublicCidr('127.0.0.1')", false],
    ["isPublicIp('169.254.169.254')", false],
    ['portRangeIncludes(null, null, 22) && portRangeIncludes(-1, -1, 22) && portRangeIncludes(20, 25, 22)', true],
    ['portRangeIncludes(23, 25, 22)', false],
    ["portsInclude('*', 22) && portsInclude('20-25', 22) && portsInclude(['80', '22'], 22)", true],
    ["portsInclude('', 22)", 'failed'],
    ["portsInclude(['80', '443'], 22)", false],
    ["semverCompare('1.10.0', '1.9')", 1],
    ["semverCompare('1.0.0-rc.1', '1.0.0')", -1],
    ["semverAtLeast('8.0.mysql_aurora.3.04.0', '8.0') && semverLess('v1.2', '1.2.1')", true],
    ["semverLess('latest', '1')", 'failed'],
    ["glob('team-a-logs', 'team-*-logs') && !glob('xteam-a-logs', 'team-*-logs') && glob('a.b', 'a.?')", true],
    ["matchesIgnoreCase('PROD', '^prod$') && equalsIgnoreCase('a', 'A')", true],
    ["base64Decode('ÿ')", 'failed'],
    ["urlDecode('%')", 'failed'],
    ["parseJson('{')", 'failed'],
    ['sum([1, 2, 3]) == 6 && min([2, 1]) == 1 && max(2, 3) == 3 && sum([]) == 0', true],
    ["distinct(['a', 'b', 'a']).size() == 2 && intersects([1], [1, 2]) && !intersects([], [1])", true],
    ["difference(['a', 'b'], ['b']) == ['a'] && flatten([[1], [2]]) == [1, 2]", true],
    ["now.getHours('Europe/Berlin')", 1],
    ["now.getHours('+05:30')", 5],
    ["now.getDayOfWeek('Nowhere/Land')", 'failed'],
    ["duration('1h30m') == duration('PT1H30M') && duration('1d') == duration('24h')", true],
    ["ageDays('2026-11-23')", 1],
    ["daysUntil('2026-11-25T12:00:00Z')", 1.5],
    ["toNumberOrNull('7') == 7 && toNumberOrNull('x') == null && typeName(1.5) == 'number'", true],
    ["parseTimestampOrNull(1700000000) == parseTimestampOrNull('2023-11-14T22:13:20Z')", true],
    ["text(null) + text(['a', 1]) + text(true)", '["a",1]true'],
    ['7 / 2', 3],
    ['7.0 / 2', 3.5],
    ['1 / 0', 'failed'],
    ['9007199254740991 + 1', 'failed'],
    ["isEmpty('') && isEmpty([]) && isEmpty({}) && isEmpty(null) && !isEmpty(0) && !isTruthy(0)", true],
    ["size('😀')", 1],
  ])('%s', (text, expected) => {
    expect(evaluated(text)).toEqual(expected)
  })

  it('are tolerant of absent values as the language is', () => {
    expect(evaluated("event.Name.startsWith('a') || event.List.exists(x, true) || size(event.List) > 0", {})).toBe(
      false,
    )
    expect(evaluated('event.Size + 1', {})).toBe('not-available')
    expect(evaluated("lower(event.Name) == 'a'", {})).toBe('not-available')
    expect(
      evaluated("tag(event.Tags, 'a') == null && !allowsPublic(event.Policy) && !aclAllowsPublic(event.Acl)", {}),
    ).toBe(true)
  })

  it.each([
    [{ Tags: [{ Key: 'a', Value: 'x' }] }],
    [{ Tags: [{ key: 'a', value: 'x' }] }],
    [{ Tags: [{ TagKey: 'a', TagValue: 'x' }] }],
    [{ Tags: { a: 'x' } }],
  ])('find a tag in %j', (event) => {
    expect(evaluated("tag(event.Tags, 'a') == 'x' && tag(event.Tags, 'b') == null", event)).toBe(true)
  })
})

describe('functions about IAM policies', () => {
  const everyone = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }
  const when = (Condition: unknown) => policyOf([{ ...everyone, Condition }])

  it('read statements in every form into one', () => {
    const document = { Statement: { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 's3:*', Resource: '*' } }
    for (const form of [document, JSON.stringify(document), encodeURIComponent(JSON.stringify(document))]) {
      const text = "policyStatements(event).exists(s, '*' in s.Principal && 's3:*' in s.Action && s.NotAction == [])"
      expect(evaluated(text, form)).toBe(true)
    }
    expect(evaluated('policyStatements(event)', 'not a policy')).toBe('failed')
  })

  it.each([
    [policyOf(everyone), true],
    [policyOf([{ ...everyone, Principal: { AWS: '*' } }]), true],
    [policyOf([{ ...everyone, Principal: { AWS: '111111111111' } }]), false],
    [policyOf([{ ...everyone, Effect: 'Deny' }]), false],
    [when({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), false],
    [when({ StringLike: { 'aws:PrincipalArn': '*' } }), true],
    [when({ IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }), false],
    [when({ IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '0.0.0.0/0'] } }), true],
    [when({ NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }), true],
    [when({ Bool: { 'aws:SecureTransport': 'true' } }), true],
  ])('allowsPublic(%s) is %s', (document, expected) => {
    expect(evaluated('allowsPublic(event)', document)).toBe(expected)
  })

  it.each([
    [[{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }], true],
    [[{ Effect: 'Allow', Action: ['IAM:passrole'], Resource: 'arn:x' }], true],
    [[{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], false],
    [[{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }], true],
    [
      [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:Pass*', Resource: '*' },
      ],
      false,
    ],
  ])('allowsAction(%j) is %s', (statements, expected) => {
    expect(evaluated("allowsAction(event, 'iam:PassRole')", { Statement: statements })).toBe(expected)
  })

  it('see whether plain HTTP is denied, and everything allowed', () => {
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }
    expect(evaluated('deniesInsecureTransport(event)', policyOf(deny))).toBe(true)
    expect(evaluated('deniesInsecureTransport(event)', policyOf(everyone))).toBe(false)
    expect(evaluated('allowsEverything(event)', policyOf({ Effect: 'Allow', Action: '*', Resource: '*' }))).toBe(true)
    expect(evaluated('allowsEverything(event)', policyOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' }))).toBe(
      false,
    )
  })
})
