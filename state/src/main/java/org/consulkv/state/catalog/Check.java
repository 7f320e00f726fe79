package org.consulkv.state.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The health of a node or of a service on it, as last reported.
///
/// @param node the node's name
/// @param id unique on the node
/// @param status `passing`, `warning` or `critical`; other text is kept as it is
/// @param serviceId the service it belongs to, or empty for a check of the node
/// @param serviceName the name of that service
/// @param serviceTags the tags of that service; null if it has none
/// @param type `http`, `ttl`, …, or empty
public record Check(
    String node,
    String id,
    String name,
    String status,
    String notes,
    String output,
    String serviceId,
    String serviceName,
    @Nullable List<String> serviceTags,
    String type,
    String interval,
    String timeout,
    int exposedPort,
    Definition definition,
    long createIndex,
    long modifyIndex) {

  public static final String PASSING = "passing";
  public static final String WARNING = "warning";
  public static final String CRITICAL = "critical";

  /// The id of the check that follows the node's liveness.
  public static final String SERF_HEALTH = "serfHealth";

  /// How a check is run, as far as it was told to the catalog. Durations are nanoseconds.
  ///
  /// @param header null if none were given
  public record Definition(
      String http,
      String tlsServerName,
      boolean tlsSkipVerify,
      @Nullable Map<String, List<String>> header,
      String method,
      String body,
      String tcp,
      long intervalNanos,
      long timeoutNanos,
      long deregisterAfterNanos) {
    public static final Definition NONE = new Definition("", "", false, null, "", "", "", 0, 0, 0);

    public Definition {
      header = Collections.ordered(header);
    }
  }

  public Check {
    serviceTags = Collections.copy(serviceTags);
  }

  /// A check of a node with a status, and nothing else.
  public static Check of(String node, String id, String name, String status) {
    return new Check(
        node, id, name, status, "", "", "", "", null, "", "", "", 0, Definition.NONE, 0, 0);
  }

  /// The same check of this type.
  public Check ofType(String its) {
    return new Check(
        node,
        id,
        name,
        status,
        notes,
        output,
        serviceId,
        serviceName,
        serviceTags,
        its,
        interval,
        timeout,
        exposedPort,
        definition,
        createIndex,
        modifyIndex);
  }

  /// The same check with these indexes.
  Check at(long created, long modified) {
    return new Check(
        node,
        id,
        name,
        status,
        notes,
        output,
        serviceId,
        serviceName,
        serviceTags,
        type,
        interval,
        timeout,
        exposedPort,
        definition,
        created,
        modified);
  }

  /// The same check with what it borrows from its service, and a status if it had none.
  Check completed(String service, @Nullable List<String> tags) {
    return new Check(
        node,
        id,
        name,
        status.isEmpty() ? CRITICAL : status,
        notes,
        output,
        serviceId,
        service,
        tags,
        type,
        interval,
        timeout,
        exposedPort,
        definition,
        createIndex,
        modifyIndex);
  }
}
