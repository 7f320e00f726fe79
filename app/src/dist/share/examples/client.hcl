# An agent on a machine that runs services: no data of its own, everything is asked of the servers.
node_name  = "worker-1"
datacenter = "dc1"
data_dir   = "/var/lib/consul"

server      = false
bind_addr   = "10.0.1.1"
client_addr = "127.0.0.1"
retry_join  = ["10.0.0.1", "10.0.0.2", "10.0.0.3"]

# encrypt = "…"

# A restart of the machine is a failure; a stop of the agent by hand is, too.
leave_on_terminate = false
