package org.consulkv.consensus;

import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.server.raftlog.RaftLog;
import org.jspecify.annotations.Nullable;

/// A request of a [LogSender] and what became of it.
///
/// @param generation how often the sender had started anew when it was sent
/// @param reply if one came
/// @param failure if none came
record Sent(
    AppendEntriesRequestProto request,
    int generation,
    @Nullable AppendEntriesReplyProto reply,
    @Nullable Throwable failure) {
  boolean heartbeat() {
    return request.getEntriesCount() == 0;
  }

  long first() {
    return heartbeat() ? RaftLog.INVALID_LOG_INDEX : request.getEntries(0).getIndex();
  }
}
