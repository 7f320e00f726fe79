package org.consulkv.gossip.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.consulkv.gossip.serf.KeyOperation;
import org.consulkv.gossip.serf.KeyOperation.Summary;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.PoolEvent.Joined;
import org.consulkv.gossip.serf.PoolEvent.User;
import org.consulkv.runtime.Bytes;
import org.junit.jupiter.api.Test;

class An_encrypted_pool {
  private static final String FIRST = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String SECOND = "QUFBQUFBQUFBQUFBQUFBQQ==";

  @Test
  void of_ours_and_the_real_serf_changes_its_key_from_either_side() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real", "-encrypt=" + FIRST);
        TestMember ours = TestMember.start("ours", Keyring.of(FIRST), c -> c)) {
      ours.join(serf.address());
      ours.await(Joined.class, "real");
      serf.awaitLine("EventMemberJoin: ours");

      assertThat(serf.run("keys", "-install=" + SECOND)).contains("Successfully installed key");
      assertThat(serf.run("keys", "-list")).contains(SECOND).contains("[2/2]");

      Summary used = change(ours, new KeyOperation.Use(Keyring.decoded(SECOND)));
      assertThat(used.errors()).isZero();
      assertThat(used.replies()).isEqualTo(2);
      assertThat(change(ours, new KeyOperation.Remove(Keyring.decoded(FIRST))).errors()).isZero();

      Summary left = change(ours, new KeyOperation.ListAll());
      assertThat(left.keys()).containsOnlyKeys(SECOND).containsValue(2);
      assertThat(left.primaries()).containsOnlyKeys(SECOND);
      assertThat(serf.run("keys", "-list")).contains(SECOND).doesNotContain(FIRST);

      serf.run("event", "after", "the change");
      assertThat(ours.await(User.class, "after").payload()).isEqualTo(Bytes.utf8("the change"));
    }
  }

  @Test
  void refuses_to_remove_the_key_that_is_in_use() throws Exception {
    try (TestMember ours = TestMember.start("ours", Keyring.of(FIRST), c -> c)) {
      Summary refused = change(ours, new KeyOperation.Remove(Keyring.decoded(FIRST)));

      assertThat(refused.errors()).isEqualTo(1);
      assertThat(refused.messages())
          .containsEntry("ours", "Removing the primary key is not allowed");
    }
  }

  @Test
  void is_closed_to_who_has_another_key_or_none() throws Exception {
    try (SerfAgent serf = SerfAgent.start("real", "-encrypt=" + FIRST);
        TestMember other = TestMember.start("other", Keyring.of(SECOND), c -> c);
        TestMember plain = TestMember.start("plain")) {
      var addresses = List.of(serf.address());

      assertThatThrownBy(() -> other.pool().join(addresses, false).join())
          .hasMessageContaining("Failed to join 127.0.0.1");
      assertThatThrownBy(() -> plain.pool().join(addresses, false).join())
          .hasMessageContaining("Failed to join 127.0.0.1");
      assertThat(serf.run("join", other.pool().address().toString())).contains("Error joining");
      assertThat(other.pool().members()).hasSize(1);
    }
  }

  private static Summary change(TestMember member, KeyOperation operation) {
    return member.pool().keys(operation, 0).join();
  }
}
