package org.consulkv.faults.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.consulkv.faults.workload.PretendServer.Fault;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class The_load {
  private static final int CLIENTS = 8;
  private static final int OPERATIONS = 2_500;
  private static final int RUNS = 8;

  @Test
  void finds_nothing_wrong_with_a_server_that_is_right() throws Throwable {
    runAgainst(Fault.NONE, 1).call();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void finds_out_a_server_that(Fault fault) {
    // A run may end before its clients met the fault, so several of them have to miss it.
    Throwable found = null;
    for (long seed = 1; seed <= RUNS && found == null; seed++) {
      found = catchThrowable(runAgainst(fault, seed));
    }
    assertThat(found).isInstanceOf(AssertionError.class);
  }

  private static ThrowingCallable runAgainst(Fault fault, long seed) {
    return () -> {
      try (var server = new PretendServer(fault);
          Load load = Load.start(server, CLIENTS, seed)) {
        Await.until(Duration.ofSeconds(30), () -> load.done() > OPERATIONS, () -> "answers");
        load.stop();
        load.check();
      }
    };
  }
}
