package org.consulkv.agent.router;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.router.Router.Place;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// A long request to another agent. It is begun again only if nobody has taken any of it, or it can
/// be read anew from its beginning.
final class StreamErrand {
  private final Router router;

  StreamErrand(Router router) {
    this.router = router;
  }

  InputStream send(Place place, String method, InputStream request) throws IOException {
    long since = router.nanos();
    RpcClient rpc =
        switch (place) {
          case Place.Leader() -> router.rpc();
          case Place.In(String datacenter) -> router.rpc(datacenter);
        };
    Body body = new Body(request);
    for (int tries = 0; ; tries++) {
      for (InetSocketAddress target : targets(place)) {
        try {
          return rpc.exchange(target, method, body);
        } catch (RpcException e) {
          boolean undone = e.reason() == Reason.UNREACHABLE || e.reason() == Reason.NO_LEADER;
          if (!undone || !body.isWhole()) {
            throw translated(e);
          }
        }
      }
      CompletableFuture<Void> pause = new CompletableFuture<>();
      if (!router.later(tries, since, () -> pause.complete(null))) {
        throw nobody(place);
      }
      pause.join();
    }
  }

  /// The request, which a server may have read before it said that it cannot do it.
  private static final class Body extends FilterInputStream {
    private boolean taken;

    Body(InputStream request) {
      super(request);
    }

    /// Whether another server would get all of it; goes back to its beginning if it can.
    boolean isWhole() throws IOException {
      if (taken && markSupported()) {
        reset();
        taken = false;
      }
      return !taken;
    }

    @Override
    public int read() throws IOException {
      taken = true;
      return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      taken = true;
      return super.read(target, offset, length);
    }
  }

  private List<InetSocketAddress> targets(Place place) {
    return switch (place) {
      case Place.Leader() -> router.leadership().leader().stream().toList();
      case Place.In(String datacenter) ->
          router.order(datacenter).choices().stream().map(ServerOrder.Choice::address).toList();
    };
  }

  private static ApiException translated(RpcException problem) {
    String message = String.valueOf(problem.getMessage());
    return switch (problem.reason()) {
      case NO_LEADER -> new ApiException(ErrorKind.NO_LEADER, LeaderErrand.NO_LEADER, problem);
      case LOST -> new ApiException(ErrorKind.UNKNOWN_OUTCOME, message, problem);
      case REFUSED, UNREACHABLE -> new ApiException(ErrorKind.REFUSED, message, problem);
    };
  }

  private static ApiException nobody(Place place) {
    return switch (place) {
      case Place.Leader() -> new ApiException(ErrorKind.NO_LEADER, LeaderErrand.NO_LEADER);
      case Place.In(String _) -> new ApiException(ErrorKind.REFUSED, ServerErrand.NOBODY);
    };
  }
}
