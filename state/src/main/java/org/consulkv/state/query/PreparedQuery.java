package org.consulkv.state.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.state.session.SessionId;
import org.jspecify.annotations.Nullable;

/// A saved question for healthy instances of a service.
///
/// @param name what it is found by beside its id; empty if it has none, or if it is the template
///   for every name
/// @param session the session it ends with; empty if it stays
/// @param token the ACL token it is executed with; empty for that of the caller
/// @param dnsTtl the TTL of its answers by DNS in Go's notation; empty for the one of services
public record PreparedQuery(
    QueryId id,
    String name,
    String session,
    String token,
    Target service,
    String dnsTtl,
    Template template,
    long createIndex,
    long modifyIndex) {

  /// What it looks for.
  ///
  /// @param ignoreCheckIds checks that do not count when they fail; null if not given
  /// @param near the node to sort by, `_agent` or `_ip`; empty to shuffle only
  /// @param tags tags an instance must have, or must not have after a `!`; null if not given
  /// @param nodeMeta null if not given
  /// @param serviceMeta null if not given
  /// @param connect whether only instances in the service mesh are wanted
  public record Target(
      String service,
      Failover failover,
      boolean onlyPassing,
      @Nullable List<String> ignoreCheckIds,
      String near,
      @Nullable List<String> tags,
      @Nullable Map<String, String> nodeMeta,
      @Nullable Map<String, String> serviceMeta,
      boolean connect) {
    public Target {
      ignoreCheckIds = copy(ignoreCheckIds);
      tags = copy(tags);
      nodeMeta = ordered(nodeMeta);
      serviceMeta = ordered(serviceMeta);
    }

    /// All healthy instances of a service.
    public static Target of(String service) {
      return new Target(service, Failover.NONE, false, null, "", null, null, null, false);
    }
  }

  /// Where to look when there is no instance here.
  ///
  /// @param nearestN how many of the nearest datacenters to try
  /// @param datacenters the datacenters to try after them; null if not given
  /// @param places other clusters and datacenters in one order, instead of both; null if not given
  public record Failover(
      int nearestN, @Nullable List<String> datacenters, @Nullable List<Place> places) {
    public static final Failover NONE = new Failover(0, null, null);

    public Failover {
      datacenters = copy(datacenters);
      places = copy(places);
    }
  }

  /// Another cluster by the name of its peering, or another datacenter; one is empty.
  public record Place(String peer, String datacenter) {}

  /// Makes a query one for every name that begins with its own.
  ///
  /// @param type `name_prefix_match`, or empty if the query is no template
  /// @param regexp takes the name apart for `${match(N)}`; may be empty
  /// @param removeEmptyTags whether tags that became empty are left out
  public record Template(String type, String regexp, boolean removeEmptyTags) {
    public static final Template NONE = new Template("", "", false);

    /// The only type there is.
    public static final String NAME_PREFIX_MATCH = "name_prefix_match";
  }

  public boolean isTemplate() {
    return !template.type().isEmpty();
  }

  /// The session it is bound to.
  Optional<SessionId> owner() {
    return SessionId.parse(session);
  }

  /// The same query with another target.
  public PreparedQuery with(Target other) {
    return new PreparedQuery(
        id, name, session, token, other, dnsTtl, template, createIndex, modifyIndex);
  }

  /// The same query with these indexes.
  PreparedQuery at(long created, long modified) {
    return new PreparedQuery(
        id, name, session, token, service, dnsTtl, template, created, modified);
  }

  private static <T> @Nullable List<T> copy(@Nullable List<T> list) {
    return list == null ? null : List.copyOf(list);
  }

  private static @Nullable Map<String, String> ordered(@Nullable Map<String, String> map) {
    return map == null ? null : java.util.Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
