package org.consulkv.http;

import org.consulkv.http.forward.Forwarding;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// Decides where a request is answered: here, by the leader, by a server, or in another datacenter.
///
/// Threading: immutable, so thread-safe.
public final class Placement {
  private final String datacenter;
  private final Forwarding others;

  /// @param others the way to other agents
  public Placement(String datacenter, Forwarding others) {
    this.datacenter = datacenter;
    this.others = others;
  }

  /// A request that another datacenter has to answer.
  static final class Abroad extends RuntimeException {
    final String datacenter;

    Abroad(String datacenter) {
      super(datacenter, null, false, false);
      this.datacenter = datacenter;
    }
  }

  /// Passes a request on if others have to answer it.
  ///
  /// @return false if it is to be answered here
  boolean passesOn(Call call) {
    Route.Scope scope = call.scope();
    if (scope == Route.Scope.AGENT) {
      return false;
    }
    String asked = asked(call);
    boolean abroad = !asked.isEmpty() && !asked.equals(datacenter);
    if (!others.isServer()) {
      return passesOnFromClient(call, scope, abroad);
    }
    if (abroad) {
      return others.knows(asked) && passesAbroad(call, asked);
    }
    if (scope != Route.Scope.LEADER || others.leads()) {
      return false;
    }
    others.toLeader(call);
    return true;
  }

  /// Servers know the way to the other datacenters, and to the leader.
  private boolean passesOnFromClient(Call call, Route.Scope scope, boolean abroad) {
    if (scope == Route.Scope.DATACENTER && !abroad) {
      return false;
    }
    others.toServer(call);
    return true;
  }

  private boolean passesAbroad(Call call, String asked) {
    others.toDatacenter(call, asked);
    return true;
  }

  /// Passes a request on that names its datacenter in its body.
  void passOn(Call call, Abroad where) {
    others.toDatacenter(call, where.datacenter);
  }

  /// Tries a request again that failed for want of a leader, unless it was held long enough.
  ///
  /// @return false if it is to fail
  boolean triesAgain(Call call) {
    return call.scope() == Route.Scope.LEADER && others.tryAgain(call);
  }

  /// @param asked the datacenter the request names, or an empty text
  /// @throws ApiException if nobody here knows the way there
  public void require(String asked) {
    if (!asked.isEmpty() && !asked.equals(datacenter)) {
      if (others.knows(asked)) {
        throw new Abroad(asked);
      }
      throw new ApiException(ErrorKind.REFUSED, "No path to datacenter");
    }
  }

  /// The same for the datacenter in a request's parameters.
  public void require(Call call) {
    require(asked(call));
  }

  private static String asked(Call call) {
    if (call.query().isEmpty()) {
      return "";
    }
    String dc = call.query().first("dc");
    return dc.isEmpty() ? call.query().first("datacenter") : dc;
  }
}
