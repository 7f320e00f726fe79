package org.consulkv.dns.message;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.consulkv.dns.DnsLimits;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/// A question as a client sent it.
///
/// @param flags the second pair of bytes, from which the answer's are made
/// @param question what it asks, or null if `rcode` refuses it
/// @param rcode `NOERROR`, or why the message is refused
/// @param ednsBytes the size of answers that the client takes, or 0 if it did not say
/// @param subnet for whom it asks, if it did say
/// @param tcp whether it came over TCP
public record Query(
    int flags,
    @Nullable Record question,
    int rcode,
    int ednsBytes,
    Optional<ClientSubnetOption> subnet,
    boolean tcp) {
  private static final int HEADER = 12;
  private static final int RESPONSE = 0x80;
  private static final int OPCODE_SHIFT = 11;
  private static final int OPCODE_MASK = 0xf;

  /// Reads a message.
  ///
  /// @return nothing if no answer is due, as to answers
  public static Optional<Query> read(byte[] message, boolean tcp) {
    if (message.length < HEADER || (message[2] & RESPONSE) != 0) {
      return Optional.empty();
    }
    int flags = (message[2] & 0xff) << 8 | (message[3] & 0xff);
    int questions = (message[4] & 0xff) << 8 | (message[5] & 0xff);
    if (((flags >> OPCODE_SHIFT) & OPCODE_MASK) != Opcode.QUERY) {
      return Optional.of(refused(flags, Rcode.NOTIMP, tcp));
    }
    if (questions != 1) {
      return Optional.of(refused(flags, Rcode.FORMERR, tcp));
    }
    try {
      return Optional.of(read(new Message(message), flags, tcp));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.of(refused(flags, Rcode.FORMERR, tcp));
    }
  }

  private static Query refused(int flags, int rcode, boolean tcp) {
    return new Query(flags, null, rcode, 0, Optional.empty(), tcp);
  }

  private static Query read(Message message, int flags, boolean tcp) {
    OPTRecord opt = message.getOPT();
    Optional<ClientSubnetOption> subnet = Optional.empty();
    if (opt != null) {
      subnet =
          opt.getOptions(EDNSOption.Code.CLIENT_SUBNET).stream()
              .filter(ClientSubnetOption.class::isInstance)
              .map(ClientSubnetOption.class::cast)
              .findFirst();
    }
    int edns = opt == null ? 0 : Math.max(opt.getPayloadSize(), DnsLimits.UDP_BYTES);
    return new Query(flags, message.getQuestion(), Rcode.NOERROR, edns, subnet, tcp);
  }

  /// For whom it asks: the client behind a resolver, if that says so.
  public InetAddress asker(InetAddress sender) {
    return subnet.map(ClientSubnetOption::getAddress).orElse(sender);
  }

  /// The longest answer the client takes.
  int mostBytes() {
    if (tcp) {
      return DnsLimits.MESSAGE_BYTES;
    }
    return ednsBytes == 0 ? DnsLimits.UDP_BYTES : Math.min(ednsBytes, DnsLimits.DATAGRAM_BYTES);
  }

  /// What of the flags an answer repeats.
  int repeatedFlags() {
    int repeated = OPCODE_MASK << OPCODE_SHIFT | bit(Flags.RD) | bit(Flags.CD);
    return flags & repeated;
  }

  static int bit(int flag) {
    return 1 << (15 - flag);
  }
}
