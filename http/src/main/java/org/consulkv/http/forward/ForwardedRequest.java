package org.consulkv.http.forward;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.state.codec.Wire;

/// A request to the API, as one agent passes it on to another: protobuf's wire format, whose
/// unknown fields are passed over.
///
/// @param target path and query as the client sent them
/// @param headers those that endpoints read, names and values in turn
/// @param body empty if it was longer than its route allows, or follows in a stream
/// @param bodyLength length of the body as the client sent it
/// @param origin where it came from, and how much further it may go
public record ForwardedRequest(
    String method,
    String target,
    List<String> headers,
    Bytes body,
    long bodyLength,
    Origin origin) {
  private static final int METHOD = 1;
  private static final int TARGET = 2;
  private static final int HEADER = 3;
  private static final int BODY = 4;
  private static final int BODY_LENGTH = 5;
  private static final int NODE = 6;
  private static final int CLIENT = 7;
  private static final int PRETTY = 8;
  private static final int ONLY_LEADER = 9;
  private static final int HOPS = 10;
  private static final int TRANSLATES_FOR = 11;
  private static final int MAX_STALE_NANOS = 12;

  public ForwardedRequest {
    headers = List.copyOf(headers);
  }

  Bytes encoded() {
    return Bytes.owning(
        Wire.message(
            128 + 2 * target.length() + body.length(),
            out -> {
              Wire.text(out, METHOD, method);
              Wire.text(out, TARGET, target);
              Wire.texts(out, HEADER, headers);
              Wire.bytes(out, BODY, body);
              Wire.number(out, BODY_LENGTH, bodyLength);
              Wire.text(out, NODE, origin.node());
              Wire.text(out, CLIENT, origin.client());
              Wire.flag(out, PRETTY, origin.settings().pretty());
              Wire.flag(out, ONLY_LEADER, origin.onlyLeader());
              Wire.number(out, HOPS, origin.hops());
              Wire.text(out, TRANSLATES_FOR, origin.settings().translatesFor());
              Wire.number(out, MAX_STALE_NANOS, origin.settings().discoveryMaxStale().toNanos());
            }));
  }

  /// @throws RpcException if these bytes are no request
  static ForwardedRequest decode(Bytes encoded) {
    try {
      return read(CodedInputStream.newInstance(encoded.shared()));
    } catch (IOException e) {
      throw new RpcException(RpcException.Reason.REFUSED, "malformed request: " + e.getMessage());
    }
  }

  private static ForwardedRequest read(CodedInputStream in) throws IOException {
    String method = "";
    String target = "";
    List<String> headers = new ArrayList<>();
    Bytes body = Bytes.EMPTY;
    long length = 0;
    String node = "";
    String client = "";
    boolean pretty = false;
    boolean onlyLeader = false;
    int hops = 0;
    String translatesFor = "";
    long maxStaleNanos = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case METHOD -> method = in.readString();
        case TARGET -> target = in.readString();
        case HEADER -> headers.add(in.readString());
        case BODY -> body = Wire.readBytes(in);
        case BODY_LENGTH -> length = in.readUInt64();
        case NODE -> node = in.readString();
        case CLIENT -> client = in.readString();
        case PRETTY -> pretty = in.readBool();
        case ONLY_LEADER -> onlyLeader = in.readBool();
        case HOPS -> hops = in.readUInt32();
        case TRANSLATES_FOR -> translatesFor = in.readString();
        case MAX_STALE_NANOS -> maxStaleNanos = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    var settings = new AnswerSettings(pretty, translatesFor, Duration.ofNanos(maxStaleNanos));
    Origin origin = new Origin(node, client, settings, onlyLeader, hops);
    return new ForwardedRequest(method, target, headers, body, length, origin);
  }
}
