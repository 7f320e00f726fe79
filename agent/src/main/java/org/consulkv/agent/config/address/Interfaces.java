package org.consulkv.agent.config.address;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where templates find a machine's addresses.
public interface Interfaces {
  /// All addresses, in the order of the interfaces.
  List<InterfaceAddress> all();

  /// This machine's.
  static Interfaces ofThisMachine() {
    return Interfaces::read;
  }

  private static List<InterfaceAddress> read() {
    List<InterfaceAddress> all = new ArrayList<>();
    try {
      for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
        Set<String> flags = flags(one);
        for (java.net.InterfaceAddress address : one.getInterfaceAddresses()) {
          all.add(
              new InterfaceAddress(
                  one.getName(), address.getAddress(), address.getNetworkPrefixLength(), flags));
        }
      }
    } catch (SocketException e) {
      throw new AddressException("listing network interfaces: " + e.getMessage());
    }
    return all;
  }

  private static Set<String> flags(NetworkInterface one) throws SocketException {
    Set<String> flags = new HashSet<>();
    if (one.isUp()) {
      flags.add("up");
    }
    if (one.isLoopback()) {
      flags.add("loopback");
    } else if (one.isPointToPoint()) {
      flags.add("point-to-point");
    } else {
      flags.add("broadcast");
    }
    if (one.supportsMulticast()) {
      flags.add("multicast");
    }
    return flags;
  }
}
