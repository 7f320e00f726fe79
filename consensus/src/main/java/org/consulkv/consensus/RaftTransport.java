package org.consulkv.consensus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.apache.ratis.thirdparty.com.google.protobuf.Parser;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcHandler;
import org.consulkv.runtime.rpc.RpcServices;

/// What the servers' Rafts say to each other, carried by calls between agents.
///
/// Threading: thread-safe. Entries are taken from one thread, in the order in which they came; what
/// may wait for the disk or for long has threads of its own.
final class RaftTransport implements RaftServerRpc {
  private static final String APPEND = "raft.append";
  private static final String VOTE = "raft.vote";
  private static final String ELECT = "raft.elect";
  private static final String SNAPSHOT = "raft.snapshot";

  /// A follower that takes a snapshot over answers when it has done so.
  private static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(60);

  private final RpcType type;
  private final RaftServer server;
  private final RaftCalls calls;
  private final Duration timeout;
  private final ExecutorService appends =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("raft-append").factory());
  private final ExecutorService others =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("raft-call").factory());

  RaftTransport(RpcType type, RaftServer server, RaftCalls calls) {
    this.type = type;
    this.server = server;
    this.calls = calls;
    this.timeout = RatisSettings.requestTimeout(server.getProperties());
  }

  /// Sends entries to a follower, or a sign of life.
  CompletableFuture<AppendEntriesReplyProto> append(AppendEntriesRequestProto request) {
    return send(request.getServerRequest(), APPEND, request, timeout)
        .thenApply(bytes -> parse(AppendEntriesReplyProto.parser(), bytes));
  }

  @Override
  public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request)
      throws IOException {
    return wait(append(request));
  }

  @Override
  public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) throws IOException {
    return wait(
        send(request.getServerRequest(), VOTE, request, timeout)
            .thenApply(bytes -> parse(RequestVoteReplyProto.parser(), bytes)));
  }

  @Override
  public StartLeaderElectionReplyProto startLeaderElection(StartLeaderElectionRequestProto request)
      throws IOException {
    return wait(
        send(request.getServerRequest(), ELECT, request, timeout)
            .thenApply(bytes -> parse(StartLeaderElectionReplyProto.parser(), bytes)));
  }

  @Override
  public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request)
      throws IOException {
    return wait(
        send(request.getServerRequest(), SNAPSHOT, request, SNAPSHOT_TIMEOUT)
            .thenApply(bytes -> parse(InstallSnapshotReplyProto.parser(), bytes)));
  }

  @Override
  public void start() {
    RpcServices services = calls.services();
    services.on(
        APPEND,
        answered(
            appends,
            AppendEntriesRequestProto.parser(),
            AppendEntriesRequestProto::getServerRequest,
            request -> server.appendEntriesAsync(request).thenApply(this::recognized)));
    services.on(
        VOTE,
        answered(
            others,
            RequestVoteRequestProto.parser(),
            RequestVoteRequestProto::getServerRequest,
            request -> CompletableFuture.completedFuture(server.requestVote(request))));
    services.on(
        ELECT,
        answered(
            others,
            StartLeaderElectionRequestProto.parser(),
            StartLeaderElectionRequestProto::getServerRequest,
            request -> CompletableFuture.completedFuture(server.startLeaderElection(request))));
    services.on(
        SNAPSHOT,
        answered(
            others,
            InstallSnapshotRequestProto.parser(),
            InstallSnapshotRequestProto::getServerRequest,
            request -> CompletableFuture.completedFuture(server.installSnapshot(request))));
  }

  private AppendEntriesReplyProto recognized(AppendEntriesReplyProto reply) {
    if (reply.getResult() != AppendResult.NOT_LEADER) {
      calls.contact().now();
    }
    return reply;
  }

  /// Asks the server itself.
  private interface Ask<Q, A> {
    CompletableFuture<A> ask(Q request) throws IOException;
  }

  /// The part of a request that says whom it is for.
  private interface Head<Q> {
    RaftRpcRequestProto of(Q request);
  }

  private <Q, A extends MessageLite> RpcHandler answered(
      Executor thread, Parser<Q> parser, Head<Q> head, Ask<Q, A> ask) {
    return bytes -> {
      var answer = new CompletableFuture<Bytes>();
      try {
        thread.execute(() -> {
          try {
            answer(parse(parser, bytes), head, ask, answer);
          } catch (RpcException noMessage) {
            answer.completeExceptionally(noMessage);
          }
        });
      } catch (RejectedExecutionException closed) {
        answer.completeExceptionally(unavailable());
      }
      return answer;
    };
  }

  private <Q, A extends MessageLite> void answer(
      Q request, Head<Q> head, Ask<Q, A> ask, CompletableFuture<Bytes> answer) {
    if (!head.of(request).getReplyId().equals(server.getId().toByteString())) {
      answer.completeExceptionally(
          new RpcException(Reason.UNREACHABLE, "another server has this address now"));
      return;
    }
    try {
      var _ =
          ask.ask(request)
              .whenComplete((reply, failure) -> {
                if (failure == null) {
                  answer.complete(Bytes.owning(reply.toByteArray()));
                } else {
                  answer.completeExceptionally(failed(failure));
                }
              });
    } catch (IOException | RuntimeException e) {
      answer.completeExceptionally(failed(e));
    }
  }

  private static RpcException failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new RpcException(Reason.LOST, String.valueOf(cause), cause);
  }

  private static RpcException unavailable() {
    return new RpcException(Reason.UNREACHABLE, "the log is not open");
  }

  private CompletableFuture<Bytes> send(
      RaftRpcRequestProto head, String method, MessageLite request, Duration patience) {
    return calls.call(
        head.getReplyId().toStringUtf8(), method, Bytes.owning(request.toByteArray()), patience);
  }

  private static <T> T parse(Parser<T> parser, Bytes bytes) {
    try {
      ByteString shared = UnsafeByteOperations.unsafeWrap(bytes.shared());
      return parser.parseFrom(shared);
    } catch (IOException e) {
      throw new RpcException(Reason.LOST, "what came is no message of Raft", e);
    }
  }

  private static <T> T wait(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    }
  }

  @Override
  public InetSocketAddress getInetSocketAddress() {
    return InetSocketAddress.createUnresolved("localhost", 1); // Ratis only shows it
  }

  @Override
  public void handleException(RaftPeerId id, Exception failure, boolean reconnect) {
    // Connections look after themselves.
  }

  @Override
  public void addRaftPeers(Collection<RaftPeer> peers) {
    for (RaftPeer peer : peers) {
      if (peer.getAddress() != null) {
        calls.remember(peer.getId().toString(), peer.getAddress());
      }
    }
  }

  @Override
  public RpcType getRpcType() {
    return type;
  }

  @Override
  public void close() {
    for (String method : new String[] {APPEND, VOTE, ELECT, SNAPSHOT}) {
      calls.services().on(method, _ -> CompletableFuture.failedFuture(unavailable()));
    }
    appends.shutdown();
    others.shutdown();
  }
}
