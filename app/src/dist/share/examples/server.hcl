# One of three servers. The other two differ in node_name and bind_addr only.
node_name  = "server-1"
datacenter = "dc1"
data_dir   = "/var/lib/consul"

server           = true
bootstrap_expect = 3 # the cluster is founded when this many servers have found each other
bind_addr        = "10.0.0.1"
client_addr      = "127.0.0.1"

# All servers, this one included: the same list everywhere.
retry_join = ["10.0.0.1", "10.0.0.2", "10.0.0.3"]

# One key for the whole cluster, from `consul keygen`.
# encrypt = "…"

performance {
  raft_multiplier = 1 # elections as fast as a good network allows
}

telemetry {
  prometheus_retention_time = "60s"
  disable_hostname          = true # so that a metric has the same name on every server
}
