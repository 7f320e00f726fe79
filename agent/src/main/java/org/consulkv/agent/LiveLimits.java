package org.consulkv.agent;

import java.util.function.Supplier;
import org.consulkv.agent.config.LimitConfig;
import org.consulkv.consensus.rpc.RpcLimits;

/// The limits in effect, which reloading the configuration may change.
///
/// Threading: thread-safe.
final class LiveLimits implements Supplier<LimitConfig> {
  private volatile LimitConfig present;

  LiveLimits(LimitConfig first) {
    present = first;
  }

  void replace(LimitConfig newer) {
    present = newer;
  }

  @Override
  public LimitConfig get() {
    return present;
  }

  /// Those of connections from other agents.
  RpcLimits rpc() {
    return RpcLimits.DEFAULT.withCallers(
        () -> present.rpcMaxConnsPerClient(), present.rpcHandshakeTimeout());
  }
}
