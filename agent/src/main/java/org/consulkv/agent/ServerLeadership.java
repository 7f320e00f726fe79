package org.consulkv.agent;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.consulkv.agent.router.Leadership;
import org.consulkv.runtime.AddressBook;
import org.consulkv.server.Server;

/// Who leads, as this server's log knows it, and where the address book says the leader is.
final class ServerLeadership implements Leadership {
  private final Server server;
  private final AddressBook addresses;

  ServerLeadership(Server server, AddressBook addresses) {
    this.server = server;
    this.addresses = addresses;
  }

  @Override
  public boolean leads() {
    return server.leads();
  }

  @Override
  public Optional<InetSocketAddress> leader() {
    String here = server.config().nodeId();
    return server.leader().filter(id -> !id.equals(here)).flatMap(addresses::addressOf);
  }
}
