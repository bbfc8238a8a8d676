"""nginx and HAProxy that check a key, and the upstream that all proxies lead to."""

from harness.processes import Process, await_port, child_of, free_port

UPSTREAM = """
daemon off; worker_processes 1; pid {work}/upstream.pid; error_log {work}/upstream.err;
events {{ worker_connections 4096; }}
http {{ access_log off; keepalive_requests 100000000; keepalive_timeout 600;
  server {{ listen 127.0.0.1:{port} backlog=4096; location / {{ default_type application/json;
    return 200 '{{"id":"chatcmpl-1","object":"chat.completion","choices":[{{"index":0,"message":\
{{"role":"assistant","content":"hello from the agent"}}}}]}}'; }} }} }}
"""

NGINX = """
daemon off; worker_processes 1; worker_rlimit_nofile 40000; pid {work}/{name}.pid; error_log {work}/{name}.err;
events {{ worker_connections 16384; }}
http {{ access_log off; keepalive_requests 100000000; keepalive_timeout 600;
  map_hash_bucket_size 256; map_hash_max_size 524288;
  map $http_x_api_key $known {{ default 0; include {work}/{name}.map; }}
  upstream agent {{ server 127.0.0.1:{upstream}; keepalive 256; keepalive_requests 100000000; }}
  upstream events {{ server 127.0.0.1:{events}; }}
  server {{ listen 127.0.0.1:{port} backlog=4096;
    if ($known = 0) {{ return 401; }}
    proxy_set_header X-API-Key ""; proxy_http_version 1.1; proxy_set_header Connection "";
    location / {{ proxy_pass http://agent; }}
    location /events {{ proxy_buffering off; proxy_pass http://events; }} }} }}
"""

HAPROXY = """
global
  nbthread 1
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 600s
  timeout server 600s
  http-reuse always
frontend door
  bind 127.0.0.1:{port} backlog 4096
  http-request deny deny_status 401 unless {{ req.hdr(x-api-key) -f {work}/{name}.keys }}
  http-request del-header x-api-key
  use_backend events if {{ path_beg /events }}
  default_backend agent
backend agent
  server s 127.0.0.1:{upstream} maxconn 512
backend events
  option http-no-delay
  server s 127.0.0.1:{events} maxconn 4096
"""


def start_upstream(work, port):
    config = work / "upstream.conf"
    config.write_text(UPSTREAM.format(work=work, port=port))
    process = Process("nginx", "-c", config)
    await_port(port, "the upstream")
    return process


class Proxy:
    """A proxy under measurement: where it listens, which process does its work, and the path to ask for."""

    def __init__(self, name, port, pid, path="/", events="/events", process=None):
        self.name, self.port, self.pid, self.path, self.events = name, port, pid, path, events
        self.process = process

    def url(self, path=None):
        return f"http://127.0.0.1:{self.port}{self.path if path is None else path}"

    def stop(self):
        self.process.stop()


def start_nginx(work, seed, keys, name="nginx"):
    """One worker that takes these keys."""
    (work / f"{name}.map").write_text("".join(f'"{key}" 1;\n' for key in keys))
    port = free_port()
    config = work / f"{name}.conf"
    config.write_text(NGINX.format(work=work, name=name, port=port, **seed.upstreams))
    process = Process("nginx", "-c", config)
    await_port(port, "nginx")
    return Proxy("nginx", port, child_of(process.pid), process=process)


def start_haproxy(work, seed, keys, name="haproxy"):
    """One thread that takes these keys."""
    (work / f"{name}.keys").write_text("".join(f"{key}\n" for key in keys))
    port = free_port()
    config = work / f"{name}.cfg"
    config.write_text(HAPROXY.format(work=work, name=name, port=port, **seed.upstreams))
    process = Process("haproxy", "-db", "-f", config)
    await_port(port, "HAProxy")
    return Proxy("haproxy", port, process.pid, process=process)
