package org.consulkv.agent.config.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numeric IP addresses; names are never looked up.
public final class IpText {
  private static final Pattern V4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private IpText() {}

  /// The address, if the text is one.
  public static Optional<InetAddress> parse(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  /// Whether it stands for all addresses.
  public static boolean isAny(String text) {
    return parse(text).map(InetAddress::isAnyLocalAddress).orElse(false);
  }

  /// Whether an address lies in a network such as `10.0.0.0/8`.
  ///
  /// @throws AddressException if `network` is not one
  public static boolean contains(String network, InetAddress address) {
    int slash = network.indexOf('/');
    Optional<InetAddress> base = parse(slash < 0 ? network : network.substring(0, slash));
    if (base.isEmpty()) {
      throw new AddressException("invalid CIDR address: " + network);
    }
    byte[] wanted = base.get().getAddress();
    int bits = slash < 0 ? wanted.length * 8 : bits(network, slash, wanted.length * 8);
    byte[] given = address.getAddress();
    if (given.length != wanted.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit & 7);
      if ((wanted[bit >> 3] & mask) != (given[bit >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static int bits(String network, int slash, int most) {
    String text = network.substring(slash + 1);
    if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw new AddressException("invalid CIDR address: " + network);
  }
}
