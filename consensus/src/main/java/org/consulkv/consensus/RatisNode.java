package org.consulkv.consensus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.ExitUtils;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.jspecify.annotations.Nullable;

/// One Ratis server with its one group, from start to close.
///
/// Threading: thread-safe.
final class RatisNode<R> {
  /// The group every cluster of this project uses; it names a folder of the data directory.
  private static final RaftGroupId GROUP =
      RaftGroupId.valueOf(UUID.nameUUIDFromBytes("consul-kv".getBytes(StandardCharsets.UTF_8)));

  private static final long TRANSFER_MILLIS = 5000;

  private final RatisLogConfig config;
  private final RaftServer server;
  private final RatisStateMachine<R> machine;
  private final InFlight<R> inFlight;
  private final LastContact contact;
  private final RaftServer.Division division;
  private final RaftClientAsynchronousProtocol requests;

  /// Completed once the writes that failed with the log are known to be gone or not.
  private final CompletableFuture<LogException> fateOfAppended = new CompletableFuture<>();

  private volatile boolean failed;
  private volatile Standing standing = new Standing(null, false, true);

  /// What this server is in a configuration.
  ///
  /// @param alone the only voter
  /// @param stays a voter, and not on its way out
  private record Standing(@Nullable RaftConfiguration of, boolean alone, boolean stays) {}

  private RatisNode(
      RatisLogConfig config, RaftServer server, RatisStateMachine<R> machine, LastContact contact)
      throws IOException {
    this.config = config;
    this.server = server;
    this.machine = machine;
    this.inFlight = machine.inFlight();
    this.contact = contact;
    this.division = server.getDivision(GROUP);
    this.requests = (RaftClientAsynchronousProtocol) division;
  }

  /// Where Ratis keeps the group below the configured directory.
  static Path groupDirectory(Path directory) {
    return directory.resolve(GROUP.getUuid().toString());
  }

  /// Starts a server; it then follows, or elects itself if it has nobody to ask.
  ///
  /// @throws IOException if the directory cannot be used
  static <R> RatisNode<R> start(
      RatisLogConfig config, boolean alone, RatisStateMachine<R> machine, RaftCalls calls)
      throws IOException {
    ExitUtils.disableSystemExit(); // Ratis exits the process when it is at a loss
    RaftGroup group =
        RaftGroup.valueOf(GROUP, config.initialMembers().stream().map(Members::toRatis).toList());
    RaftProperties properties = RatisSettings.of(config, alone);
    RaftServer server =
        RaftServer.newBuilder()
            .setServerId(RaftPeerId.valueOf(config.id()))
            .setGroup(group)
            .setOption(RaftStorage.StartupOption.RECOVER)
            .setStateMachineRegistry(_ -> {
              RatisSettings.onceServerExists(properties);
              return machine;
            })
            .setProperties(properties)
            .setParameters(RaftRpcType.parameters(calls))
            .build();
    try {
      server.start();
      return new RatisNode<>(config, server, machine, calls.contact());
    } catch (IOException | RuntimeException e) {
      server.close();
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      throw new IOException("cannot start the log in " + config.directory(), cause);
    }
  }

  /// Appends a batch and sees to its end, whatever happens.
  ///
  /// A leader that is being taken out appends nothing more: Ratis ends it under its own lock, and
  /// waits there for the thread that applies, which must not be in here waiting for that lock.
  void submit(Batch<R> batch) {
    if (!standing().stays()) {
      batch.fail(
          new LogException(Reason.NO_LEADER, config.id() + " is being taken out of the cluster"));
      return;
    }
    ByteString entry = UnsafeByteOperations.unsafeWrap(EntryCodec.encode(batch.commands()));
    long call = inFlight.add(batch);
    RaftClientRequest request =
        RaftClientRequest.newBuilder()
            .setClientId(inFlight.client())
            .setServerId(division.getId())
            .setGroupId(GROUP)
            .setCallId(call)
            .setMessage(Message.valueOf(entry))
            .setType(RaftClientRequest.writeRequestType())
            .build();
    CompletableFuture<RaftClientReply> replied;
    try {
      replied = requests.submitClientRequestAsync(request);
    } catch (IOException | RuntimeException e) {
      fail(call, batch, e);
      return;
    }
    CompletableFuture<RaftClientReply> seen =
        replied.whenComplete((reply, thrown) -> {
          Throwable failure = thrown == null ? reply.getException() : thrown;
          if (failure == null) {
            inFlight.remove(call);
          } else {
            fail(call, batch, failure);
          }
        });
    assert seen != null;
  }

  /// This server leads and has applied everything of earlier terms.
  boolean leads() {
    return division.getInfo().isLeaderReady();
  }

  /// Nobody else votes, so nobody else can have committed anything.
  boolean solelyVotes() {
    return standing().alone();
  }

  @SuppressWarnings("ReferenceEquality") // a new configuration is a new object
  private Standing standing() {
    RaftConfiguration current = division.getRaftConf();
    Standing known = standing;
    if (known.of() != current) {
      RaftPeerId self = division.getId();
      known = new Standing(current, Members.soleVoter(current, self), Members.votes(current, self));
      standing = known;
    }
    return known;
  }

  String id() {
    return config.id();
  }

  long term() {
    return division.getInfo().getCurrentTerm();
  }

  /// The last entry that is known to be committed; it may not be applied yet.
  long commitIndex() {
    return division.getRaftLog().getLastCommittedIndex();
  }

  Optional<String> leader() {
    return Optional.ofNullable(division.getInfo().getLeaderId()).map(RaftPeerId::toString);
  }

  Duration lastContact() {
    return division.getInfo().isLeader() ? Duration.ZERO : contact.elapsed();
  }

  /// The voters; while they are changing, those before the change, too.
  List<Set<String>> voters() {
    return Members.voters(division.getRaftConf());
  }

  /// Changes the configuration, if it still is as it was.
  CompletableFuture<RaftClientReply> configure(List<Peer> before, List<Peer> after)
      throws IOException {
    var change =
        SetConfigurationRequest.Arguments.newBuilder()
            .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
            .setServersInCurrentConf(Members.ratis(before, true))
            .setListenersInCurrentConf(Members.ratis(before, false))
            .setServersInNewConf(Members.ratis(after, true))
            .setListenersInNewConf(Members.ratis(after, false))
            .build();
    return server.setConfigurationAsync(
        new SetConfigurationRequest(
            inFlight.client(), division.getId(), GROUP, inFlight.nextCall(), change));
  }

  CompletableFuture<RaftClientReply> transferLeadership(String to) throws IOException {
    return server.transferLeadershipAsync(
        new TransferLeadershipRequest(
            inFlight.client(),
            division.getId(),
            GROUP,
            inFlight.nextCall(),
            RaftPeerId.valueOf(to),
            TRANSFER_MILLIS));
  }

  LogStatus status(long snapshotTerm, long snapshotIndex) {
    return Members.status(division, snapshotTerm, snapshotIndex, lastContact());
  }

  /// Drops entries up to and with `index`, but for the last ones.
  ///
  /// @param trailing how many entries are kept in any case
  CompletableFuture<Long> purge(long index, long trailing) {
    RaftLog log = division.getRaftLog();
    long last = Math.min(index, log.getNextIndex() - 1 - trailing);
    return last < log.getStartIndex() ? CompletableFuture.completedFuture(last) : log.purge(last);
  }

  /// The last entry that is on this server's disk.
  long flushIndex() {
    return division.getRaftLog().getFlushIndex();
  }

  /// Takes note that entries can no longer be written: what fails from now on is decided by
  /// [#decideFate].
  void logFailed() {
    failed = true;
  }

  void decideFate(LogException reason) {
    fateOfAppended.complete(reason);
  }

  void close() throws IOException {
    server.close();
  }

  /// It is closed, whoever closed it, and has applied all it will.
  boolean hasEnded() {
    return machine.hasEnded();
  }

  /// What is committed is still applied when the server closes: its batch waits for that.
  private void fail(long call, Batch<R> batch, Throwable failure) {
    if (failed) {
      var _ =
          fateOfAppended.thenAccept(reason -> {
            inFlight.remove(call);
            batch.fail(reason);
          });
      return;
    }
    inFlight.remove(call);
    if (batch.mayBeApplied()) {
      batch.fail(
          new LogException(
              Reason.UNKNOWN, "leadership was lost; the command may be applied", failure));
    } else if (failure instanceof ResourceUnavailableException) {
      batch.fail(new LogException(Reason.OVERLOADED, "too many entries are in flight", failure));
    } else {
      batch.fail(
          new LogException(Reason.NO_LEADER, config.id() + " does not lead the cluster", failure));
    }
  }
}
