package org.consulkv.consensus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import org.consulkv.consensus.rpc.RpcServer;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.testkit.machine.Await;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_leader_that_hears_of_a_newer_term {
  private static final int SOME = 4;

  @TempDir Path directory;

  private final Voter voter = new Voter();

  /// A leader that steps down holds the server's lock until those who send for it have ended.
  @Test
  void does_not_wait_for_the_lock_where_the_log_is_sent() throws IOException {
    int port = FreePort.next();
    Path files = directory.resolve("raft");
    RatisLogConfig config =
        OnDisk.alone("n0", port, files)
            .withInitialMembers(List.of(new Peer("n0", "", true), new Peer("n1", "", true)))
            .withRaftMultiplier(1);
    Files.createDirectories(files);
    var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (RpcServer other = RpcServer.start(bind, voter.services());
        RaftCalls calls =
            RaftCalls.open(config, _ -> Optional.of(other.address()), new RpcServices())) {
      var machine = new RatisStateMachine<>(replica(), snapshots(files), new Unheard());
      RatisNode<Long> node = RatisNode.start(config, false, machine, calls);
      try {
        RaftServer server = machine.getServer().join();
        RaftServer.Division division = server.getDivision(server.getGroupIds().iterator().next());
        Await.until(() -> division.getInfo().isLeader());
        synchronized (division) {
          voter.knowsNewerTerm = true;
          Await.until(() -> voter.refused.get() > SOME);
        }
        Await.until(() -> !division.getInfo().isLeader());
      } finally {
        node.close();
      }
    }
  }

  private static Replica<Long> replica() {
    return new Replica<>(
        new Journal(),
        failure -> {
          throw new AssertionError(failure);
        });
  }

  private static SnapshotFiles snapshots(Path files) {
    return new SnapshotFiles(RatisStateMachine.directory(RatisNode.groupDirectory(files)));
  }

  private record Unheard() implements RatisStateMachine.Events {
    @Override
    public void leaderReady() {}

    @Override
    public void notLeader() {}

    @Override
    public void logFailed(Throwable cause) {}

    @Override
    public void closed() {}
  }

  /// Votes for whoever asks, and takes whatever it is sent until it knows a newer term.
  private static final class Voter {
    private volatile boolean knowsNewerTerm;
    private final AtomicInteger refused = new AtomicInteger();

    RpcServices services() {
      return new RpcServices()
          .on("raft.vote", bytes -> CompletableFuture.completedFuture(vote(bytes)))
          .on("raft.append", bytes -> CompletableFuture.completedFuture(append(bytes)));
    }

    private static Bytes vote(Bytes bytes) {
      try {
        var request = RequestVoteRequestProto.parseFrom(bytes.shared());
        return Bytes.owning(
            RequestVoteReplyProto.newBuilder()
                .setServerReply(answer(request.getServerRequest(), true))
                .setTerm(request.getCandidateTerm())
                .build()
                .toByteArray());
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }

    private Bytes append(Bytes bytes) {
      try {
        var request = AppendEntriesRequestProto.parseFrom(bytes.shared());
        boolean newer = knowsNewerTerm;
        if (newer) {
          refused.incrementAndGet();
        }
        long last = request.getPreviousLog().getIndex() + request.getEntriesCount();
        return Bytes.owning(
            AppendEntriesReplyProto.newBuilder()
                .setServerReply(answer(request.getServerRequest(), !newer))
                .setTerm(request.getLeaderTerm() + (newer ? 1 : 0))
                .setResult(newer ? AppendResult.NOT_LEADER : AppendResult.SUCCESS)
                .setIsHearbeat(request.getEntriesCount() == 0)
                .setMatchIndex(last)
                .setNextIndex(last + 1)
                .build()
                .toByteArray());
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }

    private static RaftRpcReplyProto answer(RaftRpcRequestProto request, boolean success) {
      return RaftRpcReplyProto.newBuilder()
          .setRequestorId(request.getRequestorId())
          .setReplyId(request.getReplyId())
          .setRaftGroupId(request.getRaftGroupId())
          .setCallId(request.getCallId())
          .setSuccess(success)
          .build();
    }
  }
}
