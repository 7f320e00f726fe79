package org.consulkv.consensus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.protocol.TermIndex;
import org.consulkv.runtime.LogStatus.Peer;

/// Gives a stopped server's log other members, when most of its voters are lost for good. What the
/// log holds counts as committed from then on. Servers that are to go on together must all be given
/// the same members.
public final class LogRecovery {
  private LogRecovery() {}

  /// Rewrites the configuration of the log.
  ///
  /// @param config of the server, which must not run
  /// @param members all that shall take part, this server among them
  /// @throws IllegalArgumentException if these members cannot form a cluster
  /// @throws IOException if there is no log, or it cannot be read or written; it is unchanged then
  public static void rewrite(RatisLogConfig config, List<Peer> members) throws IOException {
    check(config, members);
    LogDirectory directory = new LogDirectory(config);
    Path current = RatisNode.groupDirectory(config.directory()).resolve("current");
    if (!Files.isDirectory(current)) {
      throw new IOException("there is no log in " + config.directory());
    }
    LogFiles.Range log = directory.check();
    // Later than any that the log holds; the first leader writes it to the log at this very index.
    write(current, entry(members, log.last() + 1));
  }

  /// The last entry that a server has. Among several, the one with the greatest term, and among
  /// those of one term the one with the greatest index, has all committed entries that any of them
  /// has.
  ///
  /// @param index counted from 1
  public record Reach(long term, long index) {}

  /// How far a stopped server's log and snapshots reach; empty if it has nothing. Changes nothing.
  ///
  /// @param directory of the log
  public static Optional<Reach> reach(Path directory) throws IOException {
    Path group = RatisNode.groupDirectory(directory);
    Stream<TermIndex> snapshots =
        new SnapshotFiles(RatisStateMachine.directory(group))
            .newestFirst().stream().map(SnapshotFiles.Snapshot::at);
    Stream<TermIndex> entries = new LogFiles(group.resolve("current")).last().stream();
    return Stream.concat(snapshots, entries)
        .max(Comparator.naturalOrder())
        .map(last -> new Reach(last.getTerm(), last.getIndex() + 1));
  }

  private static void check(RatisLogConfig config, List<Peer> members) {
    Set<String> ids = new HashSet<>();
    for (Peer member : members) {
      if (!ids.add(member.id())) {
        throw new IllegalArgumentException("the server " + member.id() + " is listed twice");
      }
    }
    if (members.stream().noneMatch(Peer::voter)) {
      throw new IllegalArgumentException("none of the servers has a vote");
    }
    if (!ids.contains(config.id())) {
      throw new IllegalArgumentException("this server, " + config.id() + ", is not listed");
    }
  }

  private static LogEntryProto entry(List<Peer> members, long index) {
    var configuration = RaftConfigurationProto.newBuilder();
    for (Peer member : members) {
      RaftPeer peer = Members.toRatis(member);
      if (peer.getStartupRole() == RaftPeerRole.LISTENER) {
        configuration.addListeners(peer.getRaftPeerProto());
      } else {
        configuration.addPeers(peer.getRaftPeerProto());
      }
    }
    return LogEntryProto.newBuilder().setIndex(index).setConfigurationEntry(configuration).build();
  }

  private static void write(Path folder, LogEntryProto entry) throws IOException {
    Path file = folder.resolve(Members.CONFIGURATION_FILE);
    Path draft = folder.resolve(Members.CONFIGURATION_FILE + ".recovery");
    try (FileChannel channel =
            FileChannel.open(
                draft,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      entry.writeTo(out);
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    SnapshotFiles.flushDirectory(folder);
  }
}
