package org.consulkv.agent.config;

import java.net.InetAddress;
import java.time.Duration;
import org.consulkv.agent.config.address.AddressException;
import org.consulkv.agent.config.address.IpText;

/// Conditions that more than one section has. The errors name the key as the user wrote it.
final class Checks {
  private Checks() {}

  static void requirePositive(String key, long value) {
    if (value <= 0) {
      throw new ConfigException(key + " cannot be " + value + ". Must be greater than zero");
    }
  }

  static void requirePositive(String key, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new ConfigException(key + " must be positive");
    }
  }

  static void requireNotNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new ConfigException(key + " must not be negative");
    }
  }

  static void requireAtLeast(String key, Duration value, Duration least, String shown) {
    if (value.compareTo(least) < 0) {
      throw new ConfigException(key + " must be >= " + shown);
    }
  }

  /// @throws ConfigException unless the value is a network such as `10.0.0.0/8`
  static void requireNetwork(String key, String network) {
    try {
      if (network.indexOf('/') < 0) {
        throw new ConfigException(key + ": invalid CIDR address: " + network);
      }
      boolean _ = IpText.contains(network, InetAddress.getLoopbackAddress());
    } catch (AddressException e) {
      throw new ConfigException(key + ": " + e.getMessage());
    }
  }
}
