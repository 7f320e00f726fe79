package org.consulkv.agent.check;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs real probes once.
final class Probes implements AutoCloseable {
  private final RealProbers probers = new RealProbers();

  /// The result of a check's probe.
  Result result(CheckDefinition check) {
    return result(prober(check));
  }

  static Result result(Prober prober) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    prober.start(result::complete);
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }

  Prober prober(CheckDefinition check) {
    CheckDefinition timed = check.toBuilder().interval(Duration.ofSeconds(10)).build();
    return probers.prober((Probe.Active) timed.probe(), timed, 4096);
  }

  @Override
  public void close() {
    probers.close();
  }
}
