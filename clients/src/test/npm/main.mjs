// The npm package `consul` against an agent on CONSUL_PORT: keys, locks, services, health, watches, events, queries.
import assert from 'node:assert/strict'
import Consul from 'consul'

const consul = new Consul({ host: '127.0.0.1', port: Number(process.env.CONSUL_PORT) })

/** The first value of a watch that `wanted` accepts. */
function watched(options, wanted, act = async () => {}) {
  return new Promise((resolve, reject) => {
    const watch = consul.watch(options)
    const limit = setTimeout(() => reject(new Error('nothing came of ' + JSON.stringify(options.options))), 20_000)
    let acted = false
    watch.on('change', (data) => {
      if (wanted(data)) {
        clearTimeout(limit)
        watch.end()
        resolve(data)
      } else if (!acted) {
        acted = true
        act().catch(reject)
      }
    })
    watch.on('error', reject)
  })
}

// Keys.
assert.equal(await consul.kv.set('npm/a', 'one'), true)
assert.equal((await consul.kv.get('npm/a')).Value, 'one')
assert.ok(!(await consul.kv.set({ key: 'npm/a', value: 'two', cas: '0' })))
assert.deepEqual(await consul.kv.keys('npm/'), ['npm/a'])
assert.equal(await consul.kv.get('npm/none'), undefined)
const results = await consul.transaction.create([
  { KV: { Verb: 'set', Key: 'npm/t', Value: Buffer.from('in one').toString('base64') } },
  { KV: { Verb: 'get', Key: 'npm/a' } }
])
assert.equal(results.Results.length, 2)

// A key's watch sees the change.
await watched(
  { method: consul.kv.get, options: { key: 'npm/a' } },
  (data) => data.Value === 'three',
  () => consul.kv.set('npm/a', 'three')
)
await consul.kv.del({ key: 'npm/', recurse: true })
assert.equal(await consul.kv.get('npm/t'), undefined)

// Locks.
const session = await consul.session.create({ name: 'npm', ttl: '30s', lockdelay: '0s' })
assert.equal(await consul.kv.set({ key: 'npm/lock', value: '', acquire: session.ID }), true)
await consul.session.renew(session.ID)
await consul.session.destroy(session.ID)
assert.equal((await consul.kv.get('npm/lock')).Session, undefined)

// Services and their health.
await consul.agent.service.register({ name: 'npm-web', port: 8081, tags: ['v1'], check: { ttl: '60s' } })
await consul.agent.check.pass('service:npm-web')
const healthy = await watched(
  { method: consul.health.service, options: { service: 'npm-web', passing: true } },
  (data) => data.length === 1
)
assert.equal(healthy[0].Service.Port, 8081)
await consul.agent.check.fail({ id: 'service:npm-web', note: 'on purpose' })
await watched(
  { method: consul.health.service, options: { service: 'npm-web', passing: true } },
  (data) => data.length === 0
)
assert.ok('npm-web' in (await consul.catalog.service.list()))
await consul.agent.service.deregister('npm-web')
assert.ok(!('npm-web' in (await consul.agent.service.list())))

// The cluster.
assert.deepEqual(await consul.catalog.datacenters(), ['dc1'])
assert.equal((await consul.catalog.node.list()).length, 1)
assert.match(await consul.status.leader(), /^127\.0\.0\.1:/)
assert.equal((await consul.agent.members()).length, 1)
const event = await consul.event.fire('npm-event', 'payload')
assert.ok((await consul.event.list('npm-event')).some((fired) => fired.ID === event.ID))

// Prepared queries.
const query = await consul.query.create({ name: 'npm-query', service: { service: 'consul' } })
assert.equal((await consul.query.execute('npm-query')).Nodes.length, 1)
await consul.query.destroy(query.ID)

console.log('all done')
