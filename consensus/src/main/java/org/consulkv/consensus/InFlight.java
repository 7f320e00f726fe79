package org.consulkv.consensus;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/// The batches on their way through one Ratis server, to be found by the entry that became of them,
/// so that their proposers get their outcomes as objects. Ratis would carry them along, but forgets
/// them when it stops to lead, and still applies what is committed.
///
/// Threading: thread-safe.
final class InFlight<R> {
  private final ClientId client = ClientId.randomId();
  private final ByteString clientBytes = client.toByteString();
  private final AtomicLong calls = new AtomicLong();
  private final ConcurrentMap<Long, Batch<R>> batches = new ConcurrentHashMap<>();

  /// Who asks Ratis for whatever this server asks itself.
  ClientId client() {
    return client;
  }

  long nextCall() {
    return calls.incrementAndGet();
  }

  /// @return the number of the call to append it with
  long add(Batch<R> batch) {
    long call = nextCall();
    batches.put(call, batch);
    return call;
  }

  void remove(long call) {
    batches.remove(call);
  }

  @Nullable Batch<R> appendedBy(long call) {
    return batches.get(call);
  }

  /// The batch that an entry holds, unless it came from another server or has ended.
  @Nullable Batch<R> in(StateMachineLogEntryProto entry) {
    return entry.getClientId().equals(clientBytes) ? batches.get(entry.getCallId()) : null;
  }
}
