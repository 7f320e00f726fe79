package org.consulkv.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.Sample;
import org.consulkv.http.listener.HttpLimits;
import org.jspecify.annotations.Nullable;

/// One path of the API: its methods, who answers them, and how.
///
/// Threading: built at start, then immutable.
public final class Route {
  /// What distinguishes a family of endpoints in small things.
  public enum Trait {
    /// Errors from behind the endpoint carry the headers of a query, with an unknown leader.
    ERRORS_CARRY_META,
    /// Answers say with which consistency they were made.
    TELLS_CONSISTENCY,
    /// The parameters of other editions (namespaces, partitions) are refused.
    REFUSES_NAMESPACES,
    /// OPTIONS is answered with an empty JSON object.
    TELLS_METHODS_IN_JSON,
    /// The body of a PUT is read while it arrives, that of an answer to a GET is sent as it is
    /// made.
    STREAMS_BODY,
    /// Answers may be kept by agents that have no state of their own, which watch them.
    KEPT_AND_WATCHED,
    /// Answers may be kept by agents that have no state of their own, and grow old.
    KEPT
  }

  /// Which agent may answer.
  public enum Scope {
    /// The one that was asked.
    AGENT,
    /// The one that was asked, or any server of another datacenter if the request names one.
    DATACENTER,
    /// Any server of the datacenter.
    SERVER,
    /// The datacenter's leader.
    LEADER
  }

  /// One method of a route.
  ///
  /// @param bodyLimit bytes of a body that are kept
  /// @param time measures how long answers take
  record Method(String name, Endpoint endpoint, long bodyLimit, Scope scope, Sample time) {
    Method measuredBy(Sample sample) {
      return new Method(name, endpoint, bodyLimit, scope, sample);
    }

    Method answeredBy(Scope other) {
      return new Method(name, endpoint, bodyLimit, other, time);
    }
  }

  /// Below it, everything is about the agent that was asked.
  private static final String OWN = "/v1/agent/";

  private final String path;
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private final List<Method> methods = new ArrayList<>();
  private String allow = "OPTIONS";

  Route(String path) {
    this.path = path;
  }

  /// Adds a method; the order shows in the header `Allow`.
  public Route on(String method, Endpoint endpoint) {
    return on(method, endpoint, HttpLimits.BODY_BYTES);
  }

  /// Unless [#answeredBy] says otherwise, any server answers a GET, and the leader the others.
  public Route on(String method, Endpoint endpoint, long bodyLimit) {
    Scope scope =
        path.startsWith(OWN) ? Scope.AGENT : method.equals("GET") ? Scope.SERVER : Scope.LEADER;
    methods.add(new Method(method, endpoint, bodyLimit, scope, nanos -> {}));
    allow += "," + method;
    return this;
  }

  public Route with(Trait... more) {
    traits.addAll(List.of(more));
    return this;
  }

  /// Says who may answer the methods that the route has so far.
  public Route answeredBy(Scope scope) {
    methods.replaceAll(method -> method.answeredBy(scope));
    return this;
  }

  /// Measures the answers as Consul does, under its name and labels: `v1_kv_` for `/v1/kv/`.
  void measure(Metrics metrics) {
    String label = path.substring(1).replace('/', '_');
    methods.replaceAll(method ->
        method.measuredBy(metrics.sample("api.http", "method", method.name(), "path", label)));
  }

  /// The path, or the prefix if it ends with a slash.
  public String path() {
    return path;
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /// The value of the header `Allow`.
  String allow() {
    return allow;
  }

  @Nullable Method method(String name) {
    for (int i = 0; i < methods.size(); i++) {
      if (methods.get(i).name().equals(name)) {
        return methods.get(i);
      }
    }
    return null;
  }
}
