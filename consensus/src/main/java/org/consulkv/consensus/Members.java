package org.consulkv.consensus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.LogStatus.Role;
import org.jspecify.annotations.Nullable;

/// Translates Ratis' view of the configuration and of itself.
final class Members {
  /// Where Ratis keeps the last configuration that was applied.
  static final String CONFIGURATION_FILE = "raft-meta.conf";

  private Members() {}

  static RaftPeer toRatis(Peer peer) {
    return RaftPeer.newBuilder()
        .setId(peer.id())
        .setAddress(peer.address())
        .setStartupRole(peer.voter() ? RaftPeerRole.FOLLOWER : RaftPeerRole.LISTENER)
        .build();
  }

  static List<RaftPeer> ratis(List<Peer> peers, boolean voters) {
    return peers.stream().filter(peer -> peer.voter() == voters).map(Members::toRatis).toList();
  }

  /// The voters; while they are changing, those before the change, too.
  static List<Set<String>> voters(RaftConfiguration configuration) {
    Set<String> current = ids(configuration.getCurrentPeers());
    Set<String> previous = ids(configuration.getPreviousPeers());
    return previous.isEmpty() ? List.of(current) : List.of(current, previous);
  }

  private static Set<String> ids(Collection<RaftPeer> peers) {
    return peers.stream().map(peer -> peer.getId().toString()).collect(Collectors.toSet());
  }

  /// Whether `self` is the only voter, in the configuration before a change too.
  static boolean soleVoter(RaftConfiguration configuration, RaftPeerId self) {
    return only(configuration.getCurrentPeers(), self)
        && (configuration.getPreviousPeers().isEmpty()
            || only(configuration.getPreviousPeers(), self));
  }

  /// Whether a server votes in a configuration, and will when it is in force.
  static boolean votes(RaftConfiguration configuration, RaftPeerId self) {
    return configuration.getCurrentPeers().stream().anyMatch(peer -> peer.getId().equals(self));
  }

  /// The voters of the last configuration that a stopped server has applied; empty if there is
  /// none.
  ///
  /// @param current Ratis' `current` folder
  static List<String> storedVoters(Path current) throws IOException {
    Path file = current.resolve(CONFIGURATION_FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return LogEntryProto.parseFrom(in).getConfigurationEntry().getPeersList().stream()
          .map(peer -> peer.getId().toStringUtf8())
          .toList();
    }
  }

  /// Ratis counts entries from 0; here the first one has index 1, as in Consul, and 0 means none.
  static LogStatus status(
      RaftServer.Division division, long snapshotTerm, long snapshotIndex, Duration lastContact) {
    DivisionInfo info = division.getInfo();
    TermIndex last = lastEntry(division.getRaftLog());
    long commit = division.getRaftLog().getLastCommittedIndex();
    long known = Math.max(commit, snapshotIndex);
    long lastIndex = last == null ? known : Math.max(last.getIndex(), known);
    long lastTerm = last == null ? snapshotTerm : Math.max(last.getTerm(), snapshotTerm);
    long applied = Math.min(division.getInfo().getLastAppliedIndex(), commit);
    return new LogStatus(
        division.getId().toString(),
        role(info.getCurrentRole()),
        Optional.ofNullable(info.getLeaderId()).map(RaftPeerId::toString),
        peers(division.getRaftConf()),
        division.getRaftConf().getLogEntryIndex() + 1,
        info.getCurrentTerm(),
        lastIndex + 1,
        lastTerm,
        commit + 1,
        applied + 1,
        snapshotIndex + 1,
        snapshotTerm,
        commit - applied,
        lastContact);
  }

  /// The last entry; null if there is none, or if Ratis has closed the log, as it does by itself
  /// when its state machine is broken.
  private static @Nullable TermIndex lastEntry(RaftLog log) {
    try {
      return log.getLastEntryTermIndex();
    } catch (IllegalStateException closed) {
      return null;
    }
  }

  private static boolean only(Collection<RaftPeer> voters, RaftPeerId self) {
    return voters.size() == 1 && voters.iterator().next().getId().equals(self);
  }

  private static List<Peer> peers(RaftConfiguration configuration) {
    var peers = new ArrayList<Peer>();
    for (RaftPeer voter : configuration.getAllPeers(RaftPeerRole.FOLLOWER)) {
      peers.add(new Peer(voter.getId().toString(), voter.getAddress(), true));
    }
    for (RaftPeer listener : configuration.getAllPeers(RaftPeerRole.LISTENER)) {
      String id = listener.getId().toString();
      if (peers.stream().noneMatch(voter -> voter.id().equals(id))) { // else it is changing
        peers.add(new Peer(id, listener.getAddress(), false));
      }
    }
    return peers;
  }

  private static Role role(RaftPeerRole role) {
    return switch (role) {
      case LEADER -> Role.LEADER;
      case CANDIDATE -> Role.CANDIDATE;
      case LISTENER -> Role.LISTENER;
      case FOLLOWER, UNRECOGNIZED -> Role.FOLLOWER;
    };
  }
}
