package org.consulkv.server.autopilot;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.time.Duration;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogStatus;
import org.consulkv.state.codec.Wire;

/// What a server says of itself when another one asks. On the wire a protobuf message, so that
/// fields can be added.
///
/// @param id its node id
/// @param lastTerm the term of its last log entry
/// @param lastIndex the index of its last log entry; 0 while it has no log
/// @param lastContact time since it heard from its leader
/// @param leader the leader it knows; empty if none
/// @param cluster the cluster it belongs to; empty if it belongs to none yet
/// @param promisedTo the server it promised to, to found a cluster; empty if none
/// @param expect how many servers it was told to wait for
public record ServerReport(
    String id,
    long lastTerm,
    long lastIndex,
    Duration lastContact,
    String leader,
    String cluster,
    String promisedTo,
    int expect) {
  private static final int ID = 1;
  private static final int LAST_TERM = 2;
  private static final int LAST_INDEX = 3;
  private static final int LAST_CONTACT = 4;
  private static final int LEADER = 5;
  private static final int CLUSTER = 6;
  private static final int PROMISED_TO = 7;
  private static final int EXPECT = 8;

  /// What a log says of itself, with what the log does not know.
  public static ServerReport of(LogStatus log, String cluster, String promisedTo, int expect) {
    return new ServerReport(
        log.id(),
        log.lastLogTerm(),
        log.lastLogIndex(),
        log.lastContact(),
        log.leader().orElse(""),
        cluster,
        promisedTo,
        expect);
  }

  public Bytes encode() {
    return Bytes.owning(
        Wire.message(
            256,
            out -> {
              Wire.text(out, ID, id);
              Wire.number(out, LAST_TERM, lastTerm);
              Wire.number(out, LAST_INDEX, lastIndex);
              Wire.number(out, LAST_CONTACT, Math.max(0, lastContact.toNanos()));
              Wire.text(out, LEADER, leader);
              Wire.text(out, CLUSTER, cluster);
              Wire.text(out, PROMISED_TO, promisedTo);
              Wire.number(out, EXPECT, expect);
            }));
  }

  /// @throws IOException if the bytes are no report
  public static ServerReport decode(Bytes encoded) throws IOException {
    String id = "";
    long lastTerm = 0;
    long lastIndex = 0;
    long lastContact = 0;
    String leader = "";
    String cluster = "";
    String promisedTo = "";
    int expect = 0;
    CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case ID -> id = in.readString();
        case LAST_TERM -> lastTerm = in.readUInt64();
        case LAST_INDEX -> lastIndex = in.readUInt64();
        case LAST_CONTACT -> lastContact = in.readUInt64();
        case LEADER -> leader = in.readString();
        case CLUSTER -> cluster = in.readString();
        case PROMISED_TO -> promisedTo = in.readString();
        case EXPECT -> expect = in.readUInt32();
        default -> in.skipField(tag);
      }
    }
    return new ServerReport(
        id,
        lastTerm,
        lastIndex,
        Duration.ofNanos(lastContact),
        leader,
        cluster,
        promisedTo,
        expect);
  }
}
