"""What the parts share: the folder of keys, the proxies, and rounds in turn."""

from harness import ostiary, peers
from harness.load import Rounds, wrk
from harness.processes import note


class Bench:
    """Starts things when they are first asked for; all of them end with the process."""

    def __init__(self, settings, results, work):
        self.settings, self.results, self.work = settings, results, work
        self._seed = self._ostiary = self._peers = self._server = None

    @property
    def seed(self):
        """The folder of as many keys as shall be live."""
        if self._seed is None:
            self._seed = ostiary.Seed(self.work, f"keys-{self.settings.keys}").make(
                self.settings.keys, self.settings.samples)
        return self._seed

    @property
    def server(self):
        """The program with all the keys in memory."""
        if self._server is None:
            seed = self.seed
            note(f"starting Ostiary with {seed.keys} keys")
            self._server = ostiary.Server(seed.data, event_loops=self.settings.event_loops)
            note(f"ready after {self._server.seconds_to_ready:.2f} s")
        return self._server

    def ostiary(self):
        """The program with all the keys in memory, and the upstream, under load before."""
        if self._ostiary is None:
            peers.start_upstream(self.work, self.seed.upstreams["upstream"])
            self._ostiary = self.server.proxy()
            note("warming up")
            for _ in range(1 if self.settings.quick else 3):
                wrk(self._ostiary, None, self.settings.seconds, self.settings.connections, self.seed.secret)
        return self._ostiary

    def proxies(self):
        """nginx, HAProxy and Ostiary."""
        ours = self.ostiary()
        if self._peers is None:
            self._peers = [peers.start_nginx(self.work, self.seed, [self.seed.secret]),
                           peers.start_haproxy(self.work, self.seed, [self.seed.secret])]
        return [*self._peers, ours]

    def in_turns(self, name, key):
        """Rounds of full load on each proxy."""
        rounds = Rounds()
        note(f"{name}: {self.settings.rounds} rounds of {self.settings.seconds} s on each")
        proxies = self.proxies()
        # Code that only this kind of request runs has to be compiled too.
        wrk(proxies[-1], None, self.settings.seconds, self.settings.connections, key)
        for _ in range(self.settings.rounds):
            for proxy in proxies:
                rounds.add(proxy.name, wrk(proxy, None, self.settings.seconds, self.settings.connections, key))
        return rounds
