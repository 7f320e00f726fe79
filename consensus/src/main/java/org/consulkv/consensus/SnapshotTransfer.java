package org.consulkv.consensus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.server.leader.FollowerInfo;
import org.jspecify.annotations.Nullable;

/// A snapshot on its way to a follower, part by part.
///
/// Threading: blocks the sender's thread, which may be interrupted.
final class SnapshotTransfer {
  private SnapshotTransfer() {}

  /// Sends the parts until the follower refuses one.
  ///
  /// @return the last answer; null if there was nothing to send
  /// @throws InterruptedIOException if the sender has to end
  static @Nullable InstallSnapshotReplyProto send(
      Iterable<InstallSnapshotRequestProto> snapshot,
      RaftTransport transport,
      FollowerInfo follower)
      throws IOException {
    Iterator<InstallSnapshotRequestProto> parts = snapshot.iterator();
    @Nullable InstallSnapshotReplyProto reply = null;
    while (parts.hasNext() && (reply == null || reply.getServerReply().getSuccess())) {
      InstallSnapshotRequestProto part = elsewhere(parts::next);
      follower.updateLastRpcSendTime(false);
      reply = transport.installSnapshot(part);
      follower.updateLastRpcResponseTime();
    }
    return reply;
  }

  /// Ratis makes a part under the server's lock. A leader that steps down holds it while it waits
  /// for the sender's thread to end, so that thread must not wait for it.
  private static <T> T elsewhere(Supplier<T> made) throws IOException {
    try {
      return CompletableFuture.supplyAsync(made, Thread::startVirtualThread).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
