package org.consulkv.agent.router;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.server.ErrorKind;

/// An errand to whoever leads.
final class LeaderErrand extends HeldErrand<Optional<Bytes>> {
  static final String NO_LEADER = "No cluster leader";

  private final Leadership leadership;

  LeaderErrand(Router router, Leadership leadership, Errand errand) {
    super(router, errand);
    this.leadership = leadership;
  }

  @Override
  void step() {
    if (leadership.leads()) {
      leave();
      result.complete(Optional.empty());
      return;
    }
    Optional<InetSocketAddress> leader = leadership.leader();
    if (leader.isEmpty()) {
      hold(NO_LEADER, ErrorKind.NO_LEADER, null);
      return;
    }
    ask(router.rpc().call(leader.get(), errand.method(), errand.request(), errand.patience()));
  }

  @Override
  void answered(Bytes answer) {
    result.complete(Optional.of(answer));
  }

  @Override
  void refused(RpcException failure) {
    hold(NO_LEADER, ErrorKind.NO_LEADER, failure);
  }
}
