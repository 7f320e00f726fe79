package org.consulkv.consensus.rpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// What tests of the wire share.
final class OnWire {
  private OnWire() {}

  /// Waits for something that another thread brings about, and of which nothing tells.
  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
