package org.consulkv.dns.forward;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.state.codec.Wire;

/// A question as one agent passes it on to another, which answers it by the settings of the agent
/// that was asked: protobuf's wire format, whose unknown fields are passed over.
///
/// @param message as it came from the client
/// @param sender the client's address, four or sixteen bytes
/// @param node the agent that was asked
/// @param passOn whether the question may go on to another datacenter
record ForwardedQuestion(
    Bytes message,
    boolean tcp,
    Bytes sender,
    String node,
    boolean passOn,
    String domain,
    DnsConfig config) {
  private static final int MESSAGE = 1;
  private static final int TCP = 2;
  private static final int SENDER = 3;
  private static final int NODE = 4;
  private static final int PASS_ON = 5;
  private static final int DOMAIN = 6;
  private static final int ALT_DOMAIN = 7;
  private static final int NUMBERS = 8;
  private static final int SERVICE_TTL = 9;
  private static final int TRANSLATES_FOR = 10;

  private static final int FLAG_STALE = 1;
  private static final int FLAG_PASSING = 2;
  private static final int FLAG_TRUNCATION = 4;
  private static final int FLAG_COMPRESSION = 8;
  private static final int FLAG_META = 16;
  private static final int FLAG_RECURSION = 32;

  private static final Bytes NOBODY = Bytes.owning(new byte[] {127, 0, 0, 1});

  /// Says that the agent that was asked can ask others about other domains.
  private static final List<String> SOMEBODY = List.of("recursor");

  /// The same for an answer that is for all who ask this.
  ForwardedQuestion ofNobody() {
    byte[] bytes = message.toArray();
    bytes[0] = 0; // the id
    bytes[1] = 0;
    return new ForwardedQuestion(Bytes.owning(bytes), tcp, NOBODY, "", false, domain, config);
  }

  /// The same for the servers of another datacenter.
  ForwardedQuestion onward() {
    return new ForwardedQuestion(message, tcp, sender, node, false, domain, config);
  }

  Bytes encoded() {
    return Bytes.owning(
        Wire.message(
            256 + message.length(),
            out -> {
              Wire.bytes(out, MESSAGE, message);
              Wire.flag(out, TCP, tcp);
              Wire.bytes(out, SENDER, sender);
              Wire.text(out, NODE, node);
              Wire.flag(out, PASS_ON, passOn);
              Wire.text(out, DOMAIN, domain);
              Wire.text(out, ALT_DOMAIN, config.altDomain().orElse(""));
              for (long number : numbers()) {
                out.writeSInt64(NUMBERS, number);
              }
              writeTtls(out);
              Wire.text(out, TRANSLATES_FOR, config.translatesFor());
            }));
  }

  private long[] numbers() {
    long flags =
        (config.allowStale() ? FLAG_STALE : 0)
            | (config.onlyPassing() ? FLAG_PASSING : 0)
            | (config.truncationFlag() ? FLAG_TRUNCATION : 0)
            | (config.compression() ? FLAG_COMPRESSION : 0)
            | (config.nodeMetaTxt() ? FLAG_META : 0)
            | (config.recursors().isEmpty() ? 0 : FLAG_RECURSION);
    DnsConfig.Soa soa = config.soa();
    return new long[] {
      flags,
      config.maxStale().toMillis(),
      config.nodeTtl().toSeconds(),
      config.udpAnswerLimit(),
      config.addressLimit(),
      soa.refresh(),
      soa.retry(),
      soa.expire(),
      soa.minTtl()
    };
  }

  private void writeTtls(CodedOutputStream out) throws IOException {
    for (Map.Entry<String, Duration> ttl : config.serviceTtls().entrySet()) {
      byte[] pair =
          Wire.message(
              64,
              inner -> {
                Wire.text(inner, 1, ttl.getKey());
                Wire.number(inner, 2, ttl.getValue().toSeconds());
              });
      out.writeByteArray(SERVICE_TTL, pair);
    }
  }

  /// @throws RpcException if these bytes are no question
  static ForwardedQuestion decode(Bytes encoded) {
    try {
      return read(CodedInputStream.newInstance(encoded.shared()));
    } catch (IOException | RuntimeException e) {
      throw new RpcException(Reason.REFUSED, "malformed question: " + e.getMessage(), e);
    }
  }

  private static ForwardedQuestion read(CodedInputStream in) throws IOException {
    Bytes message = Bytes.EMPTY;
    boolean tcp = false;
    Bytes sender = Bytes.EMPTY;
    String node = "";
    boolean passOn = false;
    String domain = "";
    String altDomain = "";
    String translatesFor = "";
    List<Long> numbers = new ArrayList<>();
    Map<String, Duration> ttls = new TreeMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case MESSAGE -> message = Wire.readBytes(in);
        case TCP -> tcp = in.readBool();
        case SENDER -> sender = Wire.readBytes(in);
        case NODE -> node = in.readString();
        case PASS_ON -> passOn = in.readBool();
        case DOMAIN -> domain = in.readString();
        case ALT_DOMAIN -> altDomain = in.readString();
        case NUMBERS -> numbers.add(in.readSInt64());
        case TRANSLATES_FOR -> translatesFor = in.readString();
        case SERVICE_TTL -> readTtl(CodedInputStream.newInstance(in.readByteArray()), ttls);
        default -> in.skipField(tag);
      }
    }
    DnsConfig config = config(altDomain, numbers, ttls, translatesFor);
    return new ForwardedQuestion(message, tcp, sender, node, passOn, domain, config);
  }

  private static void readTtl(CodedInputStream in, Map<String, Duration> ttls) throws IOException {
    String name = "";
    long seconds = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case 1 -> name = in.readString();
        case 2 -> seconds = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    ttls.put(name, Duration.ofSeconds(seconds));
  }

  private static DnsConfig config(
      String altDomain, List<Long> all, Map<String, Duration> ttls, String translatesFor) {
    long flags = all.get(0);
    return new DnsConfig(
        altDomain.isEmpty() ? Optional.empty() : Optional.of(altDomain),
        (flags & FLAG_RECURSION) != 0 ? SOMEBODY : List.of(),
        false,
        DnsConfig.DEFAULT.recursorTimeout(),
        (flags & FLAG_STALE) != 0,
        Duration.ofMillis(all.get(1)),
        Duration.ofSeconds(all.get(2)),
        ttls,
        (flags & FLAG_PASSING) != 0,
        all.get(3).intValue(),
        all.get(4).intValue(),
        (flags & FLAG_TRUNCATION) != 0,
        (flags & FLAG_COMPRESSION) != 0,
        (flags & FLAG_META) != 0,
        new DnsConfig.Soa(
            all.get(5).intValue(),
            all.get(6).intValue(),
            all.get(7).intValue(),
            all.get(8).intValue()),
        false,
        Duration.ZERO,
        translatesFor);
  }
}
