package org.consulkv.state.autopilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.consulkv.state.Driver;
import org.consulkv.state.Outcome;
import org.junit.jupiter.api.Test;

class The_rules_of_autopilot {
  private static final AutopilotConfig RULES =
      new AutopilotConfig(
          false,
          Duration.ofNanos(5),
          -1, // the greatest number without sign
          7,
          Duration.ofSeconds(3),
          "zone",
          true,
          "version",
          0,
          0);

  private final Driver driver = new Driver();

  @Test
  void are_kept_with_every_field_in_the_log_and_in_snapshots() throws IOException {
    set(RULES, -1);
    AutopilotConfig kept = AutopilotTable.config(driver.store.snapshot()).orElseThrow();
    assertThat(kept).isEqualTo(RULES.at(kept.createIndex(), kept.modifyIndex()));
    Driver other = new Driver();
    other.restore(driver.image());
    assertThat(AutopilotTable.config(other.store.snapshot())).contains(kept);
  }

  @Test
  void keep_the_index_at_which_they_were_first_written() {
    set(RULES, -1);
    AutopilotConfig first = AutopilotTable.config(driver.store.snapshot()).orElseThrow();
    set(AutopilotConfig.DEFAULT, -1);
    AutopilotConfig second = AutopilotTable.config(driver.store.snapshot()).orElseThrow();
    assertThat(second.createIndex()).isEqualTo(first.createIndex());
    assertThat(second.modifyIndex()).isGreaterThan(first.modifyIndex());
  }

  @Test
  void are_changed_only_if_nobody_changed_them_meanwhile() {
    assertThat(set(RULES, 0)).isEqualTo(new AutopilotOutcome.Set(true));
    assertThat(set(AutopilotConfig.DEFAULT, 0)).isEqualTo(new AutopilotOutcome.Set(false));
    long index = AutopilotTable.config(driver.store.snapshot()).orElseThrow().modifyIndex();
    assertThat(set(AutopilotConfig.DEFAULT, index + 1)).isEqualTo(new AutopilotOutcome.Set(false));
    assertThat(set(AutopilotConfig.DEFAULT, index)).isEqualTo(new AutopilotOutcome.Set(true));
  }

  private Outcome set(AutopilotConfig config, long expectedIndex) {
    return driver.apply(new AutopilotCommand.Set(config, expectedIndex));
  }
}
