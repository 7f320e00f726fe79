package org.consulkv.gossip.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.PoolEvent.Joined;
import org.consulkv.gossip.serf.PoolEvent.User;
import org.consulkv.runtime.Bytes;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_member_that_restarts {
  private static final int PATIENCE_SECONDS = 30;

  @TempDir Path folder;
  private InetSocketAddress place = new InetSocketAddress(0);

  @BeforeEach
  void takePlace() throws Exception {
    place = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.next());
  }

  @Test
  void rejoins_and_is_not_told_old_events_again() throws Exception {
    Path file = folder.resolve("local.snapshot");
    try (TestMember other = TestMember.start("other")) {
      try (TestMember first = restarting(file, false)) {
        first.join(other.pool().address());
        other.await(Joined.class, "restarts");
        var _ = other.pool().fire("once", Bytes.EMPTY, false);
        first.await(User.class, "once");
      }

      try (TestMember again = restarting(file, false)) {
        assertThat(again.pool().rejoined().join()).isTrue();
        var _ = other.pool().fire("twice", Bytes.EMPTY, false);
        assertThat(again.await(User.class, "twice").time()).isEqualTo(2);
      }
    }
  }

  @Test
  void stays_alone_after_it_left_unless_it_is_told_to_rejoin() throws Exception {
    Path file = folder.resolve("local.snapshot");
    try (TestMember other = TestMember.start("other")) {
      try (TestMember first = restarting(file, false)) {
        first.join(other.pool().address());
        first.await(Joined.class, "other");
        first.pool().leave().join();
      }
      assertThat(Files.readAllLines(file)).contains("leave");

      try (TestMember again = restarting(file, true)) {
        again.await(Joined.class, "other");
      }
    }
  }

  @Test
  void understands_what_the_real_serf_remembered() throws Exception {
    Path file = folder.resolve("serf.snapshot");
    try (TestMember other = TestMember.start("other")) {
      try (SerfAgent serf = SerfAgent.start("late", "-snapshot=" + file)) {
        serf.run("join", other.pool().address().toString());
        serf.awaitLine("EventMemberJoin: other");
        awaitLine(file, "alive: other", serf);
        serf.stop();
      }

      try (TestMember again = restarting(file, false)) {
        again.await(Joined.class, "other");
      }
    }
  }

  /// The real program writes what it learned some half a second later, along with something newer;
  /// so it is given news until it has.
  private static void awaitLine(Path file, String start, SerfAgent serf) throws Exception {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (Files.readAllLines(file).stream().noneMatch(line -> line.startsWith(start))) {
      assertThat(System.nanoTime()).as("no line '" + start + "' yet").isLessThan(endNanos);
      serf.run("event", "news");
    }
  }

  private TestMember restarting(Path file, boolean evenAfterLeave) throws Exception {
    return TestMember.start(
        "restarts",
        Keyring.NONE,
        config -> config.withSnapshot(file, evenAfterLeave).withBind(place));
  }
}
