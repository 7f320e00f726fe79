package org.consulkv.agent.router;

import static org.consulkv.runtime.rpc.RpcException.Reason.REFUSED;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.router.ServerOrder.Choice;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.server.ErrorKind;

/// An errand to any server of a datacenter. A server that does not answer is passed over at once;
/// the errand is held when all were asked in vain.
final class ServerErrand extends HeldErrand<Bytes> {
  static final String NOBODY = "No known Consul servers";

  private final ServerOrder order;
  private final RpcClient rpc;
  private final String nobody;
  private final Set<String> asked = new HashSet<>();

  /// @param nobody what to say if there is no server
  ServerErrand(Router router, String datacenter, String nobody, Errand errand) {
    super(router, errand);
    order = router.order(datacenter);
    rpc = router.rpc(datacenter);
    this.nobody = nobody;
  }

  @Override
  void step() {
    List<Choice> choices = order.choices();
    for (Choice choice : choices) {
      if (asked.add(choice.id())) {
        ask(
            rpc.call(choice.address(), errand.method(), errand.request(), errand.patience()),
            choice);
        return;
      }
    }
    asked.clear();
    hold(nobody, ErrorKind.REFUSED, null);
  }

  private void ask(CompletableFuture<Bytes> call, Choice choice) {
    var _ =
        call.whenComplete((_, failure) -> {
          if (failure != null && !call.isCancelled() && problem(failure).reason() != REFUSED) {
            order.failed(choice.id());
          }
        });
    ask(call);
  }

  @Override
  void answered(Bytes answer) {
    result.complete(answer);
  }

  @Override
  void refused(RpcException failure) {
    step();
  }
}
