package org.consulkv.runtime;

import java.net.InetSocketAddress;
import java.util.Optional;

/// Where servers are now. They are known by their node ids; addresses may change at any time, even
/// all at once.
@FunctionalInterface
public interface AddressBook {
  /// The server port of a server; empty if nobody has heard of it.
  Optional<InetSocketAddress> addressOf(String nodeId);
}
