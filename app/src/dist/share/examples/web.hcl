# A service of this machine, with two checks. Goes beside client.hcl; `consul reload` takes it up.
service {
  name = "web"
  port = 8080
  tags = ["v1"]

  check {
    id       = "web-http"
    name     = "answers over HTTP"
    http     = "http://127.0.0.1:8080/health"
    interval = "10s"
    timeout  = "2s"
  }

  check {
    id       = "web-port"
    name     = "takes connections"
    tcp      = "127.0.0.1:8080"
    interval = "10s"
  }
}
