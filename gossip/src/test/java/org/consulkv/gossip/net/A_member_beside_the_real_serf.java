package org.consulkv.gossip.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.Member;
import org.consulkv.gossip.serf.MemberStatus;
import org.consulkv.gossip.serf.PoolEvent.Asked;
import org.consulkv.gossip.serf.PoolEvent.Failed;
import org.consulkv.gossip.serf.PoolEvent.Joined;
import org.consulkv.gossip.serf.PoolEvent.Left;
import org.consulkv.gossip.serf.PoolEvent.NameLost;
import org.consulkv.gossip.serf.PoolEvent.Updated;
import org.consulkv.gossip.serf.PoolEvent.User;
import org.consulkv.gossip.serf.QueryFilter;
import org.consulkv.gossip.serf.QueryOptions;
import org.consulkv.runtime.Bytes;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.Test;

class A_member_beside_the_real_serf {
  @Test
  void joins_it() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real", "-tag", "role=web");
        TestMember ours = TestMember.start("ours")) {
      ours.join(serf.address());

      Member seen = ours.await(Joined.class, "real").member();
      assertThat(seen.tags()).isEqualTo(Map.of("role", "web"));
      assertThat(seen.address()).isEqualTo(serf.address());
      serf.awaitLine("EventMemberJoin: ours 127.0.0.1");
      assertThat(serf.member("ours"))
          .isEqualTo("ours " + ours.pool().address() + " alive language=java");
    }
  }

  @Test
  void is_joined_by_it() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real");
        TestMember ours = TestMember.start("ours")) {
      assertThat(serf.run("join", ours.pool().address().toString()))
          .contains("Successfully joined cluster");

      ours.await(Joined.class, "real");
      serf.awaitLine("EventMemberJoin: ours");
    }
  }

  @Test
  void learns_of_others_through_it_and_tells_it_of_others() throws Exception {
    try (SerfAgent first = SerfAgent.start("first");
        SerfAgent second = SerfAgent.start("second");
        TestMember ours = TestMember.start("ours");
        TestMember other = TestMember.start("other")) {
      ours.join(first.address());
      other.join(ours.pool().address());
      second.run("join", other.pool().address().toString());

      first.awaitLine("EventMemberJoin: second");
      ours.await(Joined.class, "second");
      other.await(Joined.class, "second");
      second.awaitLine("EventMemberJoin: first");
    }
  }

  @Test
  void exchanges_tags() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real");
        TestMember ours = TestMember.start("ours")) {
      ours.join(serf.address());
      ours.await(Joined.class, "real");

      serf.run("tags", "-set", "colour=blue");
      assertThat(ours.await(Updated.class, "real").member().tags())
          .isEqualTo(Map.of("colour", "blue"));

      ours.pool().setTags(Map.of("colour", "red"));
      serf.awaitLine("EventMemberUpdate: ours");
      assertThat(serf.member("ours")).endsWith("colour=red");
    }
  }

  @Test
  void exchanges_user_events() throws Exception {
    try (SerfAgent serf =
            SerfAgent.start("real", "-event-handler=user:hello=echo $SERF_USER_LTIME; cat");
        TestMember ours = TestMember.start("ours")) {
      ours.join(serf.address());
      serf.awaitLine("EventMemberJoin: ours");

      serf.run("event", "-coalesce=false", "deploy", "version 7");
      User event = ours.await(User.class, "deploy");
      assertThat(event.payload().toUtf8()).isEqualTo("version 7");
      assertThat(event.coalesce()).isFalse();

      var _ = ours.pool().fire("hello", Bytes.utf8("from java"), false);
      serf.awaitLine("Received event: user-event: hello");
      assertThat(serf.awaitLine("script output: ")).contains("script output: 2");
      serf.awaitLine("from java");
    }
  }

  @Test
  void answers_its_queries() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real");
        TestMember ours = TestMember.start("ours")) {
      ours.join(serf.address());
      serf.awaitLine("EventMemberJoin: ours");
      Thread.ofVirtual()
          .start(() -> {
            var question = ours.await(Asked.class, "sum").question();
            ours.pool().answer(question, Bytes.utf8("42 for " + question.from()));
          });

      String output =
          serf.run("query", "-timeout=4s", "-relay-factor=1", "-tag", "language=ja.a", "sum", "?");

      assertThat(output).contains("Ack from 'ours'", "Response from 'ours': 42 for real");
      assertThat(output).doesNotContain("'real'");
    }
  }

  @Test
  void asks_it() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real", "-event-handler=query:sum=cat");
        TestMember ours = TestMember.start("ours")) {
      ours.join(serf.address());
      ours.await(Joined.class, "real");

      var everyone = new QueryOptions(List.of(), true, 1, Duration.ofSeconds(4));
      assertThat(ours.ask("sum", "thirteen", everyone))
          .containsExactlyInAnyOrder("ours got it", "real got it", "real: thirteen");

      var onlyOurs =
          new QueryOptions(
              List.of(new QueryFilter.Named(List.of("ours"))), true, 0, Duration.ofSeconds(1));
      assertThat(ours.ask("sum", "thirteen", onlyOurs)).containsExactly("ours got it");
    }
  }

  @Test
  void leaves_it_and_is_left_by_it() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real");
        TestMember ours = TestMember.start("ours");
        TestMember leaver = TestMember.start("leaver")) {
      ours.join(serf.address());
      leaver.join(serf.address());
      ours.await(Joined.class, "leaver");
      serf.awaitLine("EventMemberJoin: leaver");

      leaver.pool().leave().join();
      serf.awaitLine("EventMemberLeave: leaver");
      assertThat(serf.member("leaver")).contains(" left ");

      assertThat(serf.run("leave")).contains("Graceful leave complete");
      assertThat(ours.await(Left.class, "real").member().status()).isEqualTo(MemberStatus.LEFT);
    }
  }

  @Test
  void notices_its_death_and_its_death_is_noticed() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real");
        SerfAgent survivor = SerfAgent.start("survivor");
        TestMember ours = TestMember.start("ours");
        TestMember victim = TestMember.start("victim")) {
      ours.join(serf.address());
      victim.join(serf.address());
      survivor.run("join", serf.address().toString());
      survivor.awaitLine("EventMemberJoin: victim");
      ours.await(Joined.class, "survivor");

      victim.crash();
      survivor.awaitLine("EventMemberFailed: victim");
      assertThat(survivor.member("victim")).contains(" failed ");
      ours.await(Failed.class, "victim");

      serf.kill();
      ours.await(Failed.class, "real");
      survivor.awaitLine("EventMemberFailed: real");

      ours.pool().forceLeave("real", false);
      ours.await(Left.class, "real");
      survivor.awaitLine("EventMemberLeave (forced): real");
      survivor.run("force-leave", "victim");
      ours.await(Left.class, "victim");
    }
  }

  @Test
  void estimates_the_round_trip_to_it_and_lets_it_estimate_its_own() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real");
        TestMember ours = TestMember.start("ours")) {
      ours.join(serf.address());
      ours.await(Joined.class, "real");

      String estimate = serf.run("rtt", "ours", "real");
      while (!estimate.contains("rtt:")) {
        estimate = serf.run("rtt", "ours", "real");
      }

      assertThat(estimate).contains("Estimated ours <-> real rtt: ");
      Await.until(() -> ours.pool().coordinateOf("real").join().isPresent());
      var other = ours.pool().coordinateOf("real").join().orElseThrow();
      assertThat(ours.pool().coordinate().distanceTo(other)).isPositive();
    }
  }

  @Test
  void exchanges_a_large_state() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real");
        TestMember ours = TestMember.start("ours")) {
      for (int i = 0; i < 30; i++) {
        serf.run("event", "-coalesce=false", "e" + i, Keyring.encoded(noise(i, 300)));
        var _ = ours.pool().fire("o" + i, Bytes.utf8(Keyring.encoded(noise(-i, 300))), false);
      }

      assertThat(serf.run("join", "-replay", ours.pool().address().toString()))
          .contains("Successfully joined");

      for (int i = 0; i < 30; i++) {
        assertThat(ours.await(User.class, "e" + i).payload().toUtf8())
            .isEqualTo(Keyring.encoded(noise(i, 300)));
      }
      serf.awaitLine("user-event: o29");
    }
  }

  private static Bytes noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(seed).nextBytes(bytes);
    return Bytes.owning(bytes);
  }

  @Test
  void gives_way_to_a_member_that_had_its_name_first() throws Exception {
    try (SerfAgent first = SerfAgent.start("twin");
        SerfAgent judge = SerfAgent.start("judge");
        TestMember ours = TestMember.start("twin")) {
      judge.run("join", first.address().toString());
      first.awaitLine("EventMemberJoin: judge");

      ours.join(judge.address());

      ours.await(NameLost.class, "");
    }
  }
}
