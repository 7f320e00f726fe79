package org.consulkv.faults.node;

import java.util.List;

/// Where a node runs.
///
/// @param address what it binds and others reach it at
/// @param prefix what stands before its command, as `ip netns exec n1`; the process must be the
///   node's own in the end, so that signals reach it
public record Host(String address, List<String> prefix) {
  public static final Host LOOPBACK = new Host("127.0.0.1", List.of());

  public Host {
    prefix = List.copyOf(prefix);
  }
}
